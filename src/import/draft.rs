//! What a file of another tool comes to: rules, allow entries, things still to be found, and notes on all of it.

use std::collections::HashSet;
use std::fmt::Write;

use jiff::civil::Date;

use crate::detect::translate::Search;
use crate::fingerprint::{Fingerprint, Key};
use crate::text::{cut, printable};
use crate::{config, rules};

/// What became of one thing in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is carried over.
    Kept,
    /// It is carried over, and more is found than before or it reads otherwise.
    Changed,
    /// It could not be carried over.
    Left,
}

/// What became of one thing in the file, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The file and the line: `.gitleaks.toml, line 12`.
    pub place: String,
    /// What it is: `rule acme-token`.
    pub what: String,
    /// What became of it.
    pub fate: Fate,
    /// In words; empty where there is nothing to add.
    pub why: String,
}

impl std::fmt::Display for Note {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fate = match self.fate {
            Fate::Kept => "carried over",
            Fate::Changed => "changed",
            Fate::Left => "left out",
        };
        write!(out, "{}: {}: {fate}", self.place, self.what)?;
        if self.why.is_empty() { Ok(()) } else { write!(out, ": {}", self.why) }
    }
}

/// Findings that are to pass, once they are found.
#[derive(Debug)]
pub struct Wanted {
    /// The file and the line that ask for it.
    pub place: String,
    /// What asks for it, for notes.
    pub what: String,
    /// The reason of the entry.
    pub reason: String,
    /// Which findings.
    pub which: Which,
}

/// How a finding is known.
#[derive(Debug)]
pub enum Which {
    /// By its place, as a fingerprint of gitleaks has it.
    Place {
        /// The commit; HEAD where none is named.
        commit: Option<String>,
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The foreign rule.
        rule: String,
    },
    /// By a digest of the secret, as detect-secrets has it.
    Digest {
        /// The file.
        path: String,
        /// SHA-1 of the secret, in hexadecimal.
        sha1: String,
        /// The line where it stood.
        line: usize,
    },
    /// By the commit that brings it.
    Commit {
        /// The commit.
        commit: String,
        /// The rules of ours that it holds for; all where there are none.
        rules: Vec<String>,
    },
    /// By what it looks like.
    Like(Like),
}

/// What a finding looks like.
#[derive(Debug, Default)]
pub struct Like {
    /// All of these have to be met, and not one of them only.
    pub all: bool,
    /// Patterns of the path.
    pub paths: Vec<Search>,
    /// Patterns of the secret.
    pub secrets: Vec<Search>,
    /// Patterns of the line.
    pub lines: Vec<Search>,
    /// Patterns of `path:line:text`.
    pub located: Vec<Search>,
    /// Words in the secret, in lower case.
    pub stopwords: Vec<String>,
    /// The rules of ours that it holds for; all where there are none.
    pub rules: Vec<String>,
}

/// A finding as [`Like`] sees it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Its rule.
    pub rule: &'a str,
    /// Its path.
    pub path: &'a [u8],
    /// Its line, from 1.
    pub number: usize,
    /// The text of that line.
    pub line: &'a [u8],
    /// The secret.
    pub secret: &'a [u8],
}

impl Like {
    /// Is it one of these?
    pub fn holds(&self, seen: &Seen<'_>) -> bool {
        if !self.rules.is_empty() && !self.rules.iter().any(|rule| rule == seen.rule) {
            return false;
        }
        let lower = seen.secret.to_ascii_lowercase();
        let located = || [seen.path, b":", seen.number.to_string().as_bytes(), b":", seen.line].concat();
        let any = |searches: &[Search], text: &[u8]| searches.iter().any(|search| search.is_in(text));
        let checks = [
            (!self.paths.is_empty()).then(|| any(&self.paths, seen.path)),
            (!self.secrets.is_empty()).then(|| any(&self.secrets, seen.secret)),
            (!self.lines.is_empty()).then(|| any(&self.lines, seen.line)),
            (!self.located.is_empty()).then(|| any(&self.located, &located())),
            (!self.stopwords.is_empty()).then(|| self.stopwords.iter().any(|word| memchr::memmem::find(&lower, word.as_bytes()).is_some())),
        ];
        let mut said = checks.into_iter().flatten().peekable();
        said.peek().is_some() && if self.all { said.all(|met| met) } else { said.any(|met| met) }
    }
}

/// An allow entry that names no single finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) place: String,
    pub(super) rule: Option<String>,
    pub(super) path: String,
    pub(super) reason: String,
}

/// A rule that is carried over.
#[derive(Debug)]
pub(super) struct Carried {
    /// As it will stand in the file.
    pub(super) text: String,
    /// As our own reader reads it.
    pub(super) own: config::Own,
    /// The note on it, by its place in the list of notes.
    pub(super) note: usize,
}

/// What a file comes to.
#[derive(Debug, Default)]
pub struct Draft {
    pub(super) rules: Vec<Carried>,
    /// Rules that are off, and where that stands.
    pub(super) off: Vec<(String, String)>,
    pub(super) entries: Vec<Entry>,
    /// What is still to be found.
    pub wanted: Vec<Wanted>,
    /// What became of each thing.
    pub notes: Vec<Note>,
}

/// A finding that is to pass.
#[derive(Debug)]
pub struct Found {
    /// Which.
    pub fingerprint: Fingerprint,
    /// What asks for it, and where it stands: a comment.
    pub comment: String,
    /// Why it may pass.
    pub reason: String,
}

