//! What travels from detection to the report.

mod excerpt;
mod tally;

use std::sync::Arc;

use jiff::civil::Date;

pub use excerpt::{Mask, mask_runs};
pub use tally::{Count, Tally};

use crate::detect::Confidence;
use crate::fingerprint::Fingerprint;
use crate::proof::State;
use crate::rules::{Mode, Rule, Severity};
use crate::secret::Secret;

/// A secret that is new where it was found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that confirmed it.
    pub rule: &'static Rule,
    /// The secret.
    pub secret: Secret,
    /// Where it stands.
    pub location: Location,
    /// How sure it is.
    pub confidence: Confidence,
    /// The rule's severity, or that of the pair.
    pub severity: Severity,
    /// What the offline check told: short facts, in order.
    pub facts: Vec<String>,
    /// Can it be used as it lies there?
    pub state: State,
    /// `base64` and the like, outermost first; empty for plain text.
    pub encoding: Vec<&'static str>,
    /// Other halves of the same credential.
    pub parts: Vec<Part>,
    /// Keyed hash of rule and secret.
    pub fingerprint: Fingerprint,
    /// How far the secret has got.
    pub stage: Stage,
    /// The allow comments beside it, the nearest first.
    pub comments: Vec<Comment>,
    /// Why it does not count, where it does not.
    pub suppression: Option<Suppression>,
    /// What policy makes of it.
    pub verdict: Verdict,
}

impl Finding {
    /// The rule's mode.
    pub fn mode(&self) -> Mode {
        self.rule.mode
    }

    /// The secret as it may be printed.
    pub fn masked(&self) -> String {
        self.secret.masked(self.rule.prefix_len(self.secret.expose()))
    }
}

/// Something in an archive that could not be looked at, or not to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The archive's path, `!/`, and the path inside; any bytes.
    pub path: Vec<u8>,
    /// The reason, in words.
    pub why: &'static str,
    /// The commit that brings it, where there is one.
    pub commit: Option<Arc<CommitInfo>>,
}

/// Another half of a finding's credential.
#[derive(Debug, Clone)]
pub struct Part {
    /// The rule that confirmed it.
    pub rule: &'static Rule,
    /// The bytes of this half.
    pub secret: Secret,
    /// Line from 1.
    pub line: usize,
    /// Short facts of its own check ("account 123456789012").
    pub facts: Vec<String>,
}

/// Where a finding stands.
#[derive(Debug, Clone)]
pub struct Location {
    /// What kind of text it is.
    pub place: Place,
    /// The path as git has it, any bytes; none for messages, names and standard input.
    pub path: Option<Vec<u8>>,
    /// The path inside the file, where that is an archive or holds others: several joined by `!/` for archives in archives.
    pub member: Option<Vec<u8>>,
    /// First line, from 1.
    pub line: usize,
    /// First column in characters, from 1.
    pub column: usize,
    /// Last line, from 1.
    pub end_line: usize,
    /// Column of the last character, from 1.
    pub end_column: usize,
    /// The commit that brings it, where there is one.
    pub commit: Option<Arc<CommitInfo>>,
    /// The line itself.
    pub excerpt: Excerpt,
}

/// A line of text with every candidate in it masked and control characters escaped, cut to a width that a terminal shows.
#[derive(Debug, Clone, Default)]
pub struct Excerpt {
    /// The text, safe to print.
    pub text: String,
    /// Where the mask begins in `text` (characters from 0).
    pub start: usize,
    /// Its width in characters.
    pub width: usize,
}

/// What kind of text a finding stands in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// The content of a file.
    File,
    /// The name of a file.
    PathName,
    /// The target of a symbolic link.
    SymlinkTarget,
    /// A commit's message.
    CommitMessage,
    /// A commit's author or committer field.
    Identity,
    /// An annotated tag's message or tagger; the tag's name.
    Tag(String),
    /// The name of a branch or tag.
    RefName(String),
    /// Standard input.
    Stdin,
}

/// What a report says of a commit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommitInfo {
    /// The whole id, hexadecimal.
    pub id: String,
    /// First line of the message, escaped, cut.
    pub subject: String,
    /// Author's name, escaped, cut.
    pub author: String,
    /// Author's date, seconds since 1970.
    pub time: i64,
}

/// How far a secret has got; it decides the advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// In the index, about to be committed.
    Staged,
    /// In the message about to be committed.
    Message,
    /// In commits on this machine that no remote has, as far as is known here.
    Committed,
    /// In commits about to be pushed.
    Outgoing,
    /// A remote has it.
    Pushed,
    /// It has arrived at this server, which is about to refuse it.
    Arriving,
    /// In a file or text outside git.
    File,
}

/// What policy makes of a finding. The order is the order of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Known, and silent.
    Ignore,
    /// Told, and let through.
    Warn,
    /// Stops the commit or the push.
    Block,
}

impl Verdict {
    /// As reports and configuration write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }
}

/// A comment that asks to let a finding pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The tool that reads it, as the configuration names it.
    pub tool: &'static str,
    /// The rule it names; none where its syntax (another tool's) names none.
    pub rule: Option<String>,
    /// What it says beside that, printable and cut; may be empty.
    pub reason: String,
}

/// Why a finding does not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suppression {
    /// `comment`, `allow entry`, `baseline`.
    pub by: &'static str,
    /// The reason that was given; escaped.
    pub reason: String,
    /// Where the entry stands, `FILE:LINE`; none for a comment, which stands beside the finding.
    pub at: Option<String>,
    /// The last day on which it counts.
    pub expires: Option<Date>,
    /// Who answers for it; escaped.
    pub owner: Option<String>,
}
