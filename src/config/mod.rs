//! `.leakgate.toml`: read, checked, and turned into what the other modules use. Nothing else sees TOML.

mod allow;
mod fields;
pub mod key;
mod rule;
pub mod server;
pub mod stamp;
mod switches;

use std::path::Path;
use std::sync::Arc;

use toml::de::DeTable;

pub use allow::{Allow, entry};
pub use rule::{Own, check};
pub use switches::Switches;

use crate::finding::Verdict;
use crate::fingerprint::Key;
use crate::rules;
use crate::text::printable;
use crate::trouble::Trouble;
use fields::{Fields, Mistake, Mistakes, Shared, Source};

/// The file's name, at the top of a repository.
pub const NAME: &str = ".leakgate.toml";

/// A file larger than this (bytes) is refused.
const LARGEST: usize = 1 << 20;

/// What the configuration says.
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
    /// Rules of the user's own. Their fields are well formed; whether they keep what they promise, [`check`] says.
    pub rules: Vec<Own>,
    /// Which rules are off.
    pub switches: Switches,
    /// What counts on a server.
    pub server: server::Server,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            fingerprint_key: None,
            comments: true,
            guide: None,
            unread: Verdict::Warn,
            allow: Vec::new(),
            rules: Vec::new(),
            switches: Switches::default(),
            server: server::Server::default(),
        }
    }
}

/// Reads a configuration. `path` is for messages.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Config, Trouble> {
    let source: Shared = Arc::new(Source { path: path.to_owned(), bytes: bytes.to_vec() });
    let at = |at: usize, what: String, cure: &str| source.trouble(Mistake { at, what, cure: cure.to_owned() });
    if bytes.len() > LARGEST {
        return Err(at(0, format!("it is larger than {} KiB", LARGEST >> 10), "take out what is not needed"));
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| at(error.valid_up_to(), "it is not UTF-8".to_owned(), "save the file as UTF-8"))?;
    let table = DeTable::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        at(offset, printable(error.message().as_bytes()), "correct that line; the fields are described in the README under Configuration")
    })?;
    let mistakes = Mistakes::default();
    let config = read(Fields::new(table.get_ref(), 0, "", &mistakes), &source);
    let mut mistakes = mistakes.into_vec();
    if !mistakes.is_empty() {
        // told along with the others, so that one look at the file mends all of them
        mistakes.extend(config.rules.iter().flat_map(Own::mistakes_in_fields));
    }
    source.troubles(mistakes)?;
    Ok(config)
}

