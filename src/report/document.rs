//! What a report says, with nothing in it that may not be said: secrets masked, names escaped, commands left out where they would tell one.
//!
//! Every format for programs is written from this and can be no leak. Our JSON is this, as it stands; so a report that was written can be read
//! again and joined with others.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::scrub::Scrub;
use super::{Report, names};
use crate::finding::{Count, Finding, Tally, Unread, Verdict};
use crate::respond::{Advice, Step};

/// The version of the shape: goes up when a field changes its meaning or goes away; new fields may come at any time.
pub(super) const VERSION: u32 = 1;

/// A whole report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The version of the shape.
    pub version: u32,
    /// Who wrote it.
    pub tool: Tool,
    /// When, in UTC.
    #[serde(default)]
    pub created: String,
    /// The repository's name; none outside of one, and where several are joined.
    #[serde(default)]
    pub repository: Option<String>,
    /// What the run was for.
    pub occasion: String,
    /// Texts that were looked at.
    pub looked_at: u64,
    /// Texts that were to be looked at.
    pub meant_to: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Both numbers of everything that is counted.
    #[serde(default)]
    pub counted: Counted,
    /// Parts of archives that could not be looked at.
    #[serde(default)]
    pub not_looked_at: NotLookedAt,
    /// Findings by verdict.
    pub counts: Counts,
    /// Findings by how far the secret has got.
    pub stages: BTreeMap<String, usize>,
    /// The findings, in the order of weight.
    pub findings: Vec<Record>,
    /// The organisation's own page.
    pub guide: Option<String>,
    /// Further sentences.
    pub notes: Vec<String>,
}

/// What was to be looked at, and what was: equal numbers, or the run has not decided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Lines that a push hook was given on standard input.
    pub lines: Count,
    /// Refs that are to move.
    pub refs: Count,
    /// Commits, staged changes or files.
    pub units: Count,
    /// Blobs, messages and names.
    pub texts: Count,
    /// Members of archives.
    pub members: Count,
    /// Bytes of all of them, and those of packs that were gone through beforehand.
    pub bytes: Count,
}

impl Counted {
    fn new(tally: &Tally) -> Self {
        let Tally { lines, refs, units, texts, members, bytes, .. } = *tally;
        Self { lines, refs, units, texts, members, bytes }
    }

    /// Both together.
    pub(super) fn add(&mut self, more: Self) {
        for (own, more) in [
            (&mut self.lines, more.lines),
            (&mut self.refs, more.refs),
            (&mut self.units, more.units),
            (&mut self.texts, more.texts),
            (&mut self.members, more.members),
            (&mut self.bytes, more.bytes),
        ] {
            own.add(more);
        }
    }
}

/// The program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// `leakgate`
    pub name: String,
    /// As `leakgate --version` says it.
    pub version: String,
}

/// How many findings policy judges how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// That stop a commit or push.
    pub block: usize,
    /// That are told.
    pub warn: usize,
    /// That are known and silent.
    pub ignore: usize,
    /// That a comment, an allow entry or a baseline kept out.
    pub suppressed: usize,
}

/// What could not be looked at, and what policy makes of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotLookedAt {
    /// How many parts.
    pub count: u64,
    /// `warn` or `block`
    pub verdict: String,
    /// The first of them.
    pub parts: Vec<UnreadRecord>,
}

