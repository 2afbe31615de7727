//! What lets a finding pass: a comment beside it, or an allow entry in the configuration. Each says why.

pub mod comment;

use crate::config::{Allow, Config};
use crate::finding::{Finding, Suppression};

/// Marks the findings that a comment or an allow entry lets pass; the allow entries (by index) that were used.
pub fn suppress(findings: &mut [Finding], config: &Config, today: jiff::civil::Date) -> Vec<usize> {
    let mut used = Vec::new();
    for finding in findings {
        finding.suppression = by_comment(finding, config).or_else(|| {
            let (at, entry) = config.allow.iter().enumerate().find(|(_, entry)| entry.expires >= today && covers(entry, finding))?;
            used.push(at);
            Some(Suppression { by: "allow entry", reason: entry.reason.clone() })
        });
    }
    used.sort_unstable();
    used.dedup();
    used
}

/// A comment of ours has to name the finding's rule.
fn by_comment(finding: &Finding, config: &Config) -> Option<Suppression> {
    let comment = finding.comment.as_ref().filter(|_| config.comments)?;
    if comment.rule.as_deref().is_some_and(|rule| rule != finding.rule.id) {
        return None;
    }
    Some(Suppression { by: "comment", reason: comment.reason.clone() })
}

/// An entry covers a finding where everything that it names fits.
fn covers(entry: &Allow, finding: &Finding) -> bool {
    let path = || finding.location.path.as_deref().map(|path| String::from_utf8_lossy(path).into_owned());
    entry.fingerprint.is_none_or(|print| print == finding.fingerprint)
        && entry.rule.as_deref().is_none_or(|rule| rule == finding.rule.id)
        && entry.path.as_ref().is_none_or(|glob| path().is_some_and(|path| glob.is_match(path)))
}