fn read(mut top: Fields<'_>, source: &Shared) -> Config {
    let fingerprint_key = top.text("fingerprint-key").and_then(|key| {
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(key.value.as_bytes()).ok().filter(|bytes| bytes.len() >= 16);
        if bytes.is_none() {
            let cure = "it is at least 32 hexadecimal digits; take it out to have a new one made";
            top.wrong(key.at, "this fingerprint-key is none", cure);
        }
        bytes.map(|bytes| Key::new(&bytes))
    });
    let comments = top.flag("comments").unwrap_or(true);
    let guide = top.text("guide").map(|guide| guide.value);
    let unread = top.choice("unread", &[Verdict::Warn, Verdict::Block], Verdict::name).unwrap_or(Verdict::Warn);
    let rules = rule::read(&mut top, source);
    let own: Vec<_> = rules.iter().map(|own| own.rule).collect();
    let switches = switches::read(&mut top, &own);
    let allow = allow::read(&mut top, &|id| rules::find(id).is_some() || own.iter().any(|rule| rule.id == id));
    let server = server::read(&mut top);
    top.end();
    Config { fingerprint_key, comments, guide, unread, allow, rules, switches, server }
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

/// Joins the committed configuration with the one in the working copy. Of the latter, what lets no more than one finding pass and what is
/// stricter counts at once: entries for single findings, rules that are added, rules that are switched on. What is wider counts once it is
/// committed; what is taken out counts until that is. Returns the notes about what waits.
pub fn join(committed: Config, working: Config) -> (Config, Vec<String>) {
    let mut notes = Vec::new();
    let known: Vec<String> = committed.allow.iter().map(|entry| entry.title.clone()).collect();
    let (switches, waiting) = committed.switches.join(working.switches);
    notes.extend(waiting.into_iter().map(|text| format!("rules.off = \"{}\" counts once it is committed", printable(text.as_bytes()))));
    let mut rules = working.rules;
    for own in committed.rules {
        if !rules.iter().any(|other| rule::are_same(other.rule, own.rule)) {
            notes.push(format!("the rule {} counts as it was committed until its change is committed, too", own.rule.id));
            rules.push(own);
        }
    }
    let mut joined = Config {
        fingerprint_key: committed.fingerprint_key.or(working.fingerprint_key),
        comments: committed.comments,
        guide: committed.guide,
        // stricter counts at once
        unread: committed.unread.max(working.unread),
        allow: committed.allow,
        rules,
        switches,
        // no server reads it from here
        server: committed.server,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::Fingerprint;

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
            ("comments = 1\n", "c.toml:1:12: comments is an integer"),
            ("guide = [\"a\"]\n", "c.toml:1:9: guide is an array"),
            ("unread = \"ignore\"\n", "c.toml:1:10: "),
            ("fingerprint-key = \"0\"\n", "c.toml:1:19: this fingerprint-key is none"),
            ("allow = 3\n", "c.toml:1:9: allow is an integer"),
            ("[[allow]]\nrule = \"no-such\"\nreason = \"r\"\nexpires = 2027-01-31\n", "c.toml:2:8: allow entry: there is no rule no-such"),
            ("[[allow]]\nreason = \"r\"\nexpires = 2027-01-31\n", "c.toml:1:1: allow entry: it names nothing"),
            ("[[allow]]\nrule = \"stripe-live-secret-key\"\nexpires = 2027-01-31\n", "c.toml:1:1: allow entry: it has no reason"),
            ("[[allow]]\nrule = \"stripe-live-secret-key\"\nreason = \"r\"\n", "c.toml:1:1: allow entry: it has no expires"),
            (
                "[[allow]]\nrule = \"stripe-live-secret-key\"\nreason = \"\"\nexpires = 2027-01-31\n",
                "c.toml:1:1: allow entry: its reason is empty",
            ),
            (
                "[[allow]]\nrule = \"stripe-live-secret-key\"\nreason = \"r\"\nexpires = 10:00:00\n",
                "c.toml:4:11: allow entry: expires is no date",
            ),
            (
                "[[allow]]\nfingerprint = \"xy\"\nreason = \"r\"\nexpires = 2027-01-31\n",
                "c.toml:2:15: allow entry: this fingerprint is none",
            ),
            ("[[allow]]\npath = \"[\"\nreason = \"r\"\nexpires = 2027-01-31\n", "c.toml:2:8: allow entry: "),
            ("[rules]\noff = [\"stripe-*\", \"no-such\"]\n", "c.toml:2:20: rules: no rule and no provider is called \"no-such\""),
            ("[rules]\noff = \"stripe-*\"\n", "c.toml:2:7: rules: off is a string"),
            ("[rules]\nof = [\"stripe-*\"]\n", "c.toml:2:1: rules: unknown field `of`"),
            ("<<<<<<< ours\n", "c.toml:1:"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.starts_with(begin), "{text:?}: {error}");
        }
        assert!(parse(Path::new("c"), b"a = \"\xff\"").unwrap_err().to_string().contains("UTF-8"));
        assert!(parse(Path::new("c"), &vec![b'\n'; LARGEST + 1]).unwrap_err().to_string().contains("larger than 1024 KiB"));
    }

    #[test]
    fn all_mistakes_are_told_at_once_and_in_order() {
        let error = read("comment = true\nguide = 1\n[[allow]]\nrule = \"x\"\nexpires = 1\n").unwrap_err();
        let places: Vec<&str> = error.lines().filter_map(|line| line.split(": ").next()).collect();
        assert_eq!(places, ["c.toml:1:1", "c.toml:2:9", "c.toml:3:1", "c.toml:4:8", "c.toml:5:11"], "{error}");
        let many = read(&"[[allow]]\n".repeat(40)).unwrap_err();
        assert!(many.ends_with("and 100 mistakes more"), "{many}");
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

    fn is_off(config: &Config, id: &str) -> bool {
        config.switches.is_off(rules::find(id).unwrap())
    }

    #[test]
    fn rules_are_switched_by_id_by_provider_and_by_glob() {
        for (text, off) in [
            ("[rules]\noff = [\"stripe-live-secret-key\"]\n", [true, false, false]),
            ("[rules]\noff = [\"stripe\"]\n", [true, true, false]),
            ("[rules]\noff = [\"*-live-*\"]\n", [true, false, false]),
            ("[rules]\noff = [\"*\"]\non = [\"github\"]\n", [true, true, false]),
            ("[rules]\noff = [\"*\"]\non = [\"stripe-test-*\", \"GitHub\"]\n", [true, false, false]),
            ("", [false, false, false]),
        ] {
            let config = read(text).unwrap();
            let ids = ["stripe-live-secret-key", "stripe-test-secret-key", "github-personal-access-token"];
            assert_eq!(ids.map(|id| is_off(&config, id)), off, "{text}");
        }
    }

    #[test]
    fn what_switches_off_waits_and_what_switches_on_counts_at_once() {
        let off = read("[rules]\noff = [\"stripe\"]\n").unwrap();
        let (joined, notes) = join(Config::default(), off.clone());
        assert!(!is_off(&joined, "stripe-live-secret-key"));
        assert_eq!(notes, ["rules.off = \"stripe\" counts once it is committed"]);
        let (joined, notes) = join(off.clone(), off.clone());
        assert!(is_off(&joined, "stripe-live-secret-key") && notes.is_empty());
        let on = read("[rules]\noff = [\"stripe\"]\non = [\"stripe-live-secret-key\"]\n").unwrap();
        assert!(!is_off(&join(off, on).0, "stripe-live-secret-key"));
    }

    #[test]
    fn a_rule_counts_at_once_and_its_change_or_removal_once_it_is_committed() {
        let rule = |pattern: &str| {
            let text = format!(
                "[[rule]]\nid = \"acme-token\"\ntitle = \"Acme token\"\nkeywords = [\"acme_\"]\npattern = '{pattern}'\nhits = [\"h\"]\nmisses = [\"m\"]\n"
            );
            read(&text).unwrap()
        };
        let (old, new) = (rule("(?P<secret>acme_[0-9a-f]{20})"), rule("(?P<secret>acme_[0-9a-f]{30})"));
        let patterns = |config: &Config| config.rules.iter().map(|own| own.rule.pattern).collect::<Vec<_>>();
        let (joined, notes) = join(Config::default(), new.clone());
        assert_eq!((patterns(&joined), notes), (patterns(&new), vec![]));
        let (joined, notes) = join(old.clone(), rule("(?P<secret>acme_[0-9a-f]{20})"));
        assert_eq!((patterns(&joined), notes), (patterns(&old), vec![]));
        let (joined, notes) = join(old.clone(), new.clone());
        assert_eq!(patterns(&joined), [patterns(&new), patterns(&old)].concat());
        assert_eq!(notes, ["the rule acme-token counts as it was committed until its change is committed, too"]);
        assert_eq!(patterns(&join(old.clone(), Config::default()).0), patterns(&old));
    }
}
