//! What a finding leads to: block, warn or nothing.

use globset::GlobMatcher;
use jiff::civil::Date;

use crate::config::{Policy, PolicyEntry};
use crate::detect::Confidence;
use crate::finding::{Finding, Verdict};
use crate::proof::State;
use crate::rules::{Mode, Severity};

/// What a policy may ask of the run besides the finding.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// Today, by UTC.
    pub today: Date,
    /// Who pushes, as the platform names him, and his groups as `@group`.
    pub users: &'a [String],
    /// The repository, as the platform names it.
    pub repository: Option<&'a str>,
    /// The full names of the refs that the finding comes by.
    pub refs: &'a [String],
}

/// What policy makes of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What it leads to.
    pub verdict: Verdict,
    /// What it would lead to without the entries that count for some time only.
    pub later: Verdict,
    /// Where the entry stands that decided; none where no team has said anything.
    pub by: Option<String>,
    /// The last day on which that one counts.
    pub until: Option<Date>,
}

/// The verdict where no team has said otherwise: block what is at least of high severity and likely, and whatever is proven and live;
/// warn of the rest; say nothing of public halves.
pub fn default(finding: &Finding) -> Verdict {
    if finding.severity == Severity::Info {
        return Verdict::Ignore;
    }
    if finding.mode() == Mode::Test || finding.state != State::Usable || finding.confidence == Confidence::Possible {
        return Verdict::Warn;
    }
    let proven_live = finding.confidence == Confidence::Proven && finding.mode() == Mode::Live;
    if proven_live || finding.severity >= Severity::High { Verdict::Block } else { Verdict::Warn }
}

/// The verdict of this policy. A finding that comes by several refs is judged by the one that is dealt with most strictly.
pub fn judge(finding: &Finding, policy: &Policy, scene: &Scene<'_>) -> Judged {
    let by_entries = |entries: &[PolicyEntry]| {
        let one = |name: Option<&str>| by_ref(finding, entries, scene, name);
        scene.refs.iter().map(|name| one(Some(name))).max_by_key(|judged| judged.verdict).unwrap_or_else(|| one(None))
    };
    let judged = by_entries(&policy.entries);
    match policy.working.as_deref().map(by_entries) {
        Some(stricter) if stricter.verdict > judged.verdict => stricter,
        _ => judged,
    }
}

fn by_ref(finding: &Finding, entries: &[PolicyEntry], scene: &Scene<'_>, name: Option<&str>) -> Judged {
    let fits = |entry: &&PolicyEntry| entry.until.is_none_or(|until| scene.today <= until) && fits(entry, finding, scene, name);
    let without = default(finding);
    let decides = entries.iter().rev().find(fits);
    let later = entries.iter().rev().filter(|entry| entry.until.is_none()).find(fits);
    Judged {
        verdict: decides.map_or(without, |entry| entry.verdict),
        later: later.map_or(without, |entry| entry.verdict),
        by: decides.map(|entry| entry.place.clone()),
        until: decides.and_then(|entry| entry.until),
    }
}

