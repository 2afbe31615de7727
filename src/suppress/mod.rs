//! What lets a finding pass: a comment beside it, an allow entry in the configuration, or the baseline. Each says why, and which entries were
//! never used can be told.

pub mod baseline;
pub mod comment;

use std::collections::HashSet;

use jiff::civil::Date;

pub use baseline::Baseline;

use crate::config::{Allow, Config};
use crate::finding::{Finding, Suppression};
use crate::fingerprint::Fingerprint;

/// What is given as the reason for what stands in the baseline.
const ACCEPTED: &str = "it was here when the baseline was made";

/// All that may let a finding pass.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    /// Comments and allow entries.
    pub config: &'a Config,
    /// The findings that were accepted as they were.
    pub baseline: Option<&'a Baseline>,
    /// Entries that ended before do not count.
    pub today: Date,
}

/// An entry that lets nothing pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idle {
    /// `allow entry` or `baseline`.
    pub kind: &'static str,
    /// What it names, in words; escaped.
    pub title: String,
    /// `FILE:LINE`; of the baseline only the line is known here.
    pub at: String,
    /// The last day on which it counted, where that is past.
    pub past: Option<Date>,
    /// Does it match nothing?
    pub unused: bool,
    /// Why it is there; escaped.
    pub reason: String,
    /// Who answers for it; escaped.
    pub owner: Option<String>,
}

/// Marks the findings that are let pass.
pub fn suppress(findings: &mut [Finding], grounds: Grounds<'_>) {
    for finding in findings {
        finding.suppression =
            by_comment(finding, grounds.config).or_else(|| by_entry(finding, grounds)).or_else(|| by_baseline(finding, grounds));
    }
}

/// A comment of ours has to name the finding's rule.
fn by_comment(finding: &Finding, config: &Config) -> Option<Suppression> {
    let is_for = |rule: Option<&str>| rule.is_none_or(|rule| rule == finding.rule.id);
    let counts = finding.comments.iter().find(|comment| config.comments.count(comment.tool) && is_for(comment.rule.as_deref()))?;
    Some(Suppression { by: "comment", reason: counts.reason.clone(), ..Suppression::default() })
}

fn by_entry(finding: &Finding, grounds: Grounds<'_>) -> Option<Suppression> {
    let entry = grounds.config.allow.iter().find(|entry| entry.expires >= grounds.today && covers(entry, finding))?;
    Some(Suppression {
        by: "allow entry",
        reason: entry.reason.clone(),
        at: Some(entry.place.clone()),
        expires: Some(entry.expires),
        owner: entry.owner.clone(),
    })
}

fn by_baseline(finding: &Finding, grounds: Grounds<'_>) -> Option<Suppression> {
    let entry = grounds.baseline?.entries.get(&finding.fingerprint)?;
    Some(Suppression {
        by: "baseline",
        reason: ACCEPTED.to_owned(),
        at: Some(format!("{}:{}", baseline::NAME, entry.line)),
        ..Suppression::default()
    })
}

/// An entry covers a finding where everything that it names fits.
fn covers(entry: &Allow, finding: &Finding) -> bool {
    let path = || finding.location.path.as_deref().map(|path| String::from_utf8_lossy(path).into_owned());
    entry.fingerprint.is_none_or(|print| print == finding.fingerprint)
        && entry.rule.as_deref().is_none_or(|rule| rule == finding.rule.id)
        && entry.path.as_ref().is_none_or(|glob| path().is_some_and(|path| glob.is_match(path)))
}

/// The entries that are past, or that match none of the findings, whatever else lets those pass.
pub fn idle(findings: &[Finding], grounds: Grounds<'_>) -> Vec<Idle> {
    let mut idle = Vec::new();
    for entry in &grounds.config.allow {
        let past = Some(entry.expires).filter(|expires| *expires < grounds.today);
        let unused = !findings.iter().any(|finding| covers(entry, finding));
        if past.is_some() || unused {
            let (title, at, reason, owner) = (entry.title.clone(), entry.place.clone(), entry.reason.clone(), entry.owner.clone());
            idle.push(Idle { kind: "allow entry", title, at, past, unused, reason, owner });
        }
    }
    let found: HashSet<Fingerprint> = findings.iter().map(|finding| finding.fingerprint).collect();
    for (fingerprint, entry) in grounds.baseline.iter().flat_map(|baseline| &baseline.entries) {
        if !found.contains(fingerprint) {
            idle.push(Idle {
                kind: "baseline",
                title: format!("fingerprint {fingerprint}, rule {}", entry.rule),
                at: format!("{}:{}", baseline::NAME, entry.line),
                past: None,
                unused: true,
                reason: entry.place.clone(),
                owner: None,
            });
        }
    }
    idle
}
