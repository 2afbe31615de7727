//! Comments that ask to let a finding pass: ours, and those that other tools read.

use std::ops::Range;

use crate::detect::{line_end, line_start};
use crate::finding::Comment;
use crate::text::{cut, printable};

/// Our own; it names the rule.
const OURS: &str = "leakgate:allow";

/// Which line a tool's comment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// Its own.
    Own,
    /// The next one.
    Next,
}

/// What other tools read, by tool. They name no rule of ours. A blank may be left out after a colon, and be a hyphen elsewhere.
const THEIRS: &[(&str, &str, About)] = &[
    ("gitleaks", "gitleaks:allow", About::Own),
    ("trufflehog", "trufflehog:ignore", About::Own),
    ("detect-secrets", "pragma: allowlist secret", About::Own),
    ("detect-secrets", "pragma: whitelist secret", About::Own),
    ("detect-secrets", "pragma: allowlist nextline secret", About::Next),
    ("detect-secrets", "pragma: whitelist nextline secret", About::Next),
    ("secretlint", "secretlint-disable-line", About::Own),
    ("secretlint", "secretlint-disable-next-line", About::Next),
    ("ggshield", "ggignore", About::Own),
    ("kingfisher", "kingfisher:ignore", About::Own),
    ("bandit", "nosec", About::Own),
    ("gosec", "nosec", About::Own),
    ("flake8", "noqa", About::Own),
    ("sonarqube", "NOSONAR", About::Own),
];

/// Words that may name the checks they are about, and the checks among them that are about secrets. `true`: without one they are about all.
const CHECKS: &[(&str, &[&str], bool)] =
    &[("bandit", &["B105", "B106", "B107"], true), ("gosec", &["G101"], true), ("flake8", &["S105", "S106", "S107"], false)];

/// What opens and closes a block of lines.
const BLOCK_TAG: &str = "secretlint-";
const BLOCK_TOOL: &str = "secretlint";

/// What begins a comment in one language or another.
const STARTS: &[&str] = &["#", "//", "--", ";", "/*", "*", "<!--", "%", "'", "\"\"\"", "{-", "(*"];

/// What has to stand before a tag that is a word anybody may use in a name.
const BEFORE_WORDS: &[&str] = &["#", "//", "--", "/*", "<!--", "%", "{-", "(*"];

/// A line longer than this (bytes) is not searched for comments.
const LINE: usize = 4_000;

/// A block that was opened farther above than this (bytes) is taken for none: what it covers is to be seen at a glance.
const BLOCK: usize = 32 << 10;

/// The allow comments on the first or last line of what stands at `span`, alone on the line above it, and around it. The nearest first.
pub fn beside(text: &[u8], span: &Range<usize>) -> Vec<Comment> {
    let first = line_start(text, span.start);
    let own = &text[first..line_end(text, span.end.min(text.len()))];
    let (head, tail) = (&text[first..span.start], &text[span.end.min(text.len())..first + own.len()]);
    let mut comments = read(tail, About::Own);
    comments.extend(read(head, About::Own));
    if let Some(end) = first.checked_sub(1) {
        let above = &text[line_start(text, end)..end];
        let trimmed = above.trim_ascii_start();
        if STARTS.iter().any(|start| trimmed.starts_with(start.as_bytes())) {
            comments.extend(read(above, About::Next));
        }
    }
    comments.extend(block(&text[..first]));
    comments
}

/// Reads the allow comments in `line`: ours, and those of other tools that are about this line or the next.
fn read(line: &[u8], about: About) -> Vec<Comment> {
    if line.len() > LINE {
        return Vec::new();
    }
    let ours = memchr::memmem::find(line, OURS.as_bytes()).map(|at| {
        let said = printable(line[at + OURS.len()..].trim_ascii());
        let said = said.trim_end_matches("*/").trim_end_matches("-->").trim();
        let (rule, reason) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
        Comment { tool: "leakgate", rule: Some(cut(rule, 80)), reason: cut(reason.trim(), 200) }
    });
    let theirs = THEIRS.iter().filter(|(tool, tag, other)| *other == about && is_tagged(line, tool, tag));
    ours.into_iter().chain(theirs.map(|(tool, tag, _)| Comment { tool, rule: None, reason: (*tag).to_owned() })).collect()
}