/// A part that could not be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadRecord {
    /// The archive and what is in it: `app.zip!/x`
    pub path: String,
    /// Why not.
    pub why: String,
    /// The commit that brings it.
    pub commit: Option<String>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The repository it stands in, where a report tells of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    /// The rule's id.
    pub rule: String,
    /// What a person calls it.
    pub title: String,
    /// The vendor.
    pub provider: String,
    /// `critical`, `high`, `medium`, `low` or `info`
    pub severity: String,
    /// `proven`, `likely` or `possible`
    pub confidence: String,
    /// `live`, `test` or `unknown`
    pub mode: String,
    /// `usable`, `encrypted` or `expired`
    pub state: String,
    /// How far it has got.
    pub stage: String,
    /// `block`, `warn` or `ignore`
    pub verdict: String,
    /// What an offline check told.
    pub facts: Vec<String>,
    /// Encodings, outermost first.
    pub encoding: Vec<String>,
    /// What kind of text it stands in.
    pub place: String,
    /// The path, printable.
    pub path: Option<String>,
    /// The file that git knows, where `path` goes on inside of an archive.
    #[serde(default)]
    pub archive: Option<String>,
    /// The path's bytes in base64, where it cannot be printed as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path_bytes: Option<String>,
    /// First line, from 1.
    pub line: usize,
    /// First column in characters, from 1.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column of the last character.
    pub end_column: usize,
    /// The commit that brings it.
    pub commit: Option<CommitRecord>,
    /// The line, masked.
    pub excerpt: String,
    /// The secret, masked.
    pub masked: String,
    /// The other halves of the credential.
    pub parts: Vec<PartRecord>,
    /// Keyed hash of rule and secret.
    pub fingerprint: String,
    /// Why it does not count, where it does not.
    pub suppression: Option<SuppressionRecord>,
    /// What to do.
    pub advice: AdviceRecord,
    /// Where it is rolled.
    pub roll: String,
    /// Where its use is logged; empty where nowhere.
    pub logs: String,
    /// Where its format is documented.
    pub reference: String,
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitRecord {
    /// The whole id.
    pub id: String,
    /// First line of the message.
    pub subject: String,
    /// Author's name.
    pub author: String,
    /// Author's date, in UTC.
    pub time: String,
}

/// Another half of a credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRecord {
    /// The rule's id.
    pub rule: String,
    /// What a person calls it.
    pub title: String,
    /// Line from 1.
    pub line: usize,
    /// Masked.
    pub masked: String,
    /// What its own check told.
    pub facts: Vec<String>,
}

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuppressionRecord {
    /// `comment`, `allow entry` or `baseline`
    pub by: String,
    /// The reason that was given.
    pub reason: String,
}

/// What to do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdviceRecord {
    /// What the holder can do.
    pub exposes: String,
    /// First, in order.
    pub now: Vec<StepRecord>,
    /// After that.
    pub then: Vec<StepRecord>,
    /// If it is none.
    pub not_a_secret: Option<StepRecord>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRecord {
    /// In words.
    pub text: String,
    /// The command that does it.
    pub command: Option<String>,
}

impl Document {
    /// What may be said of this run.
    pub fn new(report: &Report) -> Self {
        let scrub = Scrub::new(&report.findings);
        let mut stages: BTreeMap<String, usize> = BTreeMap::new();
        for finding in &report.findings {
            *stages.entry(names::stage(finding.stage).to_owned()).or_default() += 1;
        }
        Self {
            version: VERSION,
            tool: Tool { name: "leakgate".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            created: names::time(report.created.as_second()),
            repository: report.repository.as_deref().map(|name| scrub.text(name)),
            occasion: report.what.name().to_owned(),
            looked_at: report.tally.looked().done,
            meant_to: report.tally.looked().meant,
            bytes: report.tally.bytes.done,
            counted: Counted::new(&report.tally),
            not_looked_at: NotLookedAt {
                count: report.tally.unread,
                verdict: report.unread_verdict.name().to_owned(),
                parts: report.unread.iter().map(|part| unread(part, &scrub)).collect(),
            },
            counts: Counts {
                block: report.count(Verdict::Block),
                warn: report.count(Verdict::Warn),
                ignore: report.count(Verdict::Ignore),
                suppressed: report.suppressed,
            },
            stages,
            findings: names::ordered(report).into_iter().map(|finding| record(finding, report, &scrub)).collect(),
            guide: report.situation.guide.clone(),
            notes: report.notes.iter().map(|note| scrub.bytes(note.as_bytes())).collect(),
        }
    }
}

impl Record {
    /// The place in words, with line and column where they help.
    pub(super) fn whereabouts(&self) -> String {
        let at = format!(":{}:{}", self.line, self.column);
        match (self.place.as_str(), self.path.as_deref()) {
            ("file", Some(path)) => format!("{path}{at}"),
            (place, Some(path)) => format!("{path} ({place})"),
            (place, None) => format!("{place}{at}"),
        }
    }

