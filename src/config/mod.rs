//! `.leakgate.toml`: read, checked, and turned into what the other modules use. Nothing else sees TOML.

pub mod key;

use std::path::Path;

use globset::{Glob, GlobMatcher};
use jiff::civil::Date;
use serde::Deserialize;

use crate::finding::Verdict;
use crate::fingerprint::{Fingerprint, Key};
use crate::text::printable;
use crate::trouble::Trouble;

/// The file's name, at the top of a repository.
pub const NAME: &str = ".leakgate.toml";

/// What the configuration says, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The key of this repository's fingerprints.
    pub fingerprint_key: Option<Key>,
    /// Do allow comments count?
    pub comments: bool,
    /// The organisation's own page on what to do.
    pub guide: Option<String>,
    /// What comes of parts of archives that could not be looked at: a warning, or a block.
    pub unread: Verdict,
    /// Findings that may pass.
    pub allow: Vec<Allow>,
}

impl Default for Config {
    fn default() -> Self {
        Self { fingerprint_key: None, comments: true, guide: None, unread: Verdict::Warn, allow: Vec::new() }
    }
}

/// One allow entry.
#[derive(Debug, Clone)]
pub struct Allow {
    /// Which finding.
    pub fingerprint: Option<Fingerprint>,
    /// Which rule.
    pub rule: Option<String>,
    /// Which paths.
    pub path: Option<GlobMatcher>,
    /// Why.
    pub reason: String,
    /// The last day on which it counts.
    pub expires: Date,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The entry in words, for notes.
    pub title: String,
}

impl Allow {
    /// Does it let pass no more than one finding?
    pub fn is_single(&self) -> bool {
        self.fingerprint.is_some()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    fingerprint_key: Option<toml::Spanned<String>>,
    comments: Option<bool>,
    guide: Option<String>,
    #[serde(default)]
    unread: Unread,
    #[serde(default)]
    allow: Vec<toml::Spanned<RawAllow>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
enum Unread {
    #[default]
    Warn,
    Block,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawAllow {
    fingerprint: Option<String>,
    rule: Option<String>,
    path: Option<String>,
    reason: String,
    expires: toml::Spanned<toml::value::Datetime>,
    owner: Option<String>,
}

/// Reads a configuration. `path` is for messages.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Config, Trouble> {
    let at = |offset: usize, cause: String, cure: &str| {
        let (line, column) = position(bytes, offset);
        Trouble::Config { path: path.to_owned(), line, column, cause, cure: cure.to_owned() }
    };
    let text =
        std::str::from_utf8(bytes).map_err(|error| at(error.valid_up_to(), "it is not UTF-8".to_owned(), "save the file as UTF-8"))?;
    let raw: Raw = toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        at(offset, printable(error.message().as_bytes()), "correct that line; the fields are described in the README under Configuration")
    })?;
    let key = raw.fingerprint_key.map(|key| {
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(key.get_ref().as_bytes()).ok().filter(|bytes| bytes.len() >= 16);
        bytes.map(|bytes| Key::new(&bytes)).ok_or_else(|| {
            at(
                key.span().start,
                "this fingerprint-key is none".to_owned(),
                "it is at least 32 hexadecimal digits; take it out to have a new one made",
            )
        })
    });
    let mut config = Config {
        fingerprint_key: key.transpose()?,
        comments: raw.comments.unwrap_or(true),
        guide: raw.guide,
        unread: match raw.unread {
            Unread::Warn => Verdict::Warn,
            Unread::Block => Verdict::Block,
        },
        allow: Vec::new(),
    };
    for entry in raw.allow {
        let offset = entry.span().start;
        let entry = entry.into_inner();
        let expires = entry.expires;
        let date = expires
            .get_ref()
            .date
            .and_then(|date| Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok());
        let date = date.ok_or_else(|| at(expires.span().start, "expires is no date".to_owned(), "write a date: expires = 2027-01-31"))?;
        if entry.reason.trim().is_empty() {
            return Err(at(offset, "an allow entry without a reason".to_owned(), "say why it may pass: reason = \"…\""));
        }
        let fingerprint = entry
            .fingerprint
            .as_deref()
            .map(|text| {
                Fingerprint::parse(text)
                    .ok_or_else(|| at(offset, "this fingerprint is none".to_owned(), "copy the twenty hexadecimal digits from the report"))
            })
            .transpose()?;
        if let Some(rule) = entry.rule.as_deref().filter(|rule| crate::rules::find(rule).is_none()) {
            return Err(at(offset, format!("there is no rule {}", printable(rule.as_bytes())), "see the ids with: leakgate rules list"));
        }
        let glob = entry
            .path
            .as_deref()
            .map(|path| {
                Glob::new(path)
                    .map(|glob| glob.compile_matcher())
                    .map_err(|error| at(offset, printable(error.to_string().as_bytes()), "write a glob: path = \"tests/**\""))
            })
            .transpose()?;
        if fingerprint.is_none() && entry.rule.is_none() && glob.is_none() {
            return Err(at(offset, "an allow entry that names nothing".to_owned(), "name a fingerprint, a rule or a path"));
        }
        let title = [("fingerprint", &entry.fingerprint), ("rule", &entry.rule), ("path", &entry.path)]
            .iter()
            .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name} {}", printable(value.as_bytes()))))
            .collect::<Vec<_>>()
            .join(", ");
        config.allow.push(Allow {
            fingerprint,
            rule: entry.rule,
            path: glob,
            reason: printable(entry.reason.as_bytes()),
            expires: date,
            owner: entry.owner.map(|owner| printable(owner.as_bytes())),
            title,
        });
    }
    Ok(config)
}