/// Does `tag` stand in `line` by itself, not as a piece of a name, in a comment where it is a single word, and is it about secrets?
fn is_tagged(line: &[u8], tool: &str, tag: &str) -> bool {
    let is_word = tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let head = tag.split(' ').next().unwrap_or(tag);
    let starts = memchr::memmem::find_iter(line, head.as_bytes());
    let starts: Vec<usize> = if tag == "noqa" { find_any_case(line, tag) } else { starts.collect() };
    starts.into_iter().any(|at| {
        let Some(length) = length_of(tag, &line[at..]) else { return false };
        let (before, after) = (&line[..at], &line[at + length..]);
        is_apart(before, after) && (!is_word || is_commented(before)) && is_about_secrets(tool, after)
    })
}

/// How long the tag is as it stands at the start of `line`; none where it does not stand there.
fn length_of(tag: &str, line: &[u8]) -> Option<usize> {
    let mut at = 0;
    let mut last = 0;
    for byte in tag.bytes() {
        match (byte, line.get(at)) {
            (b' ', Some(b' ')) => at += 1,
            (b' ', Some(b'-')) if last != b':' => at += 1,
            (b' ', _) if last == b':' => {}
            (_, Some(found)) if found.eq_ignore_ascii_case(&byte) => at += 1,
            _ => return None,
        }
        last = byte;
    }
    Some(at)
}

fn find_any_case(line: &[u8], word: &str) -> Vec<usize> {
    let windows = line.windows(word.len()).enumerate();
    windows.filter(|(_, window)| window.eq_ignore_ascii_case(word.as_bytes())).map(|(at, _)| at).collect()
}

/// Is what stands between these no piece of a longer name?
fn is_apart(before: &[u8], after: &[u8]) -> bool {
    let in_name = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let goes_on = after.first() == Some(&b'-') && in_name(after.get(1));
    !in_name(before.last()) && !in_name(after.first()) && !goes_on
}

fn is_commented(before: &[u8]) -> bool {
    BEFORE_WORDS.iter().any(|start| memchr::memmem::find(before, start.as_bytes()).is_some())
}

/// Of a tag that may name checks: does it name one about secrets, or none where that means all?
fn is_about_secrets(tool: &str, after: &[u8]) -> bool {
    let Some((_, ours, all)) = CHECKS.iter().find(|(known, _, _)| *known == tool) else { return true };
    let list = after.strip_prefix(b" ").unwrap_or(after);
    let list = list.strip_prefix(b":").unwrap_or(list);
    let words = list.split(|byte| matches!(byte, b',' | b' ' | b'\t')).filter(|word| !word.is_empty());
    // a letter and digits: S105, G101; what is none ends the list
    let is_check = |word: &&[u8]| word.len() > 1 && word[0].is_ascii_alphabetic() && word[1..].iter().all(u8::is_ascii_digit);
    let mut named = words.take_while(is_check).peekable();
    if named.peek().is_none() {
        return *all;
    }
    // bandit and gosec share a word: checks of the one say nothing to the other
    named.any(|word| ours.iter().any(|check| check.as_bytes().eq_ignore_ascii_case(word)))
}

