//! What a run tells: the findings, in one of several formats, and one line of summary. Nothing else in leakgate prints.
//!
//! A reporter writes to any stream; whether that stream shows colours is the caller's business (`anstream`). Text from strangers (paths,
//! subjects, names) leaves here escaped, secrets leave masked.

pub mod audit;
mod document;
#[cfg(test)]
mod format_tests;
mod github;
mod gitlab;
mod gitleaks;
mod groups;
mod html;
mod human;
mod json;
mod junit;
#[cfg(test)]
mod leaks;
mod markdown;
mod merge;
mod names;
mod sarif;
mod scrub;
mod suppressions;
mod table;
#[cfg(test)]
mod tests;

use std::io;

use jiff::Timestamp;

use crate::finding::{Count, Finding, Tally, Unread, Verdict};
use crate::respond::Situation;
use crate::text;
pub use document::{Document, Record};
pub use github::GitHub;
pub use gitlab::{CodeQuality, GitLab};
pub use gitleaks::Gitleaks;
pub use groups::{Group, accepted, groups};
pub use html::Html;
pub use human::{Human, one};
pub use json::Json;
pub use junit::JUnit;
pub use markdown::Markdown;
pub use merge::{merge, parse};
pub use names::whereabouts;
pub use sarif::Sarif;
pub use scrub::Scrub;
pub use suppressions::{IdleRecord, Listing};
pub use table::Csv;

/// All that is told of one run.
#[derive(Debug, Clone)]
pub struct Report {
    /// What was found and is to be reported, in any order.
    pub findings: Vec<Finding>,
    /// What was in archives and could not be looked at; not more than a bounded number (the tally has that of all).
    pub unread: Vec<Unread>,
    /// What policy makes of that.
    pub unread_verdict: Verdict,
    /// What the advice needs to know.
    pub situation: Situation,
    /// What was looked at, and why.
    pub what: Occasion,
    /// How much was looked at.
    pub tally: Tally,
    /// How many findings a comment, an allow entry or the baseline kept out of `findings`.
    pub suppressed: usize,
    /// Further sentences for the reader: stale allow entries, what was left out.
    pub notes: Vec<String>,
    /// The repository's name, where there is one.
    pub repository: Option<String>,
    /// When the run ended.
    pub created: Timestamp,
}

/// What a run is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// `git commit`, before the message.
    Commit,
    /// `git commit`, the message.
    Message,
    /// `git push`, on the developer's side.
    Push,
    /// A push, on the server's side.
    ServerPush,
    /// `leakgate scan`.
    Scan,
}

/// One format for programs (or for pages that people open): made of what may be said, not of findings.
pub trait Format {
    /// Writes the whole report.
    fn write(&self, document: &Document, out: &mut dyn io::Write) -> io::Result<()>;
}

impl Report {
    /// How many findings policy judges so.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|finding| finding.verdict == verdict).count()
    }
}

/// The line for standard error after a report: `leakgate: 2 secrets block, 1 warning, 3 suppressed; 120 files looked at`. None when
/// there is nothing to say.
pub fn summary(report: &Report) -> Option<String> {
    let (block, warn, ignore) = (report.count(Verdict::Block), report.count(Verdict::Warn), report.count(Verdict::Ignore));
    let mut pieces = Vec::new();
    if block > 0 {
        pieces.push(format!("{} {}", text::count(block, "secret"), if block == 1 { "blocks" } else { "block" }));
    }
    if warn > 0 {
        pieces.push(text::count(warn, "warning"));
    }
    if ignore > 0 {
        pieces.push(format!("{ignore} ignored"));
    }
    if report.suppressed > 0 {
        pieces.push(format!("{} suppressed", report.suppressed));
    }
    if report.tally.unread > 0 {
        pieces.push(format!("{} not looked at", text::count(usize::try_from(report.tally.unread).unwrap_or(usize::MAX), "part")));
    }
    if pieces.is_empty() {
        return None;
    }
    let Count { meant, done: read } = report.tally.looked();
    let files = if meant == 1 { "file" } else { "files" };
    let looked = if read == meant { format!("{read} {files}") } else { format!("{read} of {meant} {files}") };
    Some(format!("leakgate: {}; {looked} looked at", pieces.join(", ")))
}
