//! Comments that ask to let a finding pass: ours, and those that other tools read.

use std::ops::Range;

use crate::detect::{line_end, line_start};
use crate::finding::Comment;
use crate::text::{cut, printable};

const OURS: &str = "leakgate:allow";

/// What other tools read on the line of a finding. They name no rule.
const THEIRS: &[&str] = &[
    "gitleaks:allow",
    "pragma: allowlist secret",
    "pragma: whitelist secret",
    "trufflehog:ignore",
    "secretlint-disable-line",
    "ggignore",
    "kingfisher:ignore",
    "nosec",
    "noqa: S105",
    "noqa: S106",
    "noqa: S107",
    "NOSONAR",
];

/// What begins a comment in one language or another.
const STARTS: &[&str] = &["#", "//", "--", ";", "/*", "*", "<!--", "%", "'", "\"\"\"", "{-", "(*"];

/// What has to stand before a tag that is a word anybody may use in a name.
const BEFORE_WORDS: &[&str] = &["#", "//", "--", "/*", "<!--", "%", "{-", "(*"];

/// A line longer than this (bytes) is not searched for comments.
const LINE: usize = 4_000;

/// The allow comment on the first or last line of what stands at `span`, or alone on the line above it.
pub fn beside(text: &[u8], span: &Range<usize>) -> Option<Comment> {
    let first = line_start(text, span.start);
    let own = &text[first..line_end(text, span.end.min(text.len()))];
    let (head, tail) = (&text[first..span.start], &text[span.end.min(text.len())..first + own.len()]);
    if let Some(comment) = read(tail, true).or_else(|| read(head, true)) {
        return Some(comment);
    }
    let above = &text[line_start(text, first.checked_sub(1)?)..first - 1];
    let trimmed = above.trim_ascii_start();
    let alone = STARTS.iter().any(|start| trimmed.starts_with(start.as_bytes()));
    if alone { read(above, false) } else { None }
}

/// Reads an allow comment in `line`; another tool's only where `theirs`, as they mean their own line.
fn read(line: &[u8], theirs: bool) -> Option<Comment> {
    if line.len() > LINE {
        return None;
    }
    if let Some(at) = memchr::memmem::find(line, OURS.as_bytes()) {
        let said = printable(line[at + OURS.len()..].trim_ascii());
        let said = said.trim_end_matches("*/").trim_end_matches("-->").trim();
        let (rule, reason) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
        return Some(Comment { rule: Some(cut(rule, 80)), reason: cut(reason.trim(), 200) });
    }
    let tag = THEIRS.iter().find(|tag| theirs && is_tagged(line, tag))?;
    Some(Comment { rule: None, reason: (*tag).to_owned() })
}

/// Does `tag` stand in `line` by itself, not as a piece of a name, and in a comment where it is a single word?
fn is_tagged(line: &[u8], tag: &str) -> bool {
    let in_name = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let is_word = tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    memchr::memmem::find_iter(line, tag).any(|at| {
        let (head, tail) = (&line[..at], &line[at + tag.len()..]);
        let commented = || BEFORE_WORDS.iter().any(|start| memchr::memmem::find(head, start.as_bytes()).is_some());
        !in_name(head.last()) && !in_name(tail.first()) && (!is_word || commented())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(Option<String>, String)> {
        let at = text.find("SECRET").unwrap();
        beside(text.as_bytes(), &(at..at + 6)).map(|comment| (comment.rule, comment.reason))
    }

    #[test]
    fn comments_count_on_their_line_and_alone_above_it() {
        let ours = |reason: &str| Some((Some("a-rule".to_owned()), reason.to_owned()));
        assert_eq!(of("k = SECRET # leakgate:allow a-rule a sample of ours"), ours("a sample of ours"));
        assert_eq!(of("# leakgate:allow a-rule why\nk = SECRET"), ours("why"));
        assert_eq!(of("/* leakgate:allow a-rule why */ k = SECRET"), ours("why */ k ="));
        assert_eq!(of("<!-- leakgate:allow a-rule why -->\n<a>SECRET</a>"), ours("why"));
        assert_eq!(of("k = other # leakgate:allow a-rule why\nk = SECRET"), None);
        assert_eq!(of("# leakgate:allow a-rule why\n\nk = SECRET"), None);
        assert_eq!(of("k = SECRET # gitleaks:allow"), Some((None, "gitleaks:allow".to_owned())));
        assert_eq!(of("# gitleaks:allow\nk = SECRET"), None);
        assert_eq!(of("k = SECRET"), None);
        assert_eq!(of("k = SECRET # nosec"), Some((None, "nosec".to_owned())));
        for name in ["nosecurity = SECRET", "nosec = SECRET", "k(SECRET, NOSONAR)", "k = SECRET # nosecret", "k = SECRET # xgitleaks:allow"]
        {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
