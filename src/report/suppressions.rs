//! What was let pass, by what and why; and what lets nothing pass.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::document::Tool;
use super::names;
use super::scrub::Scrub;
use crate::finding::{Finding, Verdict};
use crate::suppress::Idle;
use crate::text::count;

/// The version of the shape: goes up when a field changes its meaning or goes away.
const VERSION: u32 = 1;

/// All suppressions of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listing {
    /// The version of the shape.
    pub version: u32,
    /// Who wrote it.
    pub tool: Tool,
    /// The repository's name, where there is one.
    pub repository: Option<String>,
    /// `history` or `paths`
    pub looked_at: String,
    /// What was let pass, by what does it.
    pub suppressed: Vec<SuppressedRecord>,
    /// Entries that are past or match nothing.
    pub idle: Vec<IdleRecord>,
    /// Further sentences.
    pub notes: Vec<String>,
}

/// One secret that was let pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuppressedRecord {
    /// `comment`, `allow entry`, `baseline` or `policy`
    pub by: String,
    /// Where the entry stands, `FILE:LINE`; for a comment, where the finding stands.
    pub at: String,
    /// The reason that was given.
    pub reason: String,
    /// The last day on which it counts.
    pub expires: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The rule's id.
    pub rule: String,
    /// `critical`, `high`, `medium`, `low` or `info`
    pub severity: String,
    /// `proven`, `likely` or `possible`
    pub confidence: String,
    /// The secret, masked.
    pub masked: String,
    /// Keyed hash of rule and secret.
    pub fingerprint: String,
    /// Where it stands first, with line and column.
    pub place: String,
    /// The commit that brings it there, where there is one.
    pub commit: Option<String>,
    /// In how many places it stands, each commit counted.
    pub places: usize,
}

/// An entry that lets nothing pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdleRecord {
    /// `allow entry` or `baseline`
    pub kind: String,
    /// `FILE:LINE`
    pub at: String,
    /// What it names.
    pub title: String,
    /// Does it match nothing?
    pub unused: bool,
    /// The last day on which it counted, where that is past.
    pub past: Option<String>,
    /// Why it is there; of a line of the baseline, its place.
    pub reason: String,
    /// Who answers for it.
    pub owner: Option<String>,
}

impl Listing {
    /// What is told of these findings (all of a run) and entries. `ignored` tells where the entry of the policy stands that ignores a
    /// finding, if one does, and why; `shorten` makes a place in a file as short as it is best shown.
    pub fn new(
        findings: &[Finding],
        idle: &[Idle],
        looked_at: &str,
        ignored: &dyn Fn(&Finding) -> (Option<String>, String),
        shorten: &dyn Fn(&str) -> String,
    ) -> Self {
        let scrub = Scrub::new(findings);
        let mut records: BTreeMap<(String, String, String), SuppressedRecord> = BTreeMap::new();
        for finding in findings {
            let place = names::whereabouts(&finding.location, &scrub);
            let (by, at, reason, expires, owner) = match &finding.suppression {
                Some(why) => (
                    why.by,
                    why.at.as_deref().map(shorten),
                    scrub.text(&why.reason),
                    why.expires,
                    why.owner.as_deref().map(|owner| scrub.text(owner)),
                ),
                None if finding.verdict == Verdict::Ignore => {
                    let (at, why) = ignored(finding);
                    ("policy", at.as_deref().map(shorten), scrub.text(&why), None, None)
                }
                None => continue,
            };
            // a comment stands beside its finding: in every file another one
            let path = names::path(&finding.location, &scrub).unwrap_or_default();
            let key = (by.to_owned(), at.clone().unwrap_or(path), finding.fingerprint.to_string());
            records.entry(key).and_modify(|record| record.places += 1).or_insert_with(|| SuppressedRecord {
                by: by.to_owned(),
                at: at.unwrap_or_else(|| place.clone()),
                reason,
                expires: expires.map(|date| date.to_string()),
                owner,
                rule: finding.rule.id.to_owned(),
                severity: finding.severity.name().to_owned(),
                confidence: finding.confidence.name().to_owned(),
                masked: finding.masked(),
                fingerprint: finding.fingerprint.to_string(),
                place,
                commit: finding.location.commit.as_deref().map(|commit| commit.id.clone()),
                places: 1,
            });
        }
        let idle = idle
            .iter()
            .map(|entry| IdleRecord {
                kind: entry.kind.to_owned(),
                at: shorten(&entry.at),
                title: scrub.bytes(entry.title.as_bytes()),
                unused: entry.unused,
                past: entry.past.map(|date| date.to_string()),
                reason: scrub.bytes(entry.reason.as_bytes()),
                owner: entry.owner.as_deref().map(|owner| scrub.text(owner)),
            })
            .collect();
        Self {
            version: VERSION,
            tool: Tool { name: "leakgate".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            repository: None,
            looked_at: looked_at.to_owned(),
            suppressed: records.into_values().collect(),
            idle,
            notes: Vec::new(),
        }
    }

    /// For programs.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// For people.
    pub fn human(&self) -> String {
        let mut text = String::new();
        let what = if self.looked_at == "history" { "the history" } else { "these paths" };
        let _ = match self.suppressed.len() {
            0 => writeln!(text, "leakgate: nothing in {what} is suppressed"),
            number => writeln!(text, "leakgate: {} in {what} suppressed", count(number, "secret")),
        };
        for group in self.suppressed.chunk_by(|a, b| a.by == b.by) {
            let by = group.first().map_or("", |record| record.by.as_str());
            let _ = writeln!(text, "\n  by {by}: {}", group.len());
            for record in group {
                tell(record, &mut text);
            }
        }
        if !self.idle.is_empty() {
            let entries = if self.idle.len() == 1 { "1 entry lets".to_owned() } else { format!("{} entries let", self.idle.len()) };
            let _ = writeln!(text, "\n  {entries} nothing pass");
            for entry in &self.idle {
                let why = match (&entry.past, entry.unused) {
                    (Some(end), true) => format!("ended on {end}, and matches nothing"),
                    (Some(end), false) => format!("ended on {end}; what it names is there: leakgate allow FINGERPRINT renews an entry"),
                    (None, _) => "matches nothing".to_owned(),
                };
                let _ = writeln!(text, "    {}  {} ({}): {why}", entry.at, entry.title, entry.kind);
            }
            if self.idle.iter().any(|entry| entry.kind == "baseline") {
                let _ = writeln!(text, "  next: leakgate baseline prune takes such lines out of the baseline");
            }
        }
        for note in &self.notes {
            let _ = writeln!(text, "  note: {note}");
        }
        text
    }
}

fn tell(record: &SuppressedRecord, text: &mut String) {
    let more = if record.places > 1 { format!(" and {} more", count(record.places - 1, "place")) } else { String::new() };
    let _ = writeln!(text, "    {}  {}, {}  {}", record.rule, record.severity, record.confidence, record.masked);
    let _ = writeln!(text, "      --> {}{more}", record.place);
    let mut why = Vec::new();
    if record.at != record.place {
        why.push(record.at.clone());
    }
    if let Some(end) = &record.expires {
        why.push(format!("until {end}"));
    }
    if let Some(owner) = &record.owner {
        why.push(format!("owner {owner}"));
    }
    let lead = if why.is_empty() { String::new() } else { format!("{}: ", why.join(", ")) };
    let reason = if record.reason.is_empty() { "no reason given" } else { &record.reason };
    let _ = writeln!(text, "      {lead}{reason}");
}
