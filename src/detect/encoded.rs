//! Text inside text: base64, hexadecimal and escapes, found by what they look like and opened where they hold text.
//!
//! Keywords of prefixed tokens are found in base64 by their encoded forms ([`super::words`]), wherever they stand in whatever
//! is encoded. What is found here needs no keyword: a run of digits whose first bytes decode to text, and a line with an escape in it.

use std::ops::Range;

use zeroize::Zeroizing;

use super::context::{line_end, line_start};
use super::decode::Wide;

/// A run of fewer digits than this is not opened (the shortest token in two layers has as many).
const SHORTEST: usize = 32;
/// A line of this many digits may go on in the next one.
const WRAPPED: usize = 32;
/// At most so much of a run is opened at once (bytes of the text).
const RUN: usize = 1 << 20;
/// Bytes at the head of a run that have to decode to text.
const HEAD: usize = 12;
/// Bytes of a line that are taken along on either side of an escape.
const AROUND: usize = 2 << 10;
/// At most so much of a line is opened at once (bytes).
const LINE: usize = 256 << 10;
/// Characters in a row that make a string of UTF-16 in a binary file.
const WIDE: usize = 12;

/// How bytes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Base64,
    Hex,
    Utf16,
    /// `%2D`
    Percent,
    /// `\x2d`, `\u002d` and their like
    Backslash,
    /// `&#45;`, `&#x2d;`
    Entity,
}

/// Decoded bytes and where they came from.
pub(super) struct Opened {
    /// The decoded bytes, wiped when they are dropped: somebody took the trouble to hide them.
    pub(super) bytes: Zeroizing<Vec<u8>>,
    /// Where their encoding stands (bytes).
    pub(super) run: Range<usize>,
    coding: Coding,
    /// Where pieces begin that lie in the text without a gap: the first unit (digit, character, or decoded byte between escapes), its place,
    /// and the width of an escape (0 where there is none).
    pieces: Vec<(usize, usize, usize)>,
}

impl Opened {
    /// As reports write it.
    pub(super) fn name(&self) -> &'static str {
        match self.coding {
            Coding::Base64 => "base64",
            Coding::Hex => "hex",
            Coding::Utf16 => "utf-16",
            Coding::Percent => "percent",
            Coding::Backslash => "escapes",
            Coding::Entity => "entities",
        }
    }

    fn piece(&self, unit: usize) -> usize {
        self.pieces.partition_point(|(first, _, _)| *first <= unit).saturating_sub(1)
    }

    /// Where a unit begins and ends.
    fn unit(&self, unit: usize) -> Range<usize> {
        let Some((first, place, width)) = self.pieces.get(self.piece(unit)).copied() else { return self.run.clone() };
        if width > 0 {
            return place..place + width;
        }
        let each = if self.coding == Coding::Utf16 { 2 } else { 1 };
        let start = place + (unit - first) * each;
        start..start + each
    }

    /// Is the digit at this place the first one of a group that was decoded?
    pub(super) fn reads(&self, group: usize) -> bool {
        let piece = self.pieces.partition_point(|(_, place, _)| *place <= group).checked_sub(1);
        let unit = piece.and_then(|piece| self.pieces.get(piece)).map(|(first, place, _)| first + group - place);
        self.coding == Coding::Base64 && self.run.contains(&group) && unit.is_some_and(|unit| unit.is_multiple_of(4))
    }

    /// Is it only the width of the characters that is changed? What is written so is no deeper than it was.
    pub(super) fn is_wide(&self) -> bool {
        self.coding == Coding::Utf16
    }

    /// Where the encoding of `span` of the decoded bytes stands.
    pub(super) fn encoded(&self, span: &Range<usize>) -> Range<usize> {
        let last = span.end.saturating_sub(1).max(span.start);
        let (start, end) = match self.coding {
            // a byte begins in one digit and ends in the next
            Coding::Base64 => (self.unit(span.start / 3 * 4 + span.start % 3).start, self.unit(last / 3 * 4 + last % 3 + 1).end),
            Coding::Hex => (self.unit(span.start * 2).start, self.unit(last * 2 + 1).end),
            _ => (self.unit(span.start).start, self.unit(last).end),
        };
        let start = start.min(self.run.end);
        start..end.clamp(start, self.run.end)
    }

    /// Is any of `span` (of the decoded bytes) written otherwise than it reads? What is not was to be found without opening anything.
    pub(super) fn is_encoded(&self, span: &Range<usize>) -> bool {
        match self.coding {
            Coding::Base64 | Coding::Hex | Coding::Utf16 => true,
            _ => self.pieces[self.piece(span.start)..].iter().take_while(|(first, _, _)| *first < span.end).any(|(_, _, width)| *width > 0),
        }
    }
}

