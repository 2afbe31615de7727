//! One line of the log.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What stands for the hash of a line before the first one.
pub const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What ends a line: its own hash.
const HASH: &str = ",\"hash\":\"";
/// What stands before that: the hash of the line before it.
const PREVIOUS: &str = ",\"previous\":\"";
/// Hexadecimal digits of a hash.
const DIGITS: usize = 64;

/// What a line is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// A push as a whole.
    #[default]
    Push,
    /// One finding in it.
    Finding,
    /// A line before this one was left unfinished.
    Torn,
}

/// A ref that was to move.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ref {
    /// Its name, as it may be shown.
    pub name: String,
    /// Where it stood.
    pub old: String,
    /// Where it was to go.
    pub new: String,
}

/// What was not looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// How many commits.
    pub commits: u64,
    /// How many files and other texts besides.
    pub texts: u64,
    /// The first few, as they may be shown.
    pub first: Vec<String>,
}

/// What a line says. What does not apply is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the names are those of the log, which docs/server.md describes")]
pub struct Record {
    pub time: String,
    pub event: Event,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub push: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub verdict: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    pub would_block: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub platform: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub user_from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<Ref>,
    #[serde(skip_serializing_if = "is_zero")]
    pub more_refs: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commits: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    #[serde(skip_serializing_if = "is_zero")]
    pub blocked: u64,
    #[serde(skip_serializing_if = "is_zero")]
    pub warned: u64,
    #[serde(skip_serializing_if = "is_zero")]
    pub bypassed: u64,
    #[serde(skip_serializing_if = "is_zero")]
    pub suppressed: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Left>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<u64>,
    pub version: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde calls")]
fn is_false(flag: &bool) -> bool {
    !flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde calls")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// SHA-256 in hexadecimal digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The line for a record, with its line feed, and its hash.
pub(super) fn write(record: &Record, previous: &str) -> std::io::Result<(String, String)> {
    let mut line = serde_json::to_string(record)?;
    line.pop();
    line.extend([PREVIOUS, previous, "\""]);
    let hash = digest(line.as_bytes());
    line.extend([HASH, &hash, "\"}\n"]);
    Ok((line, hash))
}

/// The two hashes that a line ends in: of the line before it, and its own. None where it does not end so, or its own is wrong.
pub(super) fn chain(line: &[u8]) -> Option<(&str, &str)> {
    let (body, hash) = named(line.strip_suffix(b"}")?, HASH)?;
    let (_, previous) = named(body, PREVIOUS)?;
    (digest(body) == hash).then_some((previous, hash))
}

/// What stands before `name`, and the hash behind it, at the end of `text`.
fn named<'a>(text: &'a [u8], name: &str) -> Option<(&'a [u8], &'a str)> {
    let text = text.strip_suffix(b"\"")?;
    let (head, hash) = text.split_at(text.len().checked_sub(DIGITS)?);
    let hash = std::str::from_utf8(hash).ok().filter(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    Some((head.strip_suffix(name.as_bytes())?, hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_in_its_hashes_and_any_change_shows() {
        let record = Record { time: "2026-11-28T00:00:00Z".into(), verdict: "block".into(), version: "1".into(), ..Record::default() };
        let (line, hash) = write(&record, START).unwrap();
        assert!(line.ends_with('\n') && line.matches('\n').count() == 1);
        let line = line.trim_end();
        assert_eq!(chain(line.as_bytes()), Some((START, hash.as_str())));
        assert_eq!(serde_json::from_str::<Record>(line).unwrap(), record);
        for at in 0..line.len() {
            let mut bytes = line.as_bytes().to_vec();
            bytes[at] ^= 1;
            // a hash in capitals would be another text for the same number
            assert_eq!(chain(&bytes), None, "byte {at}");
        }
        assert_eq!(chain(b""), None);
        assert_eq!(chain(b"}"), None);
    }
}
