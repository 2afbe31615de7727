//! `[[policy]]`: what findings lead to where a team wants it otherwise than we do.

use globset::{Glob, GlobMatcher};
use jiff::civil::Date;

use super::fields::{Fields, Shared};
use super::switches::{self, Selector};
use crate::detect::Confidence;
use crate::finding::Verdict;
use crate::rules::{Mode, Rule, Severity};
use crate::text::printable;

const SEVERITIES: [Severity; 5] = [Severity::Info, Severity::Low, Severity::Medium, Severity::High, Severity::Critical];
const CONFIDENCES: [Confidence; 3] = [Confidence::Possible, Confidence::Likely, Confidence::Proven];
const MODES: [Mode; 3] = [Mode::Live, Mode::Test, Mode::Unknown];
const VERDICTS: [Verdict; 3] = [Verdict::Block, Verdict::Warn, Verdict::Ignore];

/// One entry: the findings that it is for, by everything that it names, and what they lead to. A list that is empty names nothing.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Rules by id, provider or glob.
    pub rules: Vec<Selector>,
    /// Severities.
    pub severities: Vec<Severity>,
    /// Confidences.
    pub confidences: Vec<Confidence>,
    /// Modes.
    pub modes: Vec<Mode>,
    /// Paths.
    pub paths: Vec<GlobMatcher>,
    /// Refs, by their full names.
    pub refs: Vec<GlobMatcher>,
    /// Who pushes: names, and groups as `@group`.
    pub users: Vec<GlobMatcher>,
    /// Repositories, by the name that the platform has for them.
    pub repositories: Vec<GlobMatcher>,
    /// What they lead to.
    pub verdict: Verdict,
    /// The last day on which it counts.
    pub until: Option<Date>,
    /// Why.
    pub reason: Option<String>,
    /// `.leakgate.toml:12`
    pub place: String,
}

/// All entries. Of those that fit a finding, the last one counts.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// What counts.
    pub entries: Vec<Entry>,
    /// The entries of a working copy that is not committed: they count where they are stricter.
    pub working: Option<Vec<Entry>>,
}

impl Policy {
    /// Does it say anything?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.working.as_ref().is_none_or(Vec::is_empty)
    }

    pub(super) fn extend(&mut self, more: Self) {
        self.entries.extend(more.entries);
    }

    /// This one, and that of the working copy where it is stricter; a note where the two differ.
    pub(super) fn join(self, working: Self) -> (Self, Option<String>) {
        if says_the_same(&self.entries, &working.entries) {
            return (self, None);
        }
        let note = "what has changed under [[policy]] counts where it is stricter; the rest counts once it is committed";
        (Self { entries: self.entries, working: Some(working.entries) }, Some(note.to_owned()))
    }
}

/// Do the entries say the same, wherever they stand?
fn says_the_same(one: &[Entry], other: &[Entry]) -> bool {
    let text = |entries: &[Entry]| {
        entries.iter().map(|entry| format!("{:?}", Entry { place: String::new(), ..entry.clone() })).collect::<Vec<_>>()
    };
    text(one) == text(other)
}

/// Reads all entries; `own` are the user's own rules.
pub(super) fn read(top: &mut Fields<'_>, own: &[&'static Rule], source: &Shared) -> Policy {
    let tables = top.tables("policy", "policy: ");
    Policy { entries: tables.into_iter().filter_map(|fields| read_one(fields, own, source)).collect(), working: None }
}

