//! Reports with a secret in every name that a stranger gives: the outputs keep their shapes, and none tells the secret.
#![no_main]

#[path = "../shapes.rs"]
mod shapes;

use std::sync::Arc;
use std::sync::LazyLock;

use leakgate::detect::Confidence;
use leakgate::finding::{CommitInfo, Excerpt, Finding, Location, Mask, Part, Place, Stage, Suppression, Tally, Unread, Verdict};
use leakgate::fingerprint::{Fingerprint, Key};
use leakgate::proof::State;
use leakgate::report::{Document, Human, Occasion, Report, summary};
use leakgate::respond::{Situation, explain};
use leakgate::rules::{self, Rule, sample};
use leakgate::secret::{BULLET, Secret};

static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| rules::all().filter(|rule| !rule.hits.is_empty()).collect());
const STAGES: [Stage; 7] = [Stage::Staged, Stage::Message, Stage::Committed, Stage::Outgoing, Stage::Pushed, Stage::Arriving, Stage::File];
const OCCASIONS: [Occasion; 5] = [Occasion::Commit, Occasion::Message, Occasion::Push, Occasion::ServerPush, Occasion::Scan];
/// So many bytes of a secret in a row count as told.
const WINDOW: usize = 12;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut pieces = Pieces(data);
    let rule = RULES[usize::from(u16::from_le_bytes([pieces.byte(), pieces.byte()])) % RULES.len()];
    let seed = u64::from(pieces.byte());
    let (Ok(own), Ok(other)) = (sample::render(rule.hits[0], rule.proof, seed), sample::render(rule.hits[0], rule.proof, seed + 1000))
    else {
        return;
    };
    let secret = &own.text[own.secret.clone()];
    let told = outputs(&report(rule, &own, &mut Pieces(pieces.0)));
    // what is said of any secret of this rule, with nothing of this one in the names, is no secret
    let plain = outputs(&report(rule, &other, &mut Pieces(&[]))).join("\n") + &explain(rule);
    let shown = Secret::new(secret).masked(rule.prefix_len(secret)).chars().filter(|c| *c != BULLET).count();
    for window in secret[shown..].windows(WINDOW) {
        if memchr::memmem::find(plain.as_bytes(), window).is_none() {
            let found = told.iter().find(|text| memchr::memmem::find(text.as_bytes(), window).is_some());
            assert!(found.is_none(), "{}: {} of the secret in {found:?}", rule.id, String::from_utf8_lossy(window));
        }
    }
});

fn outputs(report: &Report) -> Vec<String> {
    let mut human = Vec::new();
    Human { full: 10 }.write(report, &mut human).expect("memory takes it");
    let human = anstream::adapter::strip_str(&String::from_utf8(human).expect("text")).to_string();
    assert!(!human.chars().any(|c| c.is_control() && c != '\n'), "{human:?}");
    let mut all = vec![human, summary(report).unwrap_or_default()];
    shapes::each(&Document::new(report), |_, text| all.push(text.to_owned()));
    all
}

/// What the fuzzer gives, piece by piece; nothing but zeroes when there is no more.
struct Pieces<'d>(&'d [u8]);

impl Pieces<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// Bytes of a stranger, at times with a part of the secret among them.
    fn bytes(&mut self, secret: &[u8]) -> Vec<u8> {
        let (length, with) = (usize::from(self.byte() % 32), self.byte());
        let (own, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        let (head, tail) = own.split_at(own.len() / 2);
        let part = match with % 4 {
            0 => &[],
            1 => secret,
            2 => &secret[secret.len() / 3..],
            _ => &secret[..secret.len() * 2 / 3],
        };
        [head, part, tail].concat()
    }

    fn text(&mut self, secret: &[u8]) -> String {
        String::from_utf8_lossy(&self.bytes(secret)).into_owned()
    }
}

/// A report whose every name may hold the secret.
fn report(rule: &'static Rule, sample: &sample::Rendered, pieces: &mut Pieces<'_>) -> Report {
    let secret = &sample.text[sample.secret.clone()];
    let finding = finding(rule, sample, pieces);
    Report {
        unread: vec![Unread { path: pieces.bytes(secret), why: "encrypted", commit: finding.location.commit.clone() }],
        unread_verdict: Verdict::Warn,
        situation: Situation {
            branch: Some(pieces.text(secret)),
            remote: Some("origin".to_owned()),
            new_files: finding.location.path.iter().cloned().collect(),
            mixed_files: vec![pieces.bytes(secret)],
            below_top: pieces.byte() % 2 == 1,
            unborn: pieces.byte() % 2 == 1,
            ..Situation::default()
        },
        what: OCCASIONS[usize::from(pieces.byte()) % OCCASIONS.len()],
        tally: Tally::default(),
        suppressed: 1,
        notes: vec![pieces.text(secret)],
        repository: Some(pieces.text(secret)),
        created: jiff::Timestamp::UNIX_EPOCH,
        findings: vec![finding],
    }
}

fn finding(rule: &'static Rule, sample: &sample::Rendered, pieces: &mut Pieces<'_>) -> Finding {
    let secret = &sample.text[sample.secret.clone()];
    let place = match pieces.byte() % 8 {
        0 => Place::SymlinkTarget,
        1 => Place::CommitMessage,
        2 => Place::Identity,
        3 => Place::Tag(pieces.text(secret)),
        4 => Place::RefName(pieces.text(secret)),
        5 => Place::Stdin,
        _ => Place::File,
    };
    // what stands around it on its line is not made of the secret's own characters
    let around: Vec<u8> = pieces.bytes(b"").iter().map(|byte| if byte.is_ascii_alphanumeric() { b'x' } else { *byte }).collect();
    let text = [&around[..], &sample.text, &around].concat();
    let span = around.len() + sample.secret.start..around.len() + sample.secret.end;
    let commit = CommitInfo {
        id: "ab".repeat(20),
        subject: pieces.text(secret),
        author: pieces.text(secret),
        time: i64::from(pieces.byte()) << (pieces.byte() % 56),
    };
    let has = pieces.byte();
    Finding {
        rule,
        secret: Secret::new(secret),
        location: Location {
            place,
            path: (has & 1 == 0).then(|| pieces.bytes(secret)),
            member: (has & 3 == 2).then(|| pieces.bytes(secret)),
            line: usize::from(pieces.byte()) + 1,
            column: 1,
            end_line: 300,
            end_column: 2,
            commit: (has & 4 == 0).then(|| Arc::new(commit)),
            excerpt: Excerpt::new(&text, &[Mask { span: span.clone(), prefix: rule.prefix_len(secret) }], span),
        },
        confidence: Confidence::Likely,
        severity: rule.severity,
        facts: Vec::new(),
        state: [State::Usable, State::Encrypted, State::Expired][usize::from(has / 8 % 3)],
        encoding: Vec::new(),
        parts: vec![Part { rule, secret: Secret::new(secret), line: 1, facts: Vec::new() }],
        fingerprint: Fingerprint::new(&Key::new(b"fuzz"), rule.id, secret),
        stage: STAGES[usize::from(pieces.byte()) % STAGES.len()],
        comments: Vec::new(),
        suppression: (has & 64 != 0).then(|| Suppression { by: "comment", reason: pieces.text(secret), ..Suppression::default() }),
        verdict: [Verdict::Block, Verdict::Warn, Verdict::Ignore][usize::from(pieces.byte()) % 3],
    }
}
