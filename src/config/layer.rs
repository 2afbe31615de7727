//! What one file says.

use std::path::Path;
use std::sync::Arc;

use toml::de::DeTable;

use super::Config;
use super::allow::{self, Allow};
use super::comments::{self, Comments};
use super::fields::{At, Fields, Mistake, Mistakes, Shared, Source};
use super::policy::{self, Policy};
use super::rule::{self, Own};
use super::server::{self, Server};
use super::switches::{self, Switches};
use crate::finding::Verdict;
use crate::fingerprint::Key;
use crate::rules::{self, Rule};
use crate::text::printable;
use crate::trouble::Trouble;

/// A file larger than this (bytes) is refused.
pub(super) const LARGEST: usize = 1 << 20;

/// What one file says; what it does not say is none.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    pub(super) fingerprint_key: Option<Key>,
    pub(super) comments: Option<Comments>,
    pub(super) guide: Option<String>,
    pub(super) unread: Option<Verdict>,
    pub(super) allow: Vec<Allow>,
    pub(super) rules: Vec<Own>,
    pub(super) switches: Switches,
    pub(super) policy: Policy,
    pub(super) server: Server,
    /// The file itself.
    pub(super) source: Shared,
}

/// Reads a configuration of one file that extends no other. `path` is for messages.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Config, Trouble> {
    Ok(Config::of([read(&source(path, bytes), &[])?]))
}

/// Reads the configuration at `path` and what it extends; the default one where there is none.
pub fn load(path: &Path) -> Result<Config, Trouble> {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok(Config::of(super::extends::file(path, &super::Base::Folder(folder), None)?.into_iter().map(|loaded| loaded.layer)))
}

/// A file, for messages and for reading.
pub(super) fn source(path: &Path, bytes: &[u8]) -> Shared {
    Arc::new(Source { path: path.to_owned(), bytes: bytes.to_vec() })
}

/// The file's table, or why it is none.
fn table(source: &Shared) -> Result<toml::Spanned<DeTable<'_>>, Trouble> {
    let at = |at: usize, what: String, cure: &str| source.trouble(Mistake { at, what, cure: cure.to_owned() });
    if source.bytes.len() > LARGEST {
        return Err(at(0, format!("it is larger than {} KiB", LARGEST >> 10), "take out what is not needed"));
    }
    if let Some(offset) = conflict(&source.bytes) {
        return Err(at(offset, "a merge left its marks here".to_owned(), "resolve the conflict: keep the right lines, take the marks out"));
    }
    let text = std::str::from_utf8(&source.bytes)
        .map_err(|error| at(error.valid_up_to(), "it is not UTF-8".to_owned(), "save the file as UTF-8"))?;
    DeTable::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        at(
            offset,
            printable(error.message().as_bytes()),
            "correct that line; every field is described by: leakgate config schema --format markdown",
        )
    })
}

/// Where a line begins that git writes into a file that it could not merge.
fn conflict(bytes: &[u8]) -> Option<usize> {
    let marks: [&[u8]; 3] = [b"<<<<<<< ", b"=======\n", b">>>>>>> "];
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1));
    starts.into_iter().find(|at| marks.iter().any(|mark| bytes[*at..].starts_with(mark)))
}

/// What the file extends.
pub(super) fn extended(source: &Shared) -> Result<Vec<At<String>>, Trouble> {
    let table = table(source)?;
    let mistakes = Mistakes::default();
    let list = Fields::new(table.get_ref(), 0, "", &mistakes).words("extends").unwrap_or_default();
    source.troubles(mistakes.into_vec())?;
    Ok(list)
}

/// Reads the whole file; `known` are the own rules of the files that it extends.
pub(super) fn read(source: &Shared, known: &[&'static Rule]) -> Result<Layer, Trouble> {
    let table = table(source)?;
    let mistakes = Mistakes::default();
    let layer = fields(Fields::new(table.get_ref(), 0, "", &mistakes), source, known);
    let mut mistakes = mistakes.into_vec();
    if !mistakes.is_empty() {
        // told along with the others, so that one look at the file mends all of them
        mistakes.extend(layer.rules.iter().flat_map(Own::mistakes_in_fields));
    }
    source.troubles(mistakes)?;
    Ok(layer)
}

fn fields(mut top: Fields<'_>, source: &Shared, known: &[&'static Rule]) -> Layer {
    top.words("extends");
    let fingerprint_key = top.text("fingerprint-key").and_then(|key| {
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(key.value.as_bytes()).ok().filter(|bytes| bytes.len() >= 16);
        if bytes.is_none() {
            let cure = "it is at least 32 hexadecimal digits; take it out to have a new one made";
            top.wrong(key.at, "this fingerprint-key is none", cure);
        }
        bytes.map(|bytes| Key::new(&bytes))
    });
    let comments = comments::read(&mut top);
    let guide = top.text("guide").map(|guide| guide.value);
    let unread = top.choice("unread", &[Verdict::Warn, Verdict::Block], Verdict::name);
    let rules = rule::read(&mut top, source, known);
    let own: Vec<_> = rules.iter().map(|own| own.rule).chain(known.iter().copied()).collect();
    let switches = switches::read(&mut top, &own);
    let allow = allow::read(&mut top, source, &|id| rules::find(id).is_some() || own.iter().any(|rule| rule.id == id));
    let policy = policy::read(&mut top, &own, source);
    let server = server::read(&mut top);
    top.end();
    Layer { fingerprint_key, comments, guide, unread, allow, rules, switches, policy, server, source: source.clone() }
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
        assert_eq!(config.comments, Comments::from(false));
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
}
