//! Tells whoever pushes, in the form that the platform shows.

use std::fmt::Write as _;
use std::io::Write as _;

use jiff::Timestamp;

use super::look::Judged;
use super::run::Run;
use crate::config::server::Answer;
use crate::exit::Exit;
use crate::finding::{Finding, Verdict};
use crate::inspect::Why;
use crate::report::{self, Human, Occasion, Report, Scrub};
use crate::respond::Fate;
use crate::text::{count, cut, printable};

/// Writes it to standard error, each line as the platform wants it. Who does not listen is told nothing; the exit code stands.
pub(super) fn say(run: &Run, text: &str) {
    let text = if run.caller.prefix.is_empty() { text.to_owned() } else { prefixed(text, run.caller.prefix) };
    let mut out = anstream::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn prefixed(text: &str, prefix: &str) -> String {
    text.lines().flat_map(|line| [prefix, line, "\n"]).collect()
}

/// What a push that was judged is told.
pub(super) fn judged(run: &Run, judged: Judged, unrecorded: Option<Answer>, exit: Exit, recorded: bool) -> String {
    let full = run.server.full();
    let left = left(run, &judged, full);
    let Judged { decisions, unread, unread_verdict, tally, mut situation, notes, .. } = judged;
    situation.fate = if exit == Exit::Clean { Fate::Passes } else { Fate::Refused };
    let suppressed = decisions.iter().filter(|decision| decision.finding.suppression.is_some()).count();
    let findings: Vec<Finding> = decisions
        .into_iter()
        .map(|decision| decision.finding)
        .filter(|finding| finding.suppression.is_none() && finding.verdict >= Verdict::Warn)
        .collect();
    let repository = run.repository();
    let created = Timestamp::now();
    let report =
        Report { findings, unread, unread_verdict, situation, what: Occasion::ServerPush, tally, suppressed, notes, repository, created };
    let mut out = Vec::new();
    if !report.findings.is_empty() || !report.unread.is_empty() || !report.notes.is_empty() {
        // a vector takes whatever is written
        let _ = Human { full }.write(&report, &mut out);
    }
    let mut text = String::from_utf8_lossy(&out).into_owned();
    text.push_str(&left);
    text.extend(
        report::summary(&report)
            .filter(|_| suppressed > 0 || !report.findings.is_empty() || !report.unread.is_empty())
            .map(|line| line + "\n"),
    );
    text.push_str(&unwritten(unrecorded));
    if exit > Exit::Clean {
        text.push_str(&closing(run, recorded.then_some(run.push.as_str())));
    }
    text
}

/// What was not looked at, where nobody knows more than what was pushed.
fn part(run: &Run, scrub: &Scrub<'_>) -> String {
    let Some(first) = run.updates.first() else { return "some of it".to_owned() };
    let more = match run.updates.len() - 1 {
        0 => String::new(),
        more => format!(" and {}", count(more, "other ref")),
    };
    format!("some of what was pushed to {}{more}", cut(&scrub.text(&String::from_utf8_lossy(&first.name)), 200))
}

/// What was not looked at, and what comes of it.
fn left(run: &Run, judged: &Judged, full: usize) -> String {
    let left = &judged.left;
    let Some(answer) = judged.left_answer else { return String::new() };
    let scrub = Scrub::over(judged.decisions.iter().map(|decision| &decision.finding));
    let number = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let mut what = Vec::new();
    if left.commit_count > 0 {
        what.push(count(number(left.commit_count), "commit"));
    }
    if left.text_count > 0 {
        what.push(count(number(left.text_count), "text"));
    }
    let what = if what.is_empty() { part(run, &scrub) } else { what.join(" and ") };
    let late = left.why.contains(&Why::Late);
    let why = left.why.iter().map(|why| why.words()).collect::<Vec<_>>().join("; ");
    let (word, end) = match answer {
        Answer::Block => ("error", ""),
        Answer::Allow => ("warning", "; the push is let through without that, which is on record"),
    };
    let mut out = format!("leakgate: {word}: not looked at: {what} ({why}){end}\n");
    let short = |id: &str| id.get(..12).unwrap_or(id).to_owned();
    let commits = left.commits.iter().map(|id| format!("commit {}", short(id)));
    let texts = left.texts.iter().map(|text| {
        let path = text.path.as_deref().map_or_else(|| "a message or name".to_owned(), |path| scrub.text(&String::from_utf8_lossy(path)));
        text.commit.as_ref().map_or_else(|| path.clone(), |commit| format!("{path} in commit {}", short(&commit.id)))
    });
    let named: Vec<String> = commits.chain(texts).take(full.min(10)).collect();
    for name in &named {
        let _ = writeln!(out, "  {name}");
    }
    let more = left.commit_count.saturating_add(left.text_count).saturating_sub(named.len() as u64);
    if more > 0 && !named.is_empty() {
        let _ = writeln!(out, "  … and {more} more");
    }
    if answer == Answer::Block {
        let deadline = run.server.deadline.filter(|_| late).map(|time| format!(" within {time:?}")).unwrap_or_default();
        let next = if late {
            format!(
                "push in smaller parts, the oldest commits first, so that each can be looked at{deadline}: git push REMOTE COMMIT:BRANCH"
            )
        } else {
            "push less at a time, or keep such files elsewhere; the people who run this server set the limits".to_owned()
        };
        let _ = writeln!(out, "  next: {next}");
    }
    out
}

/// What a push that was not decided is told.
pub(super) fn undecided(run: &Run, what: &str, next: &str, refused: bool, unrecorded: Option<Answer>) -> String {
    let mut text = if refused {
        format!("leakgate: error: {what}\n  next: {next}\n")
    } else {
        format!("leakgate: warning: {what}; the push is let through all the same, which is on record\n")
    };
    text.push_str(&unwritten(unrecorded));
    if refused {
        text.push_str(&closing(run, Some(&run.push).filter(|_| unrecorded.is_none() && run.log().is_some()).map(String::as_str)));
    }
    text
}

fn unwritten(unrecorded: Option<Answer>) -> String {
    match unrecorded {
        None => String::new(),
        Some(Answer::Block) => {
            "leakgate: error: the audit log of this server cannot be written, and no push passes without it\n  next: tell the people who run this server\n"
                .to_owned()
        }
        Some(Answer::Allow) => {
            "leakgate: warning: the audit log of this server cannot be written; this push is not on record\n".to_owned()
        }
    }
}

/// What stands under every refusal.
fn closing(run: &Run, reference: Option<&str>) -> String {
    let mut out = String::new();
    if let Some(message) = &run.server.message {
        let _ = writeln!(out, "leakgate: {}", printable(message.as_bytes()));
    }
    if let Some(reference) = reference {
        let _ = writeln!(out, "leakgate: reference {reference}, for the people who run this server");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_the_prefix() {
        assert_eq!(prefixed("a\n\nb\n", "X: "), "X: a\nX: \nX: b\n");
        assert_eq!(prefixed("", "X: "), "");
    }
}