/// Everything in `text[range]` that may be opened.
pub(super) fn openings(text: &[u8], range: Range<usize>, binary: bool) -> Vec<Opened> {
    let mut out = Vec::new();
    runs(text, range.clone(), &mut out);
    escapes(text, range.clone(), &mut out);
    if binary {
        wide(text, range, &mut out);
    }
    out
}

/// 1: a digit of base64, of either alphabet; 2: and of the standard one; 4: and of the one for URLs; 8: and a hexadecimal one.
const DIGITS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let digit = byte as u8;
        table[byte] = match digit {
            b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' => 1 | 2 | 4 | 8,
            b'g'..=b'z' | b'G'..=b'Z' => 1 | 2 | 4,
            b'+' | b'/' => 1 | 2,
            b'-' | b'_' => 1 | 4,
            _ => 0,
        };
        byte += 1;
    }
    table
};

const ANY: u8 = 1;
const STANDARD: u8 = 2;
const URL: u8 = 4;
const HEXADECIMAL: u8 = 8;

fn is_digit(byte: u8, alphabet: u8) -> bool {
    DIGITS[usize::from(byte)] & alphabet != 0
}

/// Runs of digits that begin with text.
fn runs(text: &[u8], range: Range<usize>, out: &mut Vec<Opened>) {
    // a run of so many digits covers the last byte of any window of that length: most bytes are never looked at
    let mut at = range.start;
    let mut wrapped_to = 0;
    // a window that begins in the range: the run that it is in may begin before the range and end behind it
    let end = text.len().min(range.end + SHORTEST - 1);
    while at + SHORTEST <= end {
        let window = &text[at..at + SHORTEST];
        if let Some(gap) = window.iter().rposition(|byte| !is_digit(*byte, ANY)) {
            at += gap + 1;
            continue;
        }
        let start = at - text[at.saturating_sub(RUN)..at].iter().rev().take_while(|byte| is_digit(**byte, ANY)).count();
        let end = at + SHORTEST + text[at + SHORTEST..].iter().take(RUN).take_while(|byte| is_digit(**byte, ANY)).count();
        at = end;
        if start >= wrapped_to {
            wrapped_to = readings(text, start..end, out);
        }
    }
}

/// The ways to read a run of digits: hexadecimal, and base64 of either alphabet. How far the longest of them went.
fn readings(text: &[u8], run: Range<usize>, out: &mut Vec<Opened>) -> usize {
    let mut reached = run.end;
    let mut seen: [Option<Range<usize>>; 3] = [const { None }; 3];
    for (index, alphabet) in [HEXADECIMAL, STANDARD, URL].into_iter().enumerate() {
        let mut rest = run.clone();
        while let Some(from) = text[rest.clone()].iter().position(|byte| is_digit(*byte, alphabet)) {
            let start = rest.start + from;
            let length = text[start..rest.end].iter().take_while(|byte| is_digit(**byte, alphabet)).count();
            rest.start = start + length;
            let own = start..start + length;
            if length < SHORTEST || seen.contains(&Some(own.clone())) || !begins_with_text(&text[own.clone()], alphabet) {
                continue;
            }
            let pieces = wrapped(text, own.clone(), alphabet);
            seen[index] = Some(own);
            if let Some(opened) = decode(text, &pieces, 0, if alphabet == HEXADECIMAL { Coding::Hex } else { Coding::Base64 }) {
                reached = reached.max(opened.run.end);
                out.push(opened);
            }
        }
    }
    reached
}