/// Reads the configuration at `path`; the default one where there is none.
pub fn load(path: &Path) -> Result<Config, Trouble> {
    match std::fs::read(path) {
        Ok(bytes) => parse(path, &bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
        Err(cause) => Err(Trouble::File { doing: "read", path: path.to_owned(), cause }),
    }
}

/// The line that keeps a fingerprint key.
pub fn key_line(key: &Key) -> String {
    format!(
        "# the fingerprints below are made with this key; keep it\nfingerprint-key = \"{}\"\n",
        data_encoding::HEXLOWER.encode(key.bytes())
    )
}

/// The text of a new allow entry.
pub fn entry(fingerprint: Fingerprint, reason: &str, expires: Date, owner: Option<&str>) -> String {
    let quote = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let owner = owner.map(|owner| format!("owner = {}\n", quote(owner))).unwrap_or_default();
    format!("\n[[allow]]\nfingerprint = \"{fingerprint}\"\nreason = {}\nexpires = {expires}\n{owner}", quote(reason))
}

/// Joins the committed configuration with the one in the working copy, whose entries for single findings count at once; what is wider
/// counts once it is committed. Returns the notes about those that wait.
pub fn join(committed: Config, working: Config) -> (Config, Vec<String>) {
    let mut notes = Vec::new();
    let known: Vec<String> = committed.allow.iter().map(|entry| entry.title.clone()).collect();
    let mut joined = Config {
        fingerprint_key: committed.fingerprint_key.or(working.fingerprint_key),
        comments: committed.comments,
        guide: committed.guide,
        // stricter counts at once
        unread: committed.unread.max(working.unread),
        allow: committed.allow,
    };
    for entry in working.allow.into_iter().filter(|entry| !known.contains(&entry.title)) {
        if entry.is_single() {
            joined.allow.push(entry);
        } else {
            notes.push(format!("the allow entry for {} counts once it is committed", entry.title));
        }
    }
    (joined, notes)
}

/// Line and column (in characters) of a byte, from 1.
fn position(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = &bytes[..offset.min(bytes.len())];
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    (line, String::from_utf8_lossy(&before[start..]).chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config, String> {
        parse(Path::new("c.toml"), text.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_whole_configuration_is_read() {
        let config = read("fingerprint-key = \"00112233445566778899aabbccddeeff\"\ncomments = false\nguide = \"https://example.org\"\n[[allow]]\nfingerprint = \"00112233445566778899\"\nreason = \"r\"\nexpires = 2027-01-31\nowner = \"o\"\n[[allow]]\npath = \"tests/**\"\nreason = \"r\"\nexpires = 2027-01-31\n").unwrap();
        assert!(!config.comments);
        assert_eq!(config.unread, Verdict::Warn);
        assert_eq!(read("unread = \"block\"\n").unwrap().unread, Verdict::Block);
        assert_eq!(config.allow.iter().map(Allow::is_single).collect::<Vec<_>>(), [true, false]);
        assert!(config.allow[1].path.as_ref().unwrap().is_match("tests/a/b"));
    }

    #[test]
    fn mistakes_are_named_with_line_and_column() {
        for (text, begin) in [
            ("comment = true\n", "c.toml:1:1: unknown field `comment`"),
            ("comments = 1\n", "c.toml:1:12: "),
            ("unread = \"ignore\"\n", "c.toml:1:10: unknown variant `ignore`"),
            ("fingerprint-key = \"0\"\n", "c.toml:1:19: this fingerprint-key is none"),
            ("[[allow]]\nrule = \"no-such\"\nreason = \"r\"\nexpires = 2027-01-31\n", "c.toml:1:1: there is no rule no-such"),
            ("[[allow]]\nreason = \"r\"\nexpires = 2027-01-31\n", "c.toml:1:1: an allow entry that names nothing"),
            ("[[allow]]\nrule = \"stripe-live-secret-key\"\nexpires = 2027-01-31\n", "c.toml:1:1: missing field `reason`"),
            (
                "[[allow]]\nrule = \"stripe-live-secret-key\"\nreason = \"\"\nexpires = 2027-01-31\n",
                "c.toml:1:1: an allow entry without a reason",
            ),
            ("[[allow]]\nrule = \"stripe-live-secret-key\"\nreason = \"r\"\nexpires = 10:00:00\n", "c.toml:4:11: expires is no date"),
            ("[[allow]]\nfingerprint = \"xy\"\nreason = \"r\"\nexpires = 2027-01-31\n", "c.toml:1:1: this fingerprint is none"),
            ("[[allow]]\npath = \"[\"\nreason = \"r\"\nexpires = 2027-01-31\n", "c.toml:1:1: "),
            ("<<<<<<< ours\n", "c.toml:1:"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.starts_with(begin), "{text:?}: {error}");
        }
        assert!(parse(Path::new("c"), b"a = \"\xff\"").unwrap_err().to_string().contains("UTF-8"));
    }

    #[test]
    fn an_entry_reads_as_it_was_written() {
        let print = Fingerprint::parse("00112233445566778899").unwrap();
        let text = entry(print, "a \"quoted\" reason", jiff::civil::date(2027, 1, 31), Some("me"));
        let config = read(&text).unwrap();
        assert_eq!(config.allow[0].fingerprint, Some(print));
        assert_eq!(config.allow[0].reason, "a \"quoted\" reason");
    }

    #[test]
    fn what_is_wide_waits_until_it_is_committed() {
        let wide = read("[[allow]]\npath = \"**\"\nreason = \"r\"\nexpires = 2027-01-31\n").unwrap();
        let single = read("[[allow]]\nfingerprint = \"00112233445566778899\"\nreason = \"r\"\nexpires = 2027-01-31\n").unwrap();
        let (joined, notes) = join(Config::default(), wide.clone());
        assert!(joined.allow.is_empty());
        assert_eq!(notes.len(), 1);
        assert_eq!(join(Config::default(), single).0.allow.len(), 1);
        assert_eq!(join(wide.clone(), wide).0.allow.len(), 1);
    }
}