/// An entry is for a finding where everything that it names fits.
fn fits(entry: &PolicyEntry, finding: &Finding, scene: &Scene<'_>, name: Option<&str>) -> bool {
    let any = |globs: &[GlobMatcher], text: Option<&str>| {
        globs.is_empty() || text.is_some_and(|text| globs.iter().any(|glob| glob.is_match(text)))
    };
    let path = || finding.location.path.as_deref().map(String::from_utf8_lossy);
    (entry.rules.is_empty() || entry.rules.iter().any(|rule| rule.holds(finding.rule)))
        && (entry.severities.is_empty() || entry.severities.contains(&finding.severity))
        && (entry.confidences.is_empty() || entry.confidences.contains(&finding.confidence))
        && (entry.modes.is_empty() || entry.modes.contains(&finding.mode()))
        && (entry.paths.is_empty() || any(&entry.paths, path().as_deref()))
        && any(&entry.refs, name)
        && any(&entry.repositories, scene.repository)
        && (entry.users.is_empty() || scene.users.iter().any(|user| any(&entry.users, Some(user))))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config;
    use crate::finding::{Excerpt, Location, Place, Stage};
    use crate::fingerprint::{Fingerprint, Key};
    use crate::rules;
    use crate::secret::Secret;

    fn finding(id: &str, path: &str) -> Finding {
        let rule = rules::find(id).unwrap();
        Finding {
            rule,
            secret: Secret::new(b"s"),
            location: Location {
                place: Place::File,
                path: Some(path.as_bytes().to_vec()),
                member: None,
                line: 1,
                column: 1,
                end_line: 1,
                end_column: 1,
                commit: None,
                excerpt: Excerpt::default(),
            },
            confidence: Confidence::Likely,
            severity: rule.severity,
            facts: Vec::new(),
            state: State::Usable,
            encoding: Vec::new(),
            parts: Vec::new(),
            fingerprint: Fingerprint::new(&Key::new(b"k"), id, b"s"),
            stage: Stage::Staged,
            comments: Vec::new(),
            suppression: None,
            verdict: Verdict::Block,
        }
    }

    #[test]
    fn the_last_entry_that_fits_decides() {
        let live = finding("stripe-live-secret-key", "tests/a.py");
        let test = finding("stripe-test-secret-key", "src/a.py");
        let user = ["ann".to_owned(), "@ops".to_owned()];
        let refs = ["refs/heads/topic".to_owned(), "refs/heads/main".to_owned()];
        for (policy, of_live, of_test) in [
            ("", Verdict::Block, Verdict::Warn),
            ("path = \"tests/**\"\nverdict = \"warn\"", Verdict::Warn, Verdict::Warn),
            ("mode = \"test\"\nverdict = \"block\"", Verdict::Block, Verdict::Block),
            ("rule = \"stripe-live-*\"\nverdict = \"ignore\"", Verdict::Ignore, Verdict::Warn),
            ("verdict = \"ignore\"\n[[policy]]\nseverity = \"critical\"\nverdict = \"block\"", Verdict::Block, Verdict::Ignore),
            ("severity = \"critical\"\nverdict = \"block\"\n[[policy]]\nverdict = \"ignore\"", Verdict::Ignore, Verdict::Ignore),
            ("user = \"@ops\"\nverdict = \"warn\"", Verdict::Warn, Verdict::Warn),
            ("user = \"bob\"\nverdict = \"warn\"", Verdict::Block, Verdict::Warn),
            ("repository = \"pay/*\"\nverdict = \"warn\"", Verdict::Warn, Verdict::Warn),
            ("ref = \"refs/heads/topic\"\nverdict = \"warn\"", Verdict::Block, Verdict::Warn),
            ("ref = \"refs/heads/*\"\nverdict = \"warn\"", Verdict::Warn, Verdict::Warn),
            ("until = 2026-11-27\nverdict = \"warn\"", Verdict::Block, Verdict::Warn),
            ("until = 2026-11-28\nverdict = \"warn\"", Verdict::Warn, Verdict::Warn),
        ] {
            let file = if policy.is_empty() { String::new() } else { format!("[[policy]]\n{policy}\n") };
            let config = config::parse(Path::new("c.toml"), file.as_bytes()).unwrap();
            let scene = Scene { today: jiff::civil::date(2026, 11, 28), users: &user, repository: Some("pay/shop"), refs: &refs };
            let judged = |finding| judge(finding, &config.policy, &scene).verdict;
            assert_eq!((judged(&live), judged(&test)), (of_live, of_test), "{policy}");
        }
    }

    #[test]
    fn what_counts_for_a_time_tells_what_comes_after_it() {
        let text = "[[policy]]\nuntil = 2026-12-31\nverdict = \"warn\"\n";
        let config = config::parse(Path::new("c.toml"), text.as_bytes()).unwrap();
        let scene = Scene { today: jiff::civil::date(2026, 11, 28), users: &[], repository: None, refs: &[] };
        let judged = judge(&finding("stripe-live-secret-key", "a"), &config.policy, &scene);
        assert_eq!((judged.verdict, judged.later, judged.by.as_deref()), (Verdict::Warn, Verdict::Block, Some("c.toml:1")));
    }

    #[test]
    fn a_working_copy_makes_policy_stricter_only() {
        let read = |verdict: &str| config::parse(Path::new("c"), format!("[[policy]]\nverdict = \"{verdict}\"\n").as_bytes()).unwrap();
        let scene = Scene { today: jiff::civil::date(2026, 11, 28), users: &[], repository: None, refs: &[] };
        for (committed, working, want, noted) in
            [("warn", "ignore", Verdict::Warn, 1), ("warn", "block", Verdict::Block, 1), ("warn", "warn", Verdict::Warn, 0)]
        {
            let (joined, notes) = config::join(read(committed), read(working));
            assert_eq!(judge(&finding("stripe-live-secret-key", "a"), &joined.policy, &scene).verdict, want);
            assert_eq!(notes.len(), noted);
        }
    }
}