/// One entry; `None` where something is wrong with it, which is noted.
fn read_one(mut fields: Fields<'_>, own: &[&'static Rule], source: &Shared) -> Option<Entry> {
    let words = fields.words("rule").unwrap_or_default();
    let rules = words.into_iter().filter_map(|text| switches::selector(&fields, text, own)).collect();
    let severities = fields.choices("severity", &SEVERITIES, Severity::name).unwrap_or_default();
    let confidences = fields.choices("confidence", &CONFIDENCES, Confidence::name).unwrap_or_default();
    let modes = fields.choices("mode", &MODES, Mode::name).unwrap_or_default();
    let paths = globs(&mut fields, "path", "tests/**");
    let refs = globs(&mut fields, "ref", "refs/heads/release-*");
    let users = globs(&mut fields, "user", "@admins");
    let repositories = globs(&mut fields, "repository", "payments/*");
    let verdict = fields.choice("verdict", &VERDICTS, Verdict::name);
    let until = fields.day("until");
    let reason = fields.text("reason").map(|reason| printable(reason.value.as_bytes()));
    if !fields.has("verdict") {
        fields.wrong(fields.at, "it has no verdict", "say what the findings lead to: verdict = \"block\", \"warn\" or \"ignore\"");
    }
    let (line, _) = source.position(fields.at);
    let place = format!("{}:{line}", printable(source.path.as_os_str().as_encoded_bytes()));
    fields.end();
    Some(Entry { rules, severities, confidences, modes, paths, refs, users, repositories, verdict: verdict?, until, reason, place })
}

fn globs(fields: &mut Fields<'_>, name: &'static str, example: &str) -> Vec<GlobMatcher> {
    let mut out = Vec::new();
    for text in fields.words(name).unwrap_or_default() {
        match Glob::new(&text.value) {
            Ok(glob) => out.push(glob.compile_matcher()),
            Err(error) => fields.wrong(text.at, printable(error.to_string().as_bytes()), format!("write a glob: {name} = \"{example}\"")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::parse;
    use crate::trouble::Trouble;

    fn read(text: &str) -> Result<Policy, String> {
        parse(Path::new("c.toml"), text.as_bytes()).map(|config| config.policy).map_err(|error| match error {
            Trouble::Several(all) => all.iter().map(|one| format!("{one} | {}\n", one.next())).collect::<Vec<_>>().concat(),
            one => format!("{one} | {}", one.next()),
        })
    }

    #[test]
    fn an_entry_names_one_thing_or_several() {
        let policy = read(
            "[[policy]]\nrule = \"stripe\"\nseverity = [\"low\", \"medium\"]\nconfidence = \"possible\"\nmode = \"test\"\npath = [\"a/**\", \"b\"]\nref = \"refs/heads/*\"\n\
             user = \"@ci\"\nrepository = \"pay/*\"\nverdict = \"ignore\"\nuntil = 2027-01-31\nreason = \"r\"\n\n[[policy]]\nverdict = \"warn\"\n",
        )
        .unwrap();
        let [first, second] = &policy.entries[..] else { panic!("two entries") };
        assert_eq!((first.severities.len(), first.paths.len(), first.verdict), (2, 2, Verdict::Ignore));
        assert_eq!((first.place.as_str(), second.place.as_str()), ("c.toml:1", "c.toml:14"));
        assert!(first.until.is_some() && second.rules.is_empty());
    }

    #[test]
    fn mistakes_are_named() {
        for (text, said, cure) in [
            ("[[policy]]\nrule = \"stripe\"\n", "c.toml:1:1: policy: it has no verdict", "verdict = "),
            ("[[policy]]\nverdict = \"blok\"\n", "c.toml:2:11: policy: there is no verdict \"blok\"", "did you mean \"block\"?"),
            ("[[policy]]\nverdict = \"warn\"\nseverity = [\"hihg\"]\n", "c.toml:3:13: policy: there is no severity \"hihg\"", "\"high\""),
            ("[[policy]]\nverdict = \"warn\"\nrule = \"stripo\"\n", "c.toml:3:8: policy: no rule and no provider", "Stripe"),
            ("[[policy]]\nverdict = \"warn\"\nref = \"[\"\n", "c.toml:3:7: policy: ", "refs/heads"),
            ("[[policy]]\nverdict = \"warn\"\nuntil = \"2027\"\n", "c.toml:3:9: policy: until is no date", "2027-01-31"),
            ("[[policy]]\nverdict = \"warn\"\npaths = \"a\"\n", "c.toml:3:1: policy: unknown field `paths`", "did you mean `path`?"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(said) && error.contains(cure), "{text}: {error}");
        }
    }
}
