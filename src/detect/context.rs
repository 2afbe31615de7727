//! What stands around a candidate: edges, the name it is assigned to, words nearby.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::rules::{Edge, Near};

/// May `text[start..end]` stand alone, or is it a piece of something longer?
pub(super) fn edges_hold(text: &[u8], start: usize, end: usize, before: Edge, after: Edge) -> bool {
    // padding ends base64; on the left `=` assigns
    let left = start == 0 || text[start - 1] == b'=' || !touches(before, text[start - 1]) || is_escape_before(text, start);
    let right = text.get(end).is_none_or(|next| !touches(after, *next));
    left && right
}

fn touches(edge: Edge, byte: u8) -> bool {
    let word = byte.is_ascii_alphanumeric() || byte == b'_';
    match edge {
        Edge::Open => false,
        Edge::Word => word,
        Edge::Url => word || byte == b'-',
        Edge::Base64 => word || matches!(byte, b'+' | b'/' | b'='),
        Edge::Dotted => word || matches!(byte, b'-' | b'.'),
    }
}

/// `\n`, `\t`, `%3D`, `\u0022` or a colour code `\x1b[31m` right before a secret are no part of it.
fn is_escape_before(text: &[u8], start: usize) -> bool {
    let before = &text[..start];
    let hex = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_hexdigit);
    match before {
        [.., b'\\', b'n' | b'r' | b't'] => true,
        [.., b'%', a, b] if hex(&[*a, *b]) => true,
        [.., b'\\', b'x', a, b] if hex(&[*a, *b]) => true,
        [.., b'\\', b'u', a, b, c, d] if hex(&[*a, *b, *c, *d]) => true,
        [.., b'm'] => {
            let digits = before[..before.len() - 1].iter().rev().take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
            before[..before.len() - 1 - digits].ends_with(b"[")
        }
        _ => false,
    }
}

/// Start of the line that `at` stands in (bytes).
pub fn line_start(text: &[u8], at: usize) -> usize {
    memchr::memrchr(b'\n', &text[..at]).map_or(0, |found| found + 1)
}

/// End of the line that `at` stands in, without the line feed (bytes).
pub fn line_end(text: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |found| at + found)
}

/// How far above a value the lines of its block may give it a meaning (bytes).
pub(super) const BLOCK: usize = 1024;

/// The words that give a shape its meaning, ready to be looked for, all in one go and in any case.
pub(super) struct Words {
    automaton: AhoCorasick,
    /// How many lines above count.
    above: u8,
}

impl Words {
    pub(super) fn new(near: &Near) -> Result<Self, aho_corasick::BuildError> {
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(near.words)?;
        Ok(Self { automaton, above: near.above })
    }
}

/// Does one of the words stand on the secret's line, on the lines above where its match begins (at most `reach` bytes away), or on a line
/// above that belongs to its block? What stands within the value itself does not count: a random one holds any word of two or three letters
/// now and then.
pub(super) fn is_near(text: &[u8], start: usize, secret: &Range<usize>, words: &Words, reach: usize) -> bool {
    let mut from = line_start(text, start);
    for _ in 0..words.above {
        if from == 0 {
            break;
        }
        from = line_start(text, from - 1);
    }
    let from = from.max(start.saturating_sub(reach));
    let to = line_end(text, secret.end).min(secret.end + reach);
    let holds = |side: &[u8]| words.automaton.is_match(side);
    holds(&text[from..secret.start])
        || holds(&text[secret.end..to])
        || (words.above > 0 && block(text, start).into_iter().any(|line| holds(&text[line])))
}

/// Does one of the words stand where [`is_near`] would look for it, for any match in `window`? It may have looked at more than that, and
/// where a line would have to be read for long, nothing is ruled out: every window in it would read it again.
pub(super) fn may_be_near(text: &[u8], window: &Range<usize>, words: &Words, reach: usize) -> bool {
    let least = window.start.saturating_sub(reach.max(BLOCK));
    let lowest = least.saturating_sub(BLOCK);
    let from = match memchr::memrchr(b'\n', &text[lowest..least]) {
        Some(found) => lowest + found + 1,
        None if lowest == 0 => 0,
        None => return true,
    };
    let to = (window.end + reach).min(text.len());
    words.automaton.is_match(&text[from..to])
}