/// The block that is open at the end of `above`, if there is one.
fn block(above: &[u8]) -> Option<Comment> {
    let near = &above[above.len().saturating_sub(BLOCK)..];
    for at in memchr::memmem::rfind_iter(near, BLOCK_TAG.as_bytes()) {
        let (before, after) = (&near[line_start(near, at)..at], &near[at + BLOCK_TAG.len()..]);
        let is = |word: &str| after.strip_prefix(word.as_bytes()).is_some_and(|after| is_apart(b"", after));
        if before.len() > LINE || !is_commented(before) {
            continue;
        }
        if is("disable") {
            return Some(Comment { tool: BLOCK_TOOL, rule: None, reason: "secretlint-disable".to_owned() });
        }
        if is("enable") {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::TOOLS;

    fn all(text: &str) -> Vec<Comment> {
        let at = text.find("SECRET").unwrap();
        beside(text.as_bytes(), &(at..at + 6))
    }

    fn of(text: &str) -> Option<(Option<String>, String)> {
        all(text).into_iter().next().map(|comment| (comment.rule, comment.reason))
    }

    fn tools(text: &str) -> Vec<&'static str> {
        all(text).into_iter().map(|comment| comment.tool).collect()
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
        for name in ["nosecurity = SECRET", "nosec = SECRET", "k(SECRET, NOSONAR)", "k = SECRET # nosecret", "k = SECRET # xgitleaks:allow"]
        {
            assert_eq!(of(name), None, "{name}");
        }
    }

    #[test]
    fn the_comments_of_each_tool_are_read() {
        for (text, tool) in [
            ("k = SECRET # gitleaks:allow", "gitleaks"),
            ("k = SECRET // trufflehog:ignore", "trufflehog"),
            ("k = SECRET # pragma: allowlist secret", "detect-secrets"),
            ("k = SECRET # pragma:allowlist-secret", "detect-secrets"),
            ("k = SECRET # pragma: whitelist secret", "detect-secrets"),
            ("# pragma: allowlist nextline secret\nk = SECRET", "detect-secrets"),
            ("// pragma: whitelist nextline secret\nk = SECRET", "detect-secrets"),
            ("k = SECRET // secretlint-disable-line", "secretlint"),
            ("// secretlint-disable-next-line\nk = SECRET", "secretlint"),
            ("/* secretlint-disable */\nx\ny\nk = SECRET\n/* secretlint-enable */", "secretlint"),
            ("k = SECRET # ggignore", "ggshield"),
            ("<a>SECRET</a> <!-- ggignore-->", "ggshield"),
            ("k = SECRET # kingfisher:ignore", "kingfisher"),
            ("k = SECRET # nosec B105", "bandit"),
            ("k = SECRET # nosec: B603, B106", "bandit"),
            ("k = SECRET // #nosec G101 -- a sample", "gosec"),
            ("k = SECRET # noqa: S105", "flake8"),
            ("k = SECRET # NOQA:E501,S106", "flake8"),
            ("k = SECRET # noqa: E501 S107", "flake8"),
            ("k = SECRET // NOSONAR", "sonarqube"),
        ] {
            assert_eq!(tools(text), [tool], "{text}");
        }
        // both read the bare word
        assert_eq!(tools("k = SECRET # nosec"), ["bandit", "gosec"]);
        assert_eq!(tools("k = SECRET # gitleaks:allow NOSONAR leakgate:allow r why"), ["leakgate", "gitleaks", "sonarqube"]);
    }

    #[test]
    fn comments_about_something_else_are_not_taken_for_it() {
        for text in [
            "k = SECRET # noqa",
            "k = SECRET # noqa: E501",
            "k = SECRET # noqa: S1055",
            "k = SECRET # nosec B603",
            "k = SECRET # nosec G304",
            "k = SECRET # secretlint-disable-next-line",
            "k = SECRET # pragma: allowlist nextline secret",
            "# pragma: allowlist secret\nk = SECRET",
            "// secretlint-disable-line\nk = SECRET",
            "// secretlint-disable-next-line\n\nk = SECRET",
            "k = SECRET // secretlint-disable",
            "/* secretlint-disable */\nx\n/* secretlint-enable */\nk = SECRET",
            "see secretlint-disable\nk = SECRET",
            "// secretlint-disabled\nk = SECRET",
            "k = SECRET # ggignore-this",
            "k = SECRET # pragma: no cover",
        ] {
            assert_eq!(tools(text), [""; 0], "{text}");
        }
        // a block that was opened out of sight is none
        let far = format!("/* secretlint-disable */\n{}k = SECRET", "x\n".repeat(BLOCK));
        assert_eq!(of(&far), None);
        // a line that is closed again within a block
        let line = "/* secretlint-disable */\na // secretlint-disable-line\nk = SECRET";
        assert_eq!(tools(line), ["secretlint"]);
    }

    #[test]
    fn the_setting_knows_the_tools_that_are_read_here() {
        let mut read: Vec<&str> = THEIRS.iter().map(|(tool, _, _)| *tool).chain(["leakgate"]).collect();
        read.sort_unstable();
        read.dedup();
        let mut known = TOOLS.to_vec();
        known.sort_unstable();
        assert_eq!(read, known);
        assert!(CHECKS.iter().all(|(tool, _, _)| TOOLS.contains(tool)) && TOOLS.contains(&BLOCK_TOOL));
    }
}