fn begins_with_text(digits: &[u8], alphabet: u8) -> bool {
    let mut head = [0; HEAD + 3];
    let length = if alphabet == HEXADECIMAL {
        for (byte, pair) in head.iter_mut().zip(digits.chunks_exact(2).take(HEAD)) {
            *byte = value(pair[0], 16) << 4 | value(pair[1], 16);
        }
        HEAD
    } else {
        for (bytes, four) in head.chunks_exact_mut(3).zip(digits.chunks_exact(4).take(HEAD / 3)) {
            bytes.copy_from_slice(&join([value(four[0], 64), value(four[1], 64), value(four[2], 64), value(four[3], 64)]));
        }
        HEAD
    };
    let head = &head[..length];
    let is_text = |byte: &u8| matches!(byte, 0x20..=0x7e | b'\t' | b'\n' | b'\r');
    head.iter().all(is_text)
        || Wide::detect(&head[..8]).is_some()
        || head.chunks_exact(2).all(|pair| is_text(&pair[0]) && pair[1] == 0)
        || head.strip_prefix(b"\xef\xbb\xbf").is_some_and(|rest| rest.iter().all(is_text))
}

fn join(digits: [u8; 4]) -> [u8; 3] {
    let [a, b, c, d] = digits;
    [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]
}

/// The value of a digit; 0 where it is none.
fn value(digit: u8, base: u8) -> u8 {
    match (digit, base) {
        (b'0'..=b'9', 16) => digit - b'0',
        (b'a'..=b'f', 16) => digit - b'a' + 10,
        (b'A'..=b'F', 16) => digit - b'A' + 10,
        (b'A'..=b'Z', 64) => digit - b'A',
        (b'a'..=b'z', 64) => digit - b'a' + 26,
        (b'0'..=b'9', 64) => digit - b'0' + 52,
        (b'+' | b'-', 64) => 62,
        (b'/' | b'_', 64) => 63,
        _ => 0,
    }
}