    /// The bytes of the path that git knows, as far as they may be told.
    pub(super) fn raw_path(&self) -> Option<Vec<u8>> {
        if let Some(archive) = &self.archive {
            return Some(archive.as_bytes().to_vec());
        }
        let exact = self.path_bytes.as_deref().and_then(|bytes| data_encoding::BASE64.decode(bytes.as_bytes()).ok());
        exact.or_else(|| Some(self.path.as_deref()?.as_bytes().to_vec()))
    }

    /// What a machine reads in one line: what it is, and what its holder can do.
    pub(super) fn message(&self) -> String {
        let facts = if self.facts.is_empty() { String::new() } else { format!(" ({})", self.facts.join(", ")) };
        format!("{}{facts}: {}", self.title, self.advice.exposes)
    }
}

fn record(finding: &Finding, report: &Report, scrub: &Scrub<'_>) -> Record {
    let (rule, location) = (finding.rule, &finding.location);
    let words = |list: &[&str]| list.iter().map(ToString::to_string).collect();
    let path = names::path(location, scrub);
    // bytes that are no text, or that had to be escaped to be shown
    let differs = |bytes: &[u8]| path.as_deref().is_none_or(|path| path.as_bytes() != bytes);
    Record {
        repository: None,
        rule: rule.id.to_owned(),
        title: rule.title.to_owned(),
        provider: rule.provider.to_owned(),
        severity: finding.severity.name().to_owned(),
        confidence: finding.confidence.name().to_owned(),
        mode: finding.mode().name().to_owned(),
        state: names::state(finding.state).to_owned(),
        stage: names::stage(finding.stage).to_owned(),
        verdict: finding.verdict.name().to_owned(),
        facts: finding.facts.clone(),
        encoding: words(&finding.encoding),
        place: names::place(&location.place).to_owned(),
        path_bytes: location
            .path
            .as_deref()
            .filter(|bytes| location.member.is_none() && differs(bytes) && scrub.is_clean_path(bytes))
            .map(|bytes| data_encoding::BASE64.encode(bytes)),
        path,
        archive: location.path.as_deref().filter(|_| location.member.is_some()).map(|path| scrub.path(path)),
        line: location.line,
        column: location.column,
        end_line: location.end_line,
        end_column: location.end_column,
        commit: location.commit.as_deref().map(|commit| CommitRecord {
            id: commit.id.clone(),
            subject: scrub.text(&commit.subject),
            author: scrub.text(&commit.author),
            time: names::time(commit.time),
        }),
        excerpt: location.excerpt.text.clone(),
        masked: finding.masked(),
        parts: finding
            .parts
            .iter()
            .map(|part| PartRecord {
                rule: part.rule.id.to_owned(),
                title: part.rule.title.to_owned(),
                line: part.line,
                masked: part.secret.masked(part.rule.prefix_len(part.secret.expose())),
                facts: part.facts.clone(),
            })
            .collect(),
        fingerprint: finding.fingerprint.to_string(),
        suppression: finding.suppression.as_ref().map(|why| SuppressionRecord { by: why.by.to_owned(), reason: scrub.text(&why.reason) }),
        advice: told(names::advice(finding, report, scrub)),
        roll: rule.roll.to_owned(),
        logs: rule.logs.to_owned(),
        reference: rule.reference.to_owned(),
    }
}

fn unread(part: &Unread, scrub: &Scrub<'_>) -> UnreadRecord {
    UnreadRecord { path: scrub.path(&part.path), why: part.why.to_string(), commit: part.commit.as_deref().map(|commit| commit.id.clone()) }
}

fn told(advice: Advice) -> AdviceRecord {
    let step = |step: Step| StepRecord { text: step.text, command: step.command };
    AdviceRecord {
        exposes: advice.exposes,
        now: advice.now.into_iter().map(step).collect(),
        then: advice.then.into_iter().map(step).collect(),
        not_a_secret: advice.not_a_secret.map(step),
    }
}
