//! Text from strangers, made safe to print.

use std::fmt::Write;

/// Bytes as printable text: valid UTF-8 stays, everything else and every control, format or bidirectional character becomes an escape
/// (`\n`, `\x1b`, `\u{202e}`), so that no name or message can drive the terminal or pose as another.
pub fn printable(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            push(&mut out, c);
        }
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

fn push(out: &mut String, c: char) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ if c.is_control() && (c as u32) < 0x80 => {
            let _ = write!(out, "\\x{:02x}", c as u32);
        }
        _ if c.is_control() || is_invisible(c) => {
            let _ = write!(out, "\\u{{{:x}}}", c as u32);
        }
        _ => out.push(c),
    }
}

/// Characters that change how others are shown, or are not shown at all.
fn is_invisible(c: char) -> bool {
    matches!(c as u32,
        0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f | 0xfeff | 0xfff9..=0xfffb
        | 0xe0000..=0xe0fff)
}

/// At most `width` characters of `text`; a cut is marked with an ellipsis.
pub fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let mut out: String = text.chars().take(width.saturating_sub(1)).collect();
    out.push('…');
    out
}

/// `1 secret`, `2 secrets`.
pub fn count(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

/// The one of `known` that was most likely meant by `word`; none where nothing is like it.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // below this likeness (0 to 1) a suggestion is a guess
    const LIKE: f64 = 0.84;
    let word = cut(word, 100).to_ascii_lowercase();
    let likeness = |known: &str| strsim::jaro_winkler(&word, &known.to_ascii_lowercase());
    let best = known.into_iter().map(|known| (likeness(known), known)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= LIKE).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearest_is_suggested_and_nothing_that_is_far() {
        let fields = ["id", "title", "keywords", "pattern", "severity"];
        for (word, meant) in
            [("keyword", Some("keywords")), ("patern", Some("pattern")), ("Severity", Some("severity")), ("colour", None), ("", None)]
        {
            assert_eq!(nearest(word, fields), meant, "{word}");
        }
    }

    #[test]
    fn nothing_drives_the_terminal() {
        for (bytes, text) in [
            (&b"plain \xc3\xa9"[..], "plain é"),
            (b"a\x1b[31mb", "a\\x1b[31mb"),
            (b"a\nb\r\tc", "a\\nb\\r\\tc"),
            (b"\xff\xfe", "\\xff\\xfe"),
            ("a\u{202e}b\u{200b}".as_bytes(), "a\\u{202e}b\\u{200b}"),
            ("\u{9b}31m".as_bytes(), "\\u{9b}31m"),
        ] {
            assert_eq!(printable(bytes), text);
        }
    }

    #[test]
    fn cut_marks_the_cut() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdef", 4), "abc…");
    }
}
