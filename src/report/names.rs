//! Words and places that several formats share.

use super::scrub::Scrub;
use super::{Occasion, Report};
use crate::finding::{Finding, Location, Place, Stage};
use crate::proof::State;
use crate::respond::{Advice, Step, advise};

impl Occasion {
    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Message => "message",
            Self::Push => "push",
            Self::ServerPush => "server push",
            Self::Scan => "scan",
        }
    }
}

/// The words for verdicts, the gravest first.
pub(super) const VERDICTS: &[&str] = &["block", "warn", "ignore"];
/// The same for severities.
pub(super) const SEVERITIES: &[&str] = &["critical", "high", "medium", "low", "info"];

/// The place of a word in such an order; that of an unknown one is behind all others.
pub(super) fn rank(word: &str, order: &[&str]) -> usize {
    order.iter().position(|other| *other == word).unwrap_or(order.len())
}

pub(super) fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Staged => "staged",
        Stage::Message => "message",
        Stage::Committed => "committed",
        Stage::Outgoing => "outgoing",
        Stage::Pushed => "pushed",
        Stage::Arriving => "arriving",
        Stage::File => "file",
    }
}

pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Usable => "usable",
        State::Encrypted => "encrypted",
        State::Expired => "expired",
    }
}

pub(super) fn place(place: &Place) -> &'static str {
    match place {
        Place::File => "file",
        Place::PathName => "path name",
        Place::SymlinkTarget => "symlink target",
        Place::CommitMessage => "commit message",
        Place::Identity => "identity",
        Place::Tag(_) => "tag",
        Place::RefName(_) => "ref name",
        Place::Stdin => "standard input",
    }
}

/// The path, and the one inside it: `app.jar!/application.properties`.
pub(super) fn path(location: &Location, scrub: &Scrub<'_>) -> Option<String> {
    let path = scrub.path(location.path.as_deref()?);
    Some(location.member.as_deref().map_or_else(|| path.clone(), |member| format!("{path}!/{}", scrub.bytes(member))))
}

/// A longer path (characters) is told by its two ends: git itself makes none that long.
const LONG: usize = 1_000;

/// The path as people are told it.
pub(super) fn short(path: String) -> String {
    let length = path.chars().count();
    if length <= LONG {
        return path;
    }
    let (head, tail) = (path.chars().take(LONG / 2), path.chars().skip(length - LONG / 2));
    head.chain(['…']).chain(tail).collect()
}

/// The place in words, with line and column where they help.
pub fn whereabouts(location: &Location, scrub: &Scrub<'_>) -> String {
    let at = format!(":{}:{}", location.line, location.column);
    let path = path(location, scrub).map(short);
    match &location.place {
        Place::File => path.map_or_else(|| format!("text{at}"), |path| format!("{path}{at}")),
        Place::PathName => path.map_or_else(|| "name of a file".to_owned(), |path| format!("{path} (the file's name)")),
        Place::SymlinkTarget => path.map_or_else(|| "symbolic link".to_owned(), |path| format!("{path} (where the link points)")),
        Place::CommitMessage => format!("commit message{at}"),
        Place::Identity => "author or committer of a commit".to_owned(),
        Place::Tag(name) => format!("tag {}{at}", scrub.text(name)),
        Place::RefName(_) => "name of a branch or tag".to_owned(),
        Place::Stdin => format!("standard input{at}"),
    }
}

/// Seconds since 1970 as a date and time in UTC; empty where no calendar has it.
pub(super) fn time(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map(|time| time.to_string()).unwrap_or_default()
}

/// What to do, without any command that would write a secret.
pub(super) fn advice(finding: &Finding, report: &Report, scrub: &Scrub<'_>) -> Advice {
    let unsafe_path = finding.location.path.as_deref().is_some_and(|path| path.len() > 4 * LONG || !scrub.is_clean_path(path));
    let mut advice = if unsafe_path {
        // the same words for a file that is not named
        let mut unnamed = finding.clone();
        unnamed.location.path = None;
        advise(&unnamed, &report.situation)
    } else {
        advise(finding, &report.situation)
    };
    let clean = |step: &mut Step| {
        if step.command.as_deref().is_some_and(|command| !scrub.is_clean(command.as_bytes())) {
            step.command = None;
        }
    };
    advice.now.iter_mut().for_each(clean);
    advice.then.iter_mut().for_each(clean);
    advice
}

/// Findings in the order of weight: what blocks first, then the worst, then by place.
pub(super) fn ordered(report: &Report) -> Vec<&Finding> {
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    findings.sort_by(|a, b| {
        (b.verdict, b.severity).cmp(&(a.verdict, a.severity)).then_with(|| {
            let key = |finding: &Finding| (finding.location.line, finding.location.column);
            (&a.location.path, &a.location.member).cmp(&(&b.location.path, &b.location.member)).then_with(|| key(a).cmp(&key(b)))
        })
    });
    findings
}