/// The lines above `at` that belong to its block, nearest first: those of the same indentation up to a blank line (an object's other
/// members, an environment's other variables, the lines of a comment), the lines that head it and its ancestors (`datadog:`, `class Datadog`),
/// and the header of its section (`[datadog]`).
fn block(text: &[u8], at: usize) -> Vec<Range<usize>> {
    let indent = |line: &Range<usize>| text[line.clone()].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let least = at.saturating_sub(BLOCK);
    let mut start = line_start(text, at);
    let (mut level, mut siblings) = (indent(&(start..at)), true);
    let mut lines = Vec::new();
    while start > least {
        let line = line_start(text, start - 1)..start - 1;
        start = line.start;
        let content = text[line.clone()].trim_ascii();
        let own = indent(&line);
        if content.is_empty() {
            siblings = false;
        } else if content.starts_with(b"[") && content.ends_with(b"]") && own <= level {
            lines.push(line);
            break;
        } else if own < level {
            (level, siblings) = (own, false);
            lines.push(line);
        } else if own == level && siblings {
            lines.push(line);
        }
    }
    lines
}

/// Names (lower case, pieces) that say: a secret is assigned here.
const SECRET_NAMES: &[&str] = &[
    "key", "token", "secret", "pass", "pwd", "auth", "cred", "api", "bearer", "sign", "private", "webhook", "dsn", "pat", "sas", "sid",
    "access",
];

/// Names that say: this is something else that looks random.
const OTHER_NAMES: &[&str] = &[
    "hash",
    "sha1",
    "sha256",
    "sha512",
    "sha-",
    "md5",
    "digest",
    "checksum",
    "commit",
    "revision",
    "integrity",
    "etag",
    "fingerprint",
    "public",
    "publishable",
    "uuid",
    "cache",
    "thumbprint",
    "resolved",
    "build",
    "image",
    "trace",
    "span",
];

/// What the name on the left of a value says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// A secret is assigned here.
    Secret,
    /// Something that looks random but is no secret: a digest, an id.
    Other,
    /// No name, or one that says nothing.
    Unknown,
}

/// Judges the name that `text[start..]` is assigned to: the words left of it on its line, or at the end of the line above when the value
/// opens its line.
pub(super) fn assigned_name(text: &[u8], start: usize) -> Name {
    let mut from = line_start(text, start).max(start.saturating_sub(160));
    let opens_line = text[from..start].iter().all(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'-' | b'`'));
    if opens_line && from > 0 && text[from - 1] == b'\n' {
        from = line_start(text, from - 1).max(from.saturating_sub(160));
    }
    let lower = text[from..start].to_ascii_lowercase();
    // the name nearest to the value decides: cut at the last separator of fields
    let tail = lower
        .rsplit(|byte| matches!(byte, b',' | b';' | b'{' | b'&'))
        .find(|piece| piece.iter().filter(|b| b.is_ascii_alphabetic()).count() >= 2);
    let tail = tail.unwrap_or(&lower);
    if holds(tail, OTHER_NAMES) {
        Name::Other
    } else if holds(tail, SECRET_NAMES) {
        Name::Secret
    } else {
        Name::Unknown
    }
}

/// Judges a name that a rule's own pattern read in front of the value: the rule asked for it, so it says secret unless it says digest.
pub(super) fn read_name(read: &[u8]) -> Name {
    if holds(&read.to_ascii_lowercase(), OTHER_NAMES) { Name::Other } else { Name::Secret }
}

fn holds(lower: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| memchr::memmem::find(lower, word.as_bytes()).is_some())
}

