//! No secret leaves: the samples of every rule go the whole way, from bytes to every output, and no eight bytes in a row of what their seed
//! has chosen come out anywhere.

use std::collections::HashSet;

use super::*;
use crate::detect::{About, Detector, decode};
use crate::finding::{Finding, Place, Stage};
use crate::fingerprint::Key;
use crate::git::{Commit, Oid};
use crate::inspect::Inspector;
use crate::respond::explain;
use crate::rules::{self, Rule, sample};
use crate::source::{Before, Body, Item};

/// So many bytes in a row give a secret away.
const WINDOW: usize = 8;

/// Rules whose facts tell an id that stands in the secret: it says whose it is, and opens nothing.
const TELL_AN_ID: &[&str] = &[
    "stripe-cli-live-key",
    "stripe-cli-test-key",
    "stripe-live-ephemeral-key",
    "stripe-live-restricted-key",
    "stripe-live-secret-key",
    "stripe-publishable-key",
    "stripe-test-ephemeral-key",
    "stripe-test-restricted-key",
    "stripe-test-secret-key",
];

fn windows(bytes: &[u8]) -> impl Iterator<Item = &[u8; WINDOW]> {
    bytes.windows(WINDOW).filter_map(|window| window.try_into().ok())
}

/// The windows of what is secret in a sample.
fn hidden(sample: &sample::Rendered) -> HashSet<&[u8; WINDOW]> {
    let inside = |range: &std::ops::Range<usize>| range.start.max(sample.secret.start)..range.end.min(sample.secret.end);
    sample.random.iter().map(inside).filter(|range| range.start < range.end).flat_map(|range| windows(&sample.text[range])).collect()
}

/// The same with a line above it and one below.
fn between_lines(sample: sample::Rendered) -> sample::Rendered {
    const HEAD: &[u8] = b"first line of the file\n";
    let moved = |range: std::ops::Range<usize>| range.start + HEAD.len()..range.end + HEAD.len();
    sample::Rendered {
        text: [HEAD, &sample.text, b"\nlast line of the file\n"].concat(),
        secret: moved(sample.secret),
        random: sample.random.into_iter().map(moved).collect(),
        path: None,
    }
}

/// Findings of a sample in every place that a stranger has a say in.
fn found(detector: &Detector, sample: &sample::Rendered) -> Vec<Finding> {
    let secret = String::from_utf8_lossy(&sample.text[sample.secret.clone()]).into_owned();
    let key = || Key::new(b"a key of sixteen");
    let mut inspector = Inspector::new(detector, None, &key, Stage::Outgoing);
    let id = Oid::from_bytes(&[0xab; 20]).unwrap();
    let commit = format!("tree {id}\nauthor Ann {secret} <ann@acme.io> 0 +0000\n\n{secret}\n");
    let commit = Commit::parse(id, commit.as_bytes().into()).unwrap();
    let named = [b"backup/", &sample.text[sample.secret.clone()], b".txt"].concat();
    let file = sample.path.as_deref().unwrap_or("config/app.conf").as_bytes();
    for (place, path, text) in [
        (Place::File, Some(file), &sample.text[..]),
        (Place::File, Some(&named[..]), &sample.text),
        (Place::PathName, Some(&named), &named),
        (Place::SymlinkTarget, Some(b"link"), &sample.text),
        (Place::CommitMessage, None, &sample.text),
        (Place::Tag(secret.clone()), None, &sample.text),
        (Place::RefName(secret.clone()), None, secret.as_bytes()),
        (Place::Stdin, None, &sample.text),
    ] {
        inspector.look(Item { place: &place, path, body: Body::Text(text), before: Before::Nothing, commit: Some(&commit) }).unwrap();
    }
    inspector.findings
}

/// Everything that is said of these findings.
fn outputs(mut findings: Vec<Finding>, secret: &str) -> Vec<(&'static str, String)> {
    for (finding, verdict) in findings.iter_mut().zip([Verdict::Block, Verdict::Warn, Verdict::Ignore].into_iter().cycle()) {
        finding.verdict = verdict;
    }
    let mut report = super::tests::report(Occasion::Push, findings);
    report.situation.branch = Some(secret.to_owned());
    report.repository = Some(secret.to_owned());
    report.notes = vec![format!("an entry for {secret} is past")];
    report.unread = vec![Unread { path: format!("{secret}.zip!/{secret}").into_bytes(), why: "encrypted", commit: None }];
    let mut human = Vec::new();
    Human { full: usize::MAX }.write(&report, &mut human).unwrap();
    let mut all = vec![
        ("human", String::from_utf8(human).unwrap()),
        ("summary", summary(&report).unwrap_or_default()),
        ("findings", format!("{:?}", report.findings.iter().map(|finding| (&finding.secret, &finding.parts)).collect::<Vec<_>>())),
        ("document", format!("{:?}", Document::new(&report))),
    ];
    all.extend(super::tests::FORMATS.iter().map(|(name, format, _)| (*name, super::tests::raw(*format, &report))));
    all
}

fn check(rule: &'static Rule, detector: &Detector, wrong: &mut Vec<String>) {
    for (number, hit) in rule.hits.iter().enumerate() {
        // one of the seeds that the catalogue's own tests hold it to
        let Ok(mut sample) = sample::render(hit, rule.proof, number as u64 % 6) else { continue };
        if sample.path.is_none() {
            sample = between_lines(sample);
        }
        let about = About { path: sample.path.as_deref().map(str::as_bytes), binary: decode::is_binary(&sample.text), ..About::default() };
        let candidates = detector.scan(&sample.text, 0..sample.text.len(), about).unwrap();
        let findings = found(detector, &sample);
        // a secret that only a name gives away may be taken for a word between other lines
        if rule.assigned.is_none() && !findings.iter().any(|finding| finding.location.place == Place::File) {
            wrong.push(format!("{} (sample {number}): it is not found", rule.id));
        }
        let mut hidden = hidden(&sample);
        // what the catalogue itself says of a rule is public: keywords, patterns, the templates of samples
        let catalogue: Vec<String> =
            candidates.iter().map(|candidate| candidate.rule).chain([rule]).map(|rule| format!("{rule:?}")).collect();
        for window in catalogue.iter().flat_map(|text| windows(text.as_bytes())) {
            hidden.remove(window);
        }
        // two characters behind a prefix are shown: see Secret::masked, whose own tests hold it to that
        let masked: Vec<String> = findings.iter().map(Finding::masked).collect();
        for window in masked.iter().flat_map(|text| windows(text.as_bytes())) {
            hidden.remove(window);
        }
        if TELL_AN_ID.contains(&rule.id) {
            for window in findings.iter().flat_map(|finding| &finding.facts).flat_map(|fact| windows(fact.as_bytes())) {
                hidden.remove(window);
            }
        }
        let secret = String::from_utf8_lossy(&sample.text[sample.secret.clone()]).into_owned();
        let mut all = outputs(findings, &secret);
        all.push(("candidates", format!("{candidates:?}")));
        all.push(("explanation", explain(rule)));
        for (name, text) in all {
            if let Some(told) = windows(text.as_bytes()).find(|window| hidden.contains(window)) {
                wrong.push(format!("{} (sample {number}): {name} tells {:?}", rule.id, String::from_utf8_lossy(told)));
            }
        }
    }
}

#[test]
fn no_output_tells_eight_bytes_of_any_rules_secret() {
    let detector = Detector::new();
    let mut wrong = Vec::new();
    for rule in rules::all() {
        check(rule, &detector, &mut wrong);
    }
    assert!(wrong.is_empty(), "{} leaks:\n{}", wrong.len(), wrong.join("\n"));
}
