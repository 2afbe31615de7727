//! Puts decisions on record: lines of the audit log, and counters.

use std::collections::BTreeMap;
use std::time::Duration;

use super::look::{Decision, Judged, is_bypassed};
use super::run::{Run, bounded};
use crate::config::server::{Answer, Cause};
use crate::finding::{Finding, Verdict};
use crate::inspect::{Left, Why};
use crate::report::{Scrub, whereabouts};
use crate::server::audit::{self, Event, Record};
use crate::server::metrics::{self, Counts};

/// So many findings of a push have lines of their own; the push's line counts all.
const LINES: usize = 100;
/// So many refs stand in a finding's line.
const REFS: usize = 3;
/// How long another run is waited for that adds its counters.
const PATIENCE: Duration = Duration::from_millis(500);

/// The lines for a push: the findings that block, warn or are let pass by somebody, then the push itself. None for a dry run, and for a
/// clean push none unless those are wanted: for such a one nobody need be asked who pushes.
pub(super) fn records(run: &Run, judged: &Judged) -> Vec<Record> {
    if run.is_dry() || judged.is_clean() && run.server.audit.clean != Some(true) {
        return Vec::new();
    }
    let findings: Vec<&Finding> = judged.decisions.iter().map(|decision| &decision.finding).collect();
    let scrub = Scrub::over(findings.iter().copied());
    // where not all was looked at, a name may hold what nobody has found
    let shown = |name: &[u8]| if judged.left.is_empty() { scrub.bytes(name) } else { scrub.text(&String::from_utf8_lossy(name)) };
    let push = run.record_with(&shown);
    let told = |decision: &&Decision| {
        let finding = &decision.finding;
        is_bypassed(finding) || (finding.suppression.is_none() && finding.verdict > Verdict::Ignore)
    };
    let mut records: Vec<Record> =
        judged.decisions.iter().filter(told).take(LINES).map(|decision| of_finding(decision, &push, &scrub)).collect();
    let number = |count: usize| count as u64;
    let suppressed = findings.iter().filter(|finding| finding.suppression.is_some()).count() - judged.bypassed();
    records.push(Record {
        verdict: verdict(judged).to_owned(),
        cause: cause(judged).map(|cause| cause.name().to_owned()),
        blocked: number(judged.count(Verdict::Block)),
        warned: number(judged.count(Verdict::Warn)),
        bypassed: number(judged.bypassed()),
        suppressed: number(suppressed),
        would_block: judged.decisions.iter().any(|decision| decision.would_block),
        commits: Some(judged.commits),
        left: left(&judged.left, &scrub),
        duration_ms: Some(run.took()),
        ..push
    });
    records
}

fn of_finding(decision: &Decision, push: &Record, scrub: &Scrub<'_>) -> Record {
    let finding = &decision.finding;
    let mut refs = push.refs.clone();
    refs.truncate(REFS);
    Record {
        event: Event::Finding,
        verdict: if is_bypassed(finding) { "bypass" } else { finding.verdict.name() }.to_owned(),
        would_block: decision.would_block,
        until: decision.until.map(|until| until.to_string()),
        more_refs: push.more_refs + (push.refs.len() - refs.len()) as u64,
        refs,
        rule: Some(finding.rule.id.to_owned()),
        fingerprint: Some(finding.fingerprint.to_string()),
        severity: Some(finding.severity.name().to_owned()),
        place: Some(crate::text::cut(&whereabouts(&finding.location, scrub), 500)),
        commit: finding.location.commit.as_ref().map(|commit| commit.id.clone()),
        // whoever gives a reason may quote the secret in it
        reason: finding.suppression.as_ref().map(|why| scrub.text(&why.reason)),
        ..push.clone()
    }
}

fn left(left: &Left, scrub: &Scrub<'_>) -> Option<audit::Left> {
    if left.is_empty() {
        return None;
    }
    let texts = left.texts.iter().filter_map(|text| {
        let path = scrub.text(&String::from_utf8_lossy(text.path.as_deref()?));
        Some(bounded(&text.commit.as_ref().map_or_else(|| path.clone(), |commit| format!("{}:{path}", commit.id))))
    });
    let first = left.commits.iter().cloned().chain(texts).collect();
    Some(audit::Left { commits: left.commit_count, texts: left.text_count, first })
}

fn verdict(judged: &Judged) -> &'static str {
    match () {
        () if judged.blocks() || judged.left_answer == Some(Answer::Block) => "block",
        () if judged.count(Verdict::Warn) > 0 || !judged.unread.is_empty() => "warn",
        () if judged.bypassed() > 0 => "bypass",
        () => "allow",
    }
}

fn cause(judged: &Judged) -> Option<Cause> {
    let why = *judged.left.why.first()?;
    Some(if why == Why::Late { Cause::Late } else { Cause::Limit })
}

/// Writes the lines; what policy makes of it where the log cannot be written.
pub(super) fn keep(run: &Run, records: &[Record]) -> Option<Answer> {
    if records.is_empty() || run.is_dry() {
        return None;
    }
    run.log()?.append(records).err().map(|_| run.server.audit.unwritable())
}

/// Adds to the counters of a push that was judged.
pub(super) fn count(run: &Run, judged: &Judged, unrecorded: bool) {
    let mut findings = BTreeMap::new();
    for decision in &judged.decisions {
        let finding = &decision.finding;
        let verdict = match () {
            () if is_bypassed(finding) => "bypass",
            () if finding.suppression.is_some() => "suppressed",
            () => finding.verdict.name(),
        };
        *findings.entry((finding.rule.id.to_owned(), verdict)).or_default() += 1;
    }
    let counts = Counts {
        verdict: verdict(judged),
        cause: cause(judged).map(Cause::name),
        findings,
        commits: judged.commits,
        bytes: judged.tally.bytes.done,
        ..counts(run, unrecorded)
    };
    add(run, &counts);
}

/// The same for one that could not be.
pub(super) fn count_undecided(run: &Run, cause: Cause, answer: Answer, unrecorded: bool) {
    add(run, &Counts { verdict: answer.name(), cause: Some(cause.name()), ..counts(run, unrecorded) });
}

fn counts(run: &Run, unrecorded: bool) -> Counts {
    Counts { platform: run.caller.platform.name(), unrecorded, took: run.elapsed(), ..Counts::default() }
}

fn add(run: &Run, counts: &Counts) {
    let Some(path) = run.server.metrics.as_ref().filter(|_| !run.is_dry()) else { return };
    // counters are no decision: a push neither waits long for them nor fails with them
    let _ = metrics::add(path, counts, PATIENCE);
}
