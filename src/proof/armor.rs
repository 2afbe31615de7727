//! Text between `-----BEGIN …-----` and `-----END …-----` (RFC 7468, RFC 1421, RFC 9580), as it lies in source code too: indented, quoted
//! line by line, or in one line with the line ends written as `\n`.

use super::radix;

/// An armoured block taken apart.
pub(super) struct Armor {
    /// What stands after `BEGIN`.
    pub(super) label: Vec<u8>,
    /// `Name: value` lines before the body.
    pub(super) headers: Vec<(Vec<u8>, Vec<u8>)>,
    /// The body without blanks and line ends.
    pub(super) body: Vec<u8>,
    /// The characters after the `=` of `OpenPGP`'s last line.
    pub(super) sum: Option<Vec<u8>>,
    /// Is there an end line?
    pub(super) closed: bool,
}

/// A label is at most this long (bytes).
const LABEL: usize = 40;
const BEGIN: &[u8] = b"-----BEGIN ";
const DASHES: &[u8] = b"-----";

impl Armor {
    /// The first block in `text`.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let (label, rest) = split_label(text)?;
        let end = memchr::memmem::find(rest, b"-----END");
        let content = unescape(&rest[..end.unwrap_or(rest.len())]);
        let mut armor = Self { label: label.to_vec(), headers: Vec::new(), body: Vec::new(), sum: None, closed: end.is_some() };
        for line in content.split(|byte| matches!(byte, b'\n' | b'\r')) {
            armor.take(clean(line));
        }
        Some(armor)
    }

    fn take(&mut self, line: &[u8]) {
        if self.body.is_empty() {
            if let Some(colon) = memchr::memchr(b':', line) {
                let value = line[colon + 1..].trim_ascii();
                self.headers.push((line[..colon].to_vec(), value.to_vec()));
                return;
            }
        } else if line.len() == 5 && line[0] == b'=' {
            self.sum = Some(line[1..].to_vec());
            return;
        }
        self.body.extend(line.iter().filter(|byte| !byte.is_ascii_whitespace()));
    }

    /// The value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&[u8]> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| value.as_slice())
    }

    /// The body's bytes; of a block that is cut off, as many as are whole.
    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        let whole = if self.closed { self.body.len() } else { self.body.len() & !3 };
        radix::base64(&self.body[..whole])
    }

    /// Is a body that is no base64 a key all the same, in a wrapping that [`Armor::read`] does not know? Mostly base64, long, and varied.
    pub(super) fn looks_wrapped(&self) -> bool {
        let known = self.body.iter().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')).count();
        let mut seen = [false; 256];
        self.body.iter().for_each(|byte| seen[usize::from(*byte)] = true);
        known < self.body.len() && known >= 200 && known * 10 >= self.body.len() * 8 && seen.iter().filter(|there| **there).count() >= 40
    }
}

/// The label and what stands after its dashes.
pub(super) fn split_label(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let start = memchr::memmem::find(text, BEGIN)? + BEGIN.len();
    let rest = &text[start..];
    let length = memchr::memmem::find(&rest[..rest.len().min(LABEL + DASHES.len())], DASHES)?;
    Some((&rest[..length], &rest[length + DASHES.len()..]))
}

/// Written escapes to what they stand for: `\n` and `\r` (with any number of backslashes), `\/`, and `\u003d` as some JSON writers put
/// for `=`.
fn unescape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        if *first != b'\\' {
            out.push(*first);
            rest = after;
            continue;
        }
        let backslashes = rest.iter().take_while(|byte| **byte == b'\\').count();
        rest = &rest[backslashes..];
        if let [b'n' | b'r', after @ ..] = rest {
            out.push(b'\n');
            rest = after;
        } else if let Some(after) = rest.strip_prefix(b"u003d").or_else(|| rest.strip_prefix(b"u003D")) {
            out.push(b'=');
            rest = after;
        }
    }
    out
}

/// A line without what source code puts around it: blanks, quotes, commas, a joining plus, comment marks.
fn clean(line: &[u8]) -> &[u8] {
    let edge = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b',' | b';');
    let mut line = trim(line, edge);
    if let Some(quote) = memchr::memrchr3(b'"', b'\'', b'`', line) {
        line = &line[quote + 1..];
    }
    for mark in [&b"// "[..], b"# ", b"* ", b"> ", b"| "] {
        line = line.strip_prefix(mark).map_or(line, |rest| trim(rest, edge));
    }
    if matches!(line, b"+" | b"." | b"#" | b"*" | b"//" | b">" | b"|") { b"" } else { line }
}