/// A run that goes on in the lines below: each of them digits only, behind an indentation, and all but the last of them long.
fn wrapped(text: &[u8], first: Range<usize>, alphabet: u8) -> Vec<Range<usize>> {
    let mut lines = vec![first.clone()];
    let mut last = first.clone();
    while last.len() >= WRAPPED && last.end - first.start < RUN {
        let rest = &text[last.end..text.len().min(last.end + RUN)];
        let line_end = usize::from(rest.first() == Some(&b'\r'));
        if rest.get(line_end) != Some(&b'\n') {
            break;
        }
        let indent = rest[line_end + 1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let start = last.end + line_end + 1 + indent;
        let length = text[start..].iter().take(RUN).take_while(|byte| is_digit(**byte, alphabet)).count();
        let padding = text[start + length..].iter().take(2).take_while(|byte| **byte == b'=').count();
        let after = text.get(start + length + padding);
        // nothing but the end of the value may follow: padding, a quote, a bracket, a tag
        let ends = after.is_none_or(|byte| matches!(byte, b'\r' | b'\n' | b'"' | b'\'' | b'<' | b'`' | b')' | b',' | b';'));
        if length == 0 || !(padding > 0 || ends) {
            break;
        }
        last = start..start + length;
        lines.push(last.clone());
    }
    lines
}

/// The lines above that a run goes on from, and the run itself.
fn wrapped_above(text: &[u8], run: Range<usize>) -> Vec<Range<usize>> {
    let start = run.start;
    let mut lines = vec![run];
    let mut first = start;
    while start - first < RUN
        && let Some(line) = line_above(text, first)
    {
        first = line.start;
        lines.push(line);
    }
    lines.reverse();
    lines
}

/// The line of digits that a run goes on from which begins at `start`, where there is one.
pub(super) fn line_above(text: &[u8], start: usize) -> Option<Range<usize>> {
    let above = &text[..start];
    let line_end = above.iter().rposition(|byte| !matches!(byte, b' ' | b'\t')).filter(|at| above[*at] == b'\n')?;
    let line_end = if above[..line_end].ends_with(b"\r") { line_end - 1 } else { line_end };
    let length = text[line_end.saturating_sub(RUN)..line_end].iter().rev().take_while(|byte| is_digit(**byte, ANY)).count();
    (length >= WRAPPED).then_some(line_end - length..line_end)
}

/// Opens the base64 (of either alphabet, wrapped or not) around `at`, a place where a group of four digits begins.
pub(super) fn base64_around(text: &[u8], at: usize) -> Option<Opened> {
    let before = text[at.saturating_sub(RUN)..at].iter().rev().take_while(|byte| is_digit(**byte, ANY)).count();
    let length = text[at..].iter().take(RUN).take_while(|byte| is_digit(**byte, ANY)).count();
    let own = at - before..at + length;
    let mut lines = wrapped_above(text, own.clone());
    let above: usize = lines.iter().map(ExactSizeIterator::len).sum::<usize>() - own.len() + before;
    lines.extend(wrapped(text, own, ANY).into_iter().skip(1));
    decode(text, &lines, above % 4, Coding::Base64)
}

/// Decodes the digits in `lines`, of which the first `skip` belong to nothing.
fn decode(text: &[u8], lines: &[Range<usize>], skip: usize, coding: Coding) -> Option<Opened> {
    let (mut pieces, mut digits) = (Vec::with_capacity(lines.len()), Vec::new());
    for (index, line) in lines.iter().enumerate() {
        let line = if index == 0 { (line.start + skip).min(line.end)..line.end } else { line.clone() };
        pieces.push((digits.len(), line.start, 0));
        digits.extend_from_slice(&text[line]);
    }
    let run = pieces.first()?.1..lines.last()?.end;
    let bytes = if coding == Coding::Hex {
        digits.chunks_exact(2).map(|pair| value(pair[0], 16) << 4 | value(pair[1], 16)).collect()
    } else {
        let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
        for four in digits.chunks(4) {
            let of = |at: usize| four.get(at).map_or(0, |digit| value(*digit, 64));
            // a group of two digits holds one byte, one of three two, and one of one none
            bytes.extend_from_slice(&join([of(0), of(1), of(2), of(3)])[..four.len() - 1]);
        }
        bytes
    };
    Some(Opened { bytes: Zeroizing::new(bytes), run, coding, pieces })
}

/// An escape at this place: how it is written, the character, and its width in the text.
fn escape(text: &[u8], at: usize) -> Option<(Coding, char, usize)> {
    let rest = &text[at..text.len().min(at + 12)];
    let number = |digits: &[u8], radix: u32| -> Option<char> {
        if digits.is_empty() || digits.len() > 8 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        char::from_u32(u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()?)
    };
    match rest {
        [b'%', a, b, ..] => Some((Coding::Percent, number(&[*a, *b], 16)?, 3)),
        [b'\\', b'x', a, b, ..] => Some((Coding::Backslash, number(&[*a, *b], 16)?, 4)),
        [b'\\', b'u', b'{', ..] => {
            let end = memchr::memchr(b'}', rest)?;
            Some((Coding::Backslash, number(&rest[3..end], 16)?, end + 1))
        }
        [b'\\', b'u', a, b, c, d, ..] => Some((Coding::Backslash, number(&[*a, *b, *c, *d], 16)?, 6)),
        [b'\\', c, ..] => {
            let means = match c {
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'/' | b'"' | b'\'' | b'\\' => char::from(*c),
                _ => return None,
            };
            Some((Coding::Backslash, means, 2))
        }
        [b'&', b'#', b'x' | b'X', ..] => {
            let end = memchr::memchr(b';', rest)?;
            Some((Coding::Entity, number(&rest[3..end], 16)?, end + 1))
        }
        [b'&', b'#', ..] => {
            let end = memchr::memchr(b';', rest)?;
            Some((Coding::Entity, number(&rest[2..end], 10)?, end + 1))
        }
        [b'&', ..] => [("&amp;", '&'), ("&quot;", '"'), ("&lt;", '<'), ("&gt;", '>'), ("&apos;", '\'')]
            .into_iter()
            .find(|(name, _)| rest.starts_with(name.as_bytes()))
            .map(|(name, means)| (Coding::Entity, means, name.len())),
        _ => None,
    }
}

/// Does an escape of this character ask to be opened? What no token holds is escaped in every other line.
fn asks(text: &[u8], at: usize, means: char, width: usize) -> bool {
    match means {
        '/' => true,
        // in a string the lines of wrapped base64 are apart by an escape
        '\n' | '\r' if width == 2 => at >= WRAPPED && text[at - WRAPPED..at].iter().all(|byte| is_digit(*byte, ANY)),
        '\n' | '_' | '-' | '.' | '+' | '=' | ':' | '~' | '@' | '&' | '%' | '$' | '\\' => width > 2,
        _ => width > 2 && means.is_ascii_alphanumeric(),
    }
}

/// Lines with escapes in them, each kind of escape on its own: where one stands in another, the other is the next layer.
fn escapes(text: &[u8], range: Range<usize>, out: &mut Vec<Opened>) {
    let mut done = [range.start; 3];
    for at in memchr::memchr3_iter(b'%', b'\\', b'&', &text[range.clone()]).map(|at| range.start + at) {
        let slot = match text[at] {
            b'%' => 0,
            b'\\' => 1,
            _ => 2,
        };
        if at < done[slot] {
            continue;
        }
        let Some((coding, means, width)) = escape(text, at) else { continue };
        if asks(text, at, means, width) {
            let line = line_start(text, at).max(at.saturating_sub(AROUND))..line_end(text, at);
            let opened = unescape(text, line, at, coding);
            done[slot] = opened.run.end;
            out.push(opened);
        }
    }
}

/// Opens the escapes in a line, of which one stands at `known`, as far as they stand near one another.
fn unescape(text: &[u8], line: Range<usize>, known: usize, coding: Coding) -> Opened {
    let limit = line.end.min(line.start + LINE);
    let mark = match coding {
        Coding::Percent => b'%',
        Coding::Entity => b'&',
        _ => b'\\',
    };
    let (mut bytes, mut pieces) = (Vec::new(), Vec::new());
    let (mut at, mut end) = (line.start, limit.min(known + AROUND));
    pieces.push((0, at, 0));
    while let Some(next) = memchr::memchr(mark, &text[at..end]).map(|next| at + next) {
        let Some((_, means, width)) = escape(text, next).filter(|(own, _, width)| *own == coding && next + width <= limit) else {
            bytes.extend_from_slice(&text[at..=next]);
            at = next + 1;
            continue;
        };
        bytes.extend_from_slice(&text[at..next]);
        let first = bytes.len();
        // a percent escape is a byte of UTF-8
        match u8::try_from(means as u32) {
            Ok(byte) if coding == Coding::Percent => bytes.push(byte),
            _ => bytes.extend_from_slice(means.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        pieces.push((first, next, width));
        at = next + width;
        pieces.push((bytes.len(), at, 0));
        end = limit.min(at + AROUND).max(end);
    }
    bytes.extend_from_slice(&text[at..end.max(at)]);
    Opened { bytes: Zeroizing::new(bytes), run: line.start..end.max(at), coding, pieces }
}

/// Strings of UTF-16 in a binary file, low byte first, at odd places and even ones.
fn wide(text: &[u8], range: Range<usize>, out: &mut Vec<Opened>) {
    let is_pair = |at: usize| text.get(at + 1) == Some(&0) && matches!(text[at], 0x20..=0x7e | b'\t' | b'\n' | b'\r');
    let mut at = range.start;
    let (mut bytes, mut pieces): (Vec<u8>, Vec<(usize, usize, usize)>) = (Vec::new(), Vec::new());
    let (mut first, mut reached) = (range.start, range.start);
    let limit = text.len().min(range.end + 2 * WIDE - 1);
    while at + 2 * WIDE <= limit {
        // a string of so many characters covers the last pair of any window of that length, at one of two places
        let last = at + 2 * WIDE - 2;
        let Some(pair) = [last, last - 1].into_iter().find(|at| is_pair(*at)) else {
            at = last;
            continue;
        };
        let mut start = pair;
        while start >= range.start + 2 && start >= reached + 2 && is_pair(start - 2) {
            start -= 2;
        }
        let mut end = pair + 2;
        while end < text.len() && is_pair(end) {
            end += 2;
        }
        if end - start >= 2 * WIDE {
            if pieces.is_empty() {
                first = start;
            }
            pieces.push((bytes.len(), start, 0));
            bytes.extend(text[start..end].iter().step_by(2));
            // strings are apart from one another
            pieces.push((bytes.len(), end, 1));
            bytes.push(b'\n');
            reached = end;
        }
        at = end.max(at + 1);
    }
    if !pieces.is_empty() {
        out.push(Opened { bytes: Zeroizing::new(bytes), run: first..reached, coding: Coding::Utf16, pieces });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn any_bytes_can_be_looked_at(text: Vec<u8>, from in 0usize..100, binary: bool) {
            for opened in openings(&text, from.min(text.len())..text.len(), binary) {
                for start in 0..opened.bytes.len() {
                    let span = opened.encoded(&(start..start + 1));
                    proptest::prop_assert!(span.start < span.end && span.end <= text.len(), "{span:?} of {}", text.len());
                }
            }
        }
    }

    fn opened(text: &str) -> Vec<(String, &'static str)> {
        openings(text.as_bytes(), 0..text.len(), false)
            .into_iter()
            .map(|opened| (String::from_utf8_lossy(&opened.bytes).into_owned(), opened.name()))
            .collect()
    }

    const PLAIN: &str = "the quick brown fox jumps over the lazy dog, and over another one: twice";

    #[test]
    fn text_is_opened_however_it_is_written() {
        let base64 = data_encoding::BASE64.encode(PLAIN.as_bytes());
        let hex = data_encoding::HEXLOWER.encode(PLAIN.as_bytes());
        let lines = |text: &str, width: usize, end: &str| {
            text.as_bytes().chunks(width).map(|line| String::from_utf8_lossy(line).into_owned()).collect::<Vec<_>>().join(end)
        };
        for (text, name) in [
            (format!("data: {base64}\n"), "base64"),
            (format!("path/{}", data_encoding::BASE64URL_NOPAD.encode(PLAIN.as_bytes())), "base64"),
            (lines(&base64, 64, "\n"), "base64"),
            (format!("key: >-\n  {}\nnext: 1\n", lines(&base64, 60, "\n  ")), "base64"),
            (format!("x = \"{}\"", lines(&base64, 76, "\r\n\t")), "base64"),
            (lines(&base64, 70, "\n"), "base64"),
            (format!("x'{hex}'"), "hex"),
            (lines(&hex, 60, "\n"), "hex"),
            (hex.to_uppercase(), "hex"),
            (each(PLAIN.as_bytes(), |byte| format!("\\x{byte:02x}")), "escapes"),
            (each(PLAIN.as_bytes(), |byte| format!("\\u{byte:04X}")), "escapes"),
            (each(PLAIN.as_bytes(), |byte| format!("%{byte:02X}")), "percent"),
            (each(PLAIN.as_bytes(), |byte| format!("&#{byte};")), "entities"),
            (each(PLAIN.as_bytes(), |byte| format!("&#x{byte:x};")), "entities"),
        ] {
            let found = opened(&text);
            assert!(found.iter().any(|(bytes, own)| bytes.contains(PLAIN) && *own == name), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_holds_no_text_stays_shut() {
        let hash = "da39a3ee5e6b4b0d3255bfef95601890afd80709da39a3ee5e6b4b0d3255bfef";
        for text in [
            hash,
            "src/detect/decode/and_a_rather_long_path_to/some-file",
            &"A".repeat(500),
            "100 %, 5 % off",
            r"^\d+\s*$ \n",
            "a && b & c",
        ] {
            assert_eq!(opened(text), [], "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_encoded_text() {
        let text = r"key = sk\u005flive\u005fab";
        let all = openings(text.as_bytes(), 0..text.len(), false);
        assert_eq!(all.len(), 1);
        assert_eq!(*all[0].bytes, b"key = sk_live_ab");
        assert_eq!(&text[all[0].encoded(&(6..14))], r"sk\u005flive\u005f");
        assert!(all[0].is_encoded(&(6..16)) && !all[0].is_encoded(&(0..5)));
    }

    #[test]
    fn strings_of_a_binary_file_are_read_at_odd_and_even_places() {
        for lead in 0..4 {
            let mut bytes = vec![7; lead];
            bytes.extend(PLAIN.encode_utf16().flat_map(u16::to_le_bytes));
            bytes.extend([1, 2, 3, 4, 5, 6, 7, 8]);
            let all = openings(&bytes, 0..bytes.len(), true);
            assert_eq!(all.len(), 1, "{lead}");
            assert_eq!(all[0].bytes.trim_ascii_end(), PLAIN.as_bytes());
            assert_eq!(all[0].encoded(&(0..3)), lead..lead + 6);
        }
    }

    /// A way to write text: its name, and how.
    type Way = (&'static str, fn(&[u8]) -> String);

    /// Every way to write text that is opened.
    const WAYS: &[Way] = &[
        ("base64", |text| data_encoding::BASE64.encode(text)),
        ("base64", |text| data_encoding::BASE64URL_NOPAD.encode(text)),
        ("base64", |text| wrap(&data_encoding::BASE64.encode(text), 64, "\n")),
        ("base64", |text| wrap(&data_encoding::BASE64.encode(text), 76, "\r\n    ")),
        ("hex", |text| data_encoding::HEXLOWER.encode(text)),
        ("hex", |text| wrap(&data_encoding::HEXUPPER.encode(text), 60, "\n")),
        ("percent", |text| each(text, |byte| format!("%{byte:02X}"))),
        ("percent", |text| special(text, |byte| format!("%{byte:02x}"))),
        ("escapes", |text| each(text, |byte| format!("\\x{byte:02x}"))),
        ("escapes", |text| each(text, |byte| format!("\\u{byte:04X}"))),
        ("escapes", |text| special(text, |byte| format!("\\u{{{byte:x}}}"))),
        ("entities", |text| each(text, |byte| format!("&#{byte};"))),
        ("entities", |text| special(text, |byte| format!("&#x{byte:x};"))),
    ];

    const PLAINLY: Way = ("", |text| String::from_utf8_lossy(text).into_owned());

    /// Every byte written by `escape`.
    fn each(text: &[u8], escape: impl Fn(u8) -> String) -> String {
        text.iter().map(|byte| escape(*byte)).collect::<Vec<_>>().concat()
    }

    /// What is neither letter nor digit written by `escape`.
    fn special(text: &[u8], escape: impl Fn(u8) -> String) -> String {
        each(text, |byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { escape(byte) })
    }

    fn wrap(text: &str, width: usize, end: &str) -> String {
        let lines: Vec<&str> = text.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap_or_default()).collect();
        lines.join(end)
    }

    #[test]
    fn a_secret_is_found_through_any_two_layers() {
        let rule = crate::rules::find("stripe-live-secret-key").unwrap();
        let detector = crate::detect::Detector::new();
        for seed in 0..3 {
            let secret = crate::rules::sample::render("sk_live_51{A62:97}", None, seed).unwrap().text;
            let plain = [&b"# settings\nstripe_key = \""[..], &secret, b"\"\nanother = 1\n"].concat();
            for (inner, first) in WAYS {
                let once = first(&plain);
                for (outer, second) in WAYS.iter().chain(std::iter::once(&PLAINLY)) {
                    let twice = second(once.as_bytes());
                    let text = format!("first line\nvalue: {twice}\nlast line\n").into_bytes();
                    let found = detector.scan(&text, 0..text.len(), crate::detect::About::default()).unwrap();
                    let own = found.iter().find(|candidate| candidate.rule.id == rule.id);
                    let own = own.unwrap_or_else(|| panic!("{outer} of {inner}: {}", String::from_utf8_lossy(&text)));
                    assert_eq!(own.secret.expose(), secret, "{outer} of {inner}");
                    let way: Vec<&str> = [*outer, *inner].into_iter().filter(|name| !name.is_empty()).collect();
                    // where the outer way leaves a stretch as it is, only the inner one counts
                    assert!(way.ends_with(&own.encoding) && own.encoding.ends_with(&[*inner]), "{way:?}: {:?}", own.encoding);
                    assert!(own.span.start >= 18 && own.span.end <= text.len() - 11, "{outer} of {inner}: {:?}", own.span);
                }
            }
        }
    }

    #[test]
    fn a_run_of_one_letter_is_opened_a_few_times_only() {
        let mut groups = crate::detect::Groups::default();
        (0..1_000_000).for_each(|at| groups.add(at));
        assert!(groups.places.len() <= 16, "{}", groups.places.len());
    }
}