/// Does the value open its line, without even a quote before it?
pub(super) fn stands_bare(text: &[u8], start: usize) -> bool {
    text[line_start(text, start)..start].iter().all(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_of_something_longer_is_refused() {
        for (text, start, end, holds) in [
            ("sk_live_x", 0, 9, true),
            ("task_live_x", 2, 11, false),
            ("=sk_live_x\"", 1, 10, true),
            ("sk_live_xy", 0, 9, false),
            ("\\nsk_live_x", 2, 11, true),
            ("%3Dsk_live_x", 3, 12, true),
            ("\\x1b[31msk_live_x", 8, 17, true),
            ("\\u0022sk_live_x", 6, 15, true),
        ] {
            assert_eq!(edges_hold(text.as_bytes(), start, end, Edge::Word, Edge::Word), holds, "{text}");
        }
        assert!(!edges_hold(b"abc-", 0, 3, Edge::Word, Edge::Url));
        assert!(edges_hold(b"abc-", 0, 3, Edge::Word, Edge::Word));
        assert!(edges_hold(b"K=abc", 2, 5, Edge::Base64, Edge::Base64));
        assert!(!edges_hold(b"K+abc", 2, 5, Edge::Base64, Edge::Base64));
        assert!(!edges_hold(b"abc=", 0, 3, Edge::Base64, Edge::Base64));
    }

    #[test]
    fn names_are_judged() {
        for (text, name) in [
            ("DD_API_KEY=VALUE", Name::Secret),
            ("\"apiKey\": \"VALUE", Name::Secret),
            ("token:\n  VALUE", Name::Secret),
            ("sha256: VALUE", Name::Other),
            ("auth token digest=VALUE", Name::Other),
            ("password=a, size=VALUE", Name::Unknown),
            ("VALUE", Name::Unknown),
        ] {
            let at = text.find("VALUE").unwrap();
            assert_eq!(assigned_name(text.as_bytes(), at), name, "{text}");
        }
    }

    #[test]
    fn a_name_that_the_pattern_read_counts_unless_it_says_digest() {
        assert_eq!(read_name(b"name: AWS_SECRET_ACCESS_KEY\n  value: \""), Name::Secret);
        assert_eq!(read_name(b"secret_key_sha256 = "), Name::Other);
    }

    #[test]
    fn a_block_gives_its_values_a_meaning() {
        let far = "  other: 1\n".repeat(8);
        for (text, holds) in [
            (format!("datadog:\n{far}  api_key: VALUE\n"), true),
            (format!("datadog:\n  keys:\n  {}    api_key: VALUE\n", far.replace("  o", "    o")), true),
            (format!("datadog:\n{far}other:\n  api_key: VALUE\n"), false),
            (format!("[datadog]\n{}\n\napi_key = VALUE\n", far.replace("  ", "")), true),
            (format!("[datadog]\n{}[other]\napi_key = VALUE\n", far.replace("  ", "")), false),
            (format!("# datadog\n{}api_key = VALUE\n", "# more\n".repeat(6)), true),
            (format!("DATADOG_SITE=x\n{}API_KEY=VALUE\n", "A=b\n".repeat(6)), true),
            (format!("DATADOG_SITE=x\n\n{}API_KEY=VALUE\n", "A=b\n".repeat(6)), false),
            (format!("{{\n  \"datadog\": {{\n{}    \"key\": \"VALUE\"\n", "    \"a\": 1,\n".repeat(5)), true),
        ] {
            let at = text.find("VALUE").unwrap();
            let words = Words::new(&Near { words: &["datadog"], above: 2 }).unwrap();
            assert_eq!(is_near(text.as_bytes(), at, &(at..at + 5), &words, 256), holds, "{text}");
        }
    }

    #[test]
    fn near_counts_lines_above() {
        let text = b"# datadog\n\nkey = VALUE\n";
        let at = 17;
        let near = |above| Words::new(&Near { words: &["datadog"], above }).unwrap();
        assert!(is_near(text, at, &(at..at + 5), &near(2), 256));
        assert!(!is_near(text, at, &(at..at + 5), &near(1), 256));
        assert!(!is_near(text, at, &(at..at + 5), &near(2), 4));
        assert!(!is_near(b"key = xdatadogx", 6, &(6..15), &near(2), 256), "the value is no context");
    }

    proptest::proptest! {
        /// A word that stands near a match is not passed over before the match is looked for.
        #[test]
        fn what_is_near_may_be_near(
            lines in proptest::collection::vec((0..3_usize, "[xab]{0,3}", 0..2_500_usize), 1..12),
            ends in (0..8_000_usize, 0..60_usize, 1..40_usize, 0..60_usize),
            (above, reach) in (0..4_u8, 0..1_500_usize),
        ) {
            let lines = lines.into_iter().map(|(indent, word, more)| format!("{:indent$}{word}{}\n", "", "-".repeat(more)));
            let text = lines.collect::<Vec<_>>().concat();
            let near = Near { words: &["ab", "BA"], above };
            let words = Words::new(&near).unwrap();
            let (from, before, length, behind) = ends;
            let at = |place: usize| place.min(text.len());
            let (window, secret) = (at(from)..at(from + before + length + behind), at(from + before)..at(from + before + length));
            let is_near = is_near(text.as_bytes(), window.start, &secret, &words, reach);
            proptest::prop_assert!(!is_near || may_be_near(text.as_bytes(), &window, &words, reach));
        }
    }
}