fn trim(mut line: &[u8], edge: impl Fn(&u8) -> bool) -> &[u8] {
    while let [first, rest @ ..] = line {
        if !edge(first) {
            break;
        }
        line = rest;
    }
    while let [rest @ .., last] = line {
        if !edge(last) {
            break;
        }
        line = rest;
    }
    line
}

/// How the lines of a block are joined that begins like `text`: the last line end (and indent) between the first line's dashes and the next
/// character that is no blank, or a written `\n`.
pub(super) fn joint(text: &[u8]) -> &[u8] {
    let Some((_, rest)) = split_label(text) else { return b"\n" };
    let written = rest.iter().take_while(|byte| **byte == b'\\').count();
    if written > 0 && rest.get(written) == Some(&b'n') {
        return &rest[..=written];
    }
    let blanks = &rest[..rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()];
    match memchr::memrchr(b'\n', blanks) {
        Some(end) if end > 0 && blanks[end - 1] == b'\r' => &blanks[end - 1..],
        Some(end) => &blanks[end..],
        None if blanks.is_empty() => b"\n",
        None => blanks,
    }
}

/// The rest of a block that begins with `text`: `body` in base64, in lines of `width` characters, then `last` lines and the end line.
pub(super) fn finish(text: &[u8], body: &[u8], width: usize, last: &[u8]) -> Vec<u8> {
    let label = split_label(text).map_or(&b""[..], |(label, _)| label);
    let joint = joint(text);
    let mut out = Vec::with_capacity(body.len() * 3 / 2);
    if text.ends_with(DASHES) {
        out.extend_from_slice(joint);
    }
    for line in data_encoding::BASE64.encode(body).as_bytes().chunks(width) {
        out.extend_from_slice(line);
        out.extend_from_slice(joint);
    }
    if !last.is_empty() {
        out.extend_from_slice(last);
        out.extend_from_slice(joint);
    }
    out.extend_from_slice(b"-----END ");
    out.extend_from_slice(label);
    out.extend_from_slice(DASHES);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_block_in_many_dresses() {
        for text in [
            "-----BEGIN X KEY-----\nabcd\nefg=\n-----END X KEY-----",
            "-----BEGIN X KEY-----\r\nabcd\r\nefg=\r\n-----END X KEY-----",
            "  -----BEGIN X KEY-----\n    abcd\n    efg=\n  -----END X KEY-----",
            r"-----BEGIN X KEY-----\nabcd\nefg=\n-----END X KEY-----",
            r"-----BEGIN X KEY-----\\nabcd\\nefg\u003d\\n-----END X KEY-----",
            "\"-----BEGIN X KEY-----\\n\" +\n  \"abcd\\n\" +\n  \"efg=\\n\" + \"-----END X KEY-----\"",
            "['-----BEGIN X KEY-----',\n 'abcd',\n 'efg=',\n '-----END X KEY-----']",
            "# -----BEGIN X KEY-----\n# abcd\n# efg=\n# -----END X KEY-----",
            "-----BEGIN X KEY----- abcd efg= -----END X KEY-----",
        ] {
            let armor = Armor::read(text.as_bytes()).unwrap();
            assert_eq!((armor.label.as_slice(), armor.body.as_slice(), armor.closed), (&b"X KEY"[..], &b"abcdefg="[..], true), "{text}");
        }
    }

    #[test]
    fn headers_and_sums_are_no_body() {
        let armor = Armor::read(b"-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: A,B\n\nabcd\n=wxyz\n-----END X-----").unwrap();
        assert_eq!(armor.header("dek-info"), Some(&b"A,B"[..]));
        assert_eq!(armor.body, b"abcd");
        assert_eq!(armor.sum.as_deref(), Some(&b"wxyz"[..]));
        assert!(Armor::read(b"BEGIN X").is_none());
        assert!(!Armor::read(b"-----BEGIN X-----\nabcd").unwrap().closed);
    }

    #[test]
    fn joints_follow_the_first_line() {
        for (text, between) in [
            ("-----BEGIN X-----\n  ", "\n  "),
            (r"-----BEGIN X-----\n", r"\n"),
            (r"-----BEGIN X-----\\n", r"\\n"),
            ("-----BEGIN X-----\nProc-Type: 4", "\n"),
            ("-----BEGIN X-----\r\n\r\n", "\r\n"),
            ("-----BEGIN X----- ", " "),
            ("-----BEGIN X-----", "\n"),
        ] {
            assert_eq!(joint(text.as_bytes()), between.as_bytes(), "{text}");
        }
    }
}