/// What all entries have in common.
#[derive(Debug)]
pub struct Terms<'a> {
    /// Their last day.
    pub expires: Date,
    /// Who answers for them.
    pub owner: Option<&'a str>,
    /// The key of the fingerprints, where there are any.
    pub key: Option<&'a Key>,
}

impl Draft {
    pub(super) fn note(&mut self, place: String, what: impl Into<String>, fate: Fate, why: impl Into<String>) {
        // globs and names of the file stand in it
        let plain = |text: String| printable(text.as_bytes());
        self.notes.push(Note { place, what: plain(what.into()), fate, why: plain(why.into()) });
    }

    /// Adds an entry, unless the same may pass already.
    pub(super) fn allow(&mut self, entry: Entry) {
        if !self.entries.iter().any(|other| (&other.rule, &other.path) == (&entry.rule, &entry.path)) {
            self.entries.push(entry);
        }
    }

    /// The configuration.
    pub fn write(&self, head: &str, found: &[Found], terms: &Terms<'_>) -> String {
        let mut out = comment(head);
        if let Some(key) = terms.key.filter(|_| !found.is_empty()) {
            out.push('\n');
            out.push_str(&config::key_line(key));
        }
        if !self.off.is_empty() {
            out.push_str("\n[rules]\noff = [\n");
            for (id, place) in &self.off {
                let _ = writeln!(out, "    {}, # from {}", quote(id), cut(&printable(place.as_bytes()), 200));
            }
            out.push_str("]\n");
        }
        for rule in &self.rules {
            out.push('\n');
            out.push_str(&rule.text);
        }
        let owner = terms.owner.map(|owner| format!("owner = {}\n", quote(owner))).unwrap_or_default();
        // a line that stands twice in their file would be a mistake in ours
        let mut known = HashSet::new();
        for entry in self.entries.iter().filter(|entry| known.insert((&entry.rule, &entry.path))) {
            out.push('\n');
            out.push_str(&comment(&format!("from {}", entry.place)));
            let rule = entry.rule.as_deref().map(|rule| format!("rule = {}\n", quote(rule))).unwrap_or_default();
            let (path, reason, expires) = (quote(&entry.path), quote(&entry.reason), terms.expires);
            let _ = write!(out, "[[allow]]\n{rule}path = {path}\nreason = {reason}\nexpires = {expires}\n{owner}");
        }
        for found in found {
            out.push('\n');
            out.push_str(&comment(&found.comment));
            out.push_str(config::entry(found.fingerprint, &found.reason, terms.expires, terms.owner).trim_start());
        }
        let left: Vec<&Note> = self.notes.iter().filter(|note| note.fate == Fate::Left).collect();
        if !left.is_empty() {
            out.push_str("\n# Not carried over:\n");
            for note in left {
                out.push_str(&comment(&note.to_string()));
            }
        }
        out
    }
}

/// A text in quotes, as TOML has it.
pub(super) fn quote(text: &str) -> String {
    config::quoted(text)
}

/// Lines of comment: whatever stands in the text, none of it is anything else.
pub(super) fn comment(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let _ = writeln!(out, "# {}", cut(&printable(line.as_bytes()), 400));
    }
    out
}

/// The built-in rule that another tool's id means: the same words, whatever their order and spelling.
pub fn known(id: &str) -> Option<&'static rules::Rule> {
    let wanted = words(id);
    let mut same = rules::all().filter(|rule| rule.id == id || words(rule.id) == wanted);
    let found = same.next()?;
    same.next().is_none().then_some(found)
}

fn words(id: &str) -> Vec<String> {
    let mut all = Vec::new();
    for word in id.to_ascii_lowercase().split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        match word {
            "pat" => all.extend(["personal", "access", "token"].map(str::to_owned)),
            "apikey" => all.extend(["api", "key"].map(str::to_owned)),
            _ => all.push(word.to_owned()),
        }
    }
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::translate::Dialect;

    #[test]
    fn ids_are_known_by_their_words_and_never_by_some_of_them() {
        for (id, ours) in [
            ("stripe-live-secret-key", Some("stripe-live-secret-key")),
            ("gitlab_personal_access_token", Some("gitlab-personal-access-token")),
            ("gitlab-pat", Some("gitlab-personal-access-token")),
            ("GenericApiKey", None),
            ("generic-apikey", Some("generic-api-key")),
            ("stripe", None),
            ("", None),
        ] {
            assert_eq!(known(id).map(|rule| rule.id), ours, "{id}");
        }
    }

    #[test]
    fn one_condition_or_all_of_them() {
        let search = |text| vec![Search::new(text, Dialect::Re2).unwrap()];
        let seen = Seen { rule: "r", path: b"a/b.txt", number: 3, line: b"key = abcSample", secret: b"abcSample" };
        let any = Like { paths: search("^x/"), stopwords: vec!["sample".to_owned()], ..Like::default() };
        assert!(any.holds(&seen));
        assert!(!Like { all: true, ..any }.holds(&seen));
        assert!(Like { located: search(r"^a/b\.txt:3:"), ..Like::default() }.holds(&seen));
        assert!(!Like { lines: search("key"), rules: vec!["other".to_owned()], ..Like::default() }.holds(&seen));
        assert!(!Like::default().holds(&seen));
    }

    #[test]
    fn a_comment_stays_a_comment() {
        assert_eq!(comment("a\nb\u{1b}[2Jc\r[rules]"), "# a\n# b\\x1b[2Jc\\r[rules]\n");
    }
}
