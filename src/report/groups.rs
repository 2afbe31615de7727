//! One secret that stands in many places, told once.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::names;
use super::scrub::Scrub;
use crate::detect::Confidence;
use crate::finding::{Finding, Place, Stage};
use crate::fingerprint::Fingerprint;
use crate::rules::{Mode, Severity};
use crate::text::count;

/// So many are named one by one; the rest is counted.
const NAMED: usize = 20;

/// All findings of one fingerprint.
#[derive(Debug, Clone)]
pub struct Group<'f> {
    /// The one that is told for all: what blocks before what does not, what others have before what they have not, then the first by place.
    pub finding: &'f Finding,
    /// In how many places it stands, each commit counted.
    pub places: usize,
    /// Where it stands, for people: the first place by name. It does not change when others are added behind it.
    pub hint: String,
}

impl Group<'_> {
    /// Does a remote have it, as far as is known here?
    pub fn is_pushed(&self) -> bool {
        self.finding.stage == Stage::Pushed
    }

    /// Does whoever reads it hold a key that works, as far as can be told offline?
    pub fn is_proven_live(&self) -> bool {
        self.finding.confidence == Confidence::Proven && self.finding.mode() != Mode::Test
    }
}

/// Findings by fingerprint, in the order of weight.
pub fn groups(findings: &[Finding]) -> Vec<Group<'_>> {
    let scrub = Scrub::new(findings);
    let mut by_print: BTreeMap<Fingerprint, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_print.entry(finding.fingerprint).or_default().push(finding);
    }
    let place = |finding: &Finding| (finding.location.path.clone(), finding.location.line, finding.location.column);
    let mut groups: Vec<Group<'_>> = by_print
        .into_values()
        .filter_map(|all| {
            let gravest = all.iter().copied().max_by(|a, b| {
                let weight = |finding: &Finding| (finding.verdict, finding.stage == Stage::Pushed);
                weight(a).cmp(&weight(b)).then_with(|| place(b).cmp(&place(a)))
            })?;
            let hint = all.iter().map(|finding| hint(finding, &scrub)).min()?;
            Some(Group { finding: gravest, places: all.len(), hint })
        })
        .collect();
    groups.sort_by(|a, b| {
        let weight = |group: &Group<'_>| (group.finding.verdict, group.finding.severity);
        weight(b).cmp(&weight(a)).then_with(|| place(a.finding).cmp(&place(b.finding)))
    });
    groups
}

/// The place without line, commit or anything else that changes.
fn hint(finding: &Finding, scrub: &Scrub<'_>) -> String {
    let path = names::path(&finding.location, scrub);
    match (&finding.location.place, path) {
        (Place::File, Some(path)) => path,
        (place, Some(path)) => format!("{path} ({})", names::place(place)),
        (place, None) => format!("({})", names::place(place)),
    }
}

/// What was accepted, by severity; what of it works for whoever reads it, one by one; and what to do about what others have.
pub fn accepted(findings: &[Finding], groups: &[Group<'_>]) -> String {
    let scrub = Scrub::new(findings);
    let mut text = String::new();
    let severities = [Severity::Critical, Severity::High, Severity::Medium, Severity::Low, Severity::Info];
    let by: Vec<String> = severities
        .into_iter()
        .map(|severity| (groups.iter().filter(|group| group.finding.severity == severity).count(), severity))
        .filter(|(number, _)| *number > 0)
        .map(|(number, severity)| format!("{number} {}", severity.name()))
        .collect();
    let _ = writeln!(text, "  by severity: {}", by.join(", "));
    let live: Vec<&Group<'_>> = groups.iter().filter(|group| group.is_proven_live()).collect();
    if !live.is_empty() {
        let _ = writeln!(text, "  proven by an offline check and not test data: {}; accepting a key does not make it harmless", live.len());
        for group in live.iter().take(NAMED) {
            let pushed = if group.is_pushed() { ", a remote has it" } else { "" };
            let place = names::whereabouts(&group.finding.location, &scrub);
            let _ = writeln!(text, "    {} {} {place}{pushed}", group.finding.rule.id, group.finding.masked());
        }
        if live.len() > NAMED {
            let _ = writeln!(text, "    … and {} more", live.len() - NAMED);
        }
    }
    let pushed = groups.iter().filter(|group| group.is_pushed()).count();
    if pushed > 0 {
        let (have, them) = if pushed == 1 { ("has", "it") } else { ("have", "them") };
        let _ = writeln!(
            text,
            "  {} {have} left this machine: roll {them} (leakgate review goes through them one by one; leakgate explain RULE tells how)",
            count(pushed, "secret")
        );
    }
    text
}
