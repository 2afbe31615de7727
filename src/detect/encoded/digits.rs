//! Runs of digits, hexadecimal or base64, that begin with text; and the base64 around a place.

use std::ops::Range;

use zeroize::Zeroizing;

use super::super::decode::Wide;
use super::{Coding, Opened};

/// A run of fewer digits than this is not opened (the shortest token in two layers has as many).
pub(super) const SHORTEST: usize = 32;
/// Bytes that are looked at together.
const BLOCK: usize = SHORTEST / 2;
/// A line of this many digits may go on in the next one.
pub(super) const WRAPPED: usize = 32;
/// At most so much of a run is opened at once (bytes of the text).
const RUN: usize = 1 << 20;
/// Bytes at the head of a run that have to decode to text.
const HEAD: usize = 12;

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

/// No digit is below this one.
const LOWEST: u8 = b'+';

const ANY: u8 = 1;
const STANDARD: u8 = 2;
const URL: u8 = 4;
const HEXADECIMAL: u8 = 8;

pub(super) fn is_digit(byte: u8) -> bool {
    is_of(byte, ANY)
}

fn is_of(byte: u8, alphabet: u8) -> bool {
    DIGITS[usize::from(byte)] & alphabet != 0
}

/// How far a text was searched for runs of digits (bytes).
#[derive(Default)]
pub(super) struct Runs {
    /// Up to the end of the last of these.
    pub(super) met: Vec<Range<usize>>,
    /// Lines up to here belong to a run that was opened.
    wrapped_to: usize,
}

impl Runs {
    /// Runs of digits in `text[range]` that begin with text.
    pub(super) fn add(&mut self, text: &[u8], range: &Range<usize>, out: &mut Vec<Opened>) {
        // a window that begins in the range: the run that it is in may begin before the range and end behind it
        let end = text.len().min(range.end + SHORTEST - 1);
        while let Some(run) = stretch(text, self.met.last().map_or(range.start, |run| range.start.max(run.end))..end, ANY) {
            let start = run.start - before(text, run.start);
            let end = run.end + from(text, run.end, ANY);
            self.met.push(start..end);
            if start >= self.wrapped_to {
                self.wrapped_to = readings(text, start..end, out);
            }
        }
    }
}

/// The first stretch of digits of this alphabet in `text[range]` that is not too short.
fn stretch(text: &[u8], range: Range<usize>, alphabet: u8) -> Option<Range<usize>> {
    let own = |byte: &&u8| is_of(**byte, alphabet);
    let end = range.end;
    let mut from = range.start;
    let mut at = from;
    // a stretch that is long enough covers one of any blocks of half its length as a whole
    while let Some(block) = text.get(at..end).and_then(<[u8]>::first_chunk::<BLOCK>) {
        if is_broken(block) || !is_unbroken(block, alphabet) {
            at += BLOCK;
            continue;
        }
        let start = at - text[from..at].iter().rev().take_while(own).count();
        let stop = at + length(&text[at..end], alphabet);
        if stop - start >= SHORTEST {
            return Some(start..stop);
        }
        (from, at) = (stop, stop);
    }
    None
}

/// How many digits stand right before this place, as far as a run is read.
fn before(text: &[u8], at: usize) -> usize {
    text[at.saturating_sub(RUN)..at].iter().rev().take_while(|byte| is_digit(**byte)).count()
}

/// How many digits of this alphabet stand from this place on, as far as a run is read.
fn from(text: &[u8], at: usize, alphabet: u8) -> usize {
    length(&text[at..text.len().min(at + RUN)], alphabet)
}

/// How many digits of this alphabet a text begins with.
fn length(text: &[u8], alphabet: u8) -> usize {
    let blocks = text.as_chunks().0.iter().take_while(|block| is_unbroken(block, alphabet)).count();
    let rest = &text[blocks * BLOCK..];
    blocks * BLOCK + rest.iter().take_while(|byte| is_of(**byte, alphabet)).count()
}

/// Is one of these bytes surely no digit, as a space or a quote is? Most blocks of a text hold one; the compiler looks at all bytes at once.
fn is_broken(block: &[u8; BLOCK]) -> bool {
    block.iter().fold(false, |broken, byte| broken | (byte.cast_signed() < LOWEST.cast_signed()))
}

/// Are all of these bytes digits of this alphabet? All are looked at at once here, too, which no table lets the compiler do.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "what is asked of every byte is asked without a branch")]
fn is_unbroken(block: &[u8; BLOCK], alphabet: u8) -> bool {
    let letters = if alphabet == HEXADECIMAL { 6 } else { 26 };
    let (standard, url) = (alphabet & (ANY | STANDARD) != 0, alphabet & (ANY | URL) != 0);
    block.iter().fold(true, |unbroken, byte| {
        let is_letter = (byte | 0x20).wrapping_sub(b'a') < letters;
        let is_number = byte.wrapping_sub(b'0') < 10;
        let (of_standard, of_url) = ((*byte == b'+') | (*byte == b'/'), (*byte == b'-') | (*byte == b'_'));
        unbroken & (is_letter | is_number | (standard & of_standard) | (url & of_url))
    })
}

/// The ways to read a run of digits: hexadecimal, and base64 of either alphabet. How far the longest of them went.
fn readings(text: &[u8], run: Range<usize>, out: &mut Vec<Opened>) -> usize {
    let mut reached = run.end;
    let mut seen: [Option<Range<usize>>; 3] = [const { None }; 3];
    // most runs are of one alphabet from end to end, and those of letters and numbers of both: that is one reading
    let common = text[run.clone()].iter().fold(u8::MAX, |common, byte| common & DIGITS[usize::from(*byte)]);
    let is_whole = |alphabet| common & alphabet != 0;
    let alphabets = [HEXADECIMAL, STANDARD, URL].into_iter().take(if is_whole(STANDARD) && is_whole(URL) { 2 } else { 3 });
    for (index, alphabet) in alphabets.enumerate() {
        let mut at = run.start;
        while let Some(own) = if at == run.start && is_whole(alphabet) { Some(run.clone()) } else { stretch(text, at..run.end, alphabet) } {
            at = own.end;
            if seen.contains(&Some(own.clone())) || !begins_with_text(&text[own.clone()], alphabet) {
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
    let is_text = |byte: &u8| matches!(byte, 0x20..=0x7e | b'\t' | b'\n' | b'\r');
    // most runs begin with neither text nor half a wide character nor a byte order mark, which three bytes show
    let first: [u8; 3] = head(digits, alphabet);
    if !(first.iter().all(is_text) || first[1] == 0 || matches!(first[0], 0 | 0xef | 0xfe | 0xff)) {
        return false;
    }
    let head: [u8; HEAD] = head(digits, alphabet);
    head.iter().all(is_text)
        || Wide::detect(&head[..8]).is_some()
        || head.chunks_exact(2).all(|pair| is_text(&pair[0]) && pair[1] == 0)
        || head.strip_prefix(b"\xef\xbb\xbf").is_some_and(|rest| rest.iter().all(is_text))
}

/// The first bytes that digits stand for, whole groups of three; 0 where there are not so many.
fn head<const LENGTH: usize>(digits: &[u8], alphabet: u8) -> [u8; LENGTH] {
    let mut head = [0; LENGTH];
    if alphabet == HEXADECIMAL {
        for (byte, pair) in head.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = of_hexadecimal(pair);
        }
    } else {
        for (bytes, four) in head.chunks_exact_mut(3).zip(digits.chunks_exact(4)) {
            bytes.copy_from_slice(&join([four[0], four[1], four[2], four[3]]));
        }
    }
    head
}

/// The byte that two hexadecimal digits stand for.
fn of_hexadecimal(pair: &[u8]) -> u8 {
    HEXADECIMAL_VALUES[usize::from(pair[0])] << 4 | HEXADECIMAL_VALUES[usize::from(pair[1])]
}

/// The bytes that four digits of base64 stand for.
fn join(digits: [u8; 4]) -> [u8; 3] {
    let [a, b, c, d] = digits.map(|digit| BASE64_VALUES[usize::from(digit)]);
    [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]
}

static HEXADECIMAL_VALUES: [u8; 256] = values(16);
static BASE64_VALUES: [u8; 256] = values(64);

const fn values(base: u8) -> [u8; 256] {
    let (mut values, mut byte) = ([0; 256], 0);
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let digit = byte as u8;
        values[byte] = value(digit, base);
        byte += 1;
    }
    values
}

/// The value of a digit; 0 where it is none.
const fn value(digit: u8, base: u8) -> u8 {
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
        let length = from(text, start, alphabet);
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
pub(in crate::detect) fn line_above(text: &[u8], start: usize) -> Option<Range<usize>> {
    let above = &text[..start];
    let line_end = above.iter().rposition(|byte| !matches!(byte, b' ' | b'\t')).filter(|at| above[*at] == b'\n')?;
    let line_end = if above[..line_end].ends_with(b"\r") { line_end - 1 } else { line_end };
    let length = before(text, line_end);
    (length >= WRAPPED).then_some(line_end - length..line_end)
}

/// Opens the base64 (of either alphabet, wrapped or not) around `at`, a place where a group of four digits begins.
pub(in crate::detect) fn base64_around(text: &[u8], at: usize) -> Option<Opened> {
    let before = before(text, at);
    let own = at - before..at + from(text, at, ANY);
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
        digits.chunks_exact(2).map(of_hexadecimal).collect()
    } else {
        let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
        for four in digits.chunks(4) {
            let of = |at: usize| four.get(at).copied().unwrap_or(b'A');
            // a group of two digits holds one byte, one of three two, and one of one none
            bytes.extend_from_slice(&join([of(0), of(1), of(2), of(3)])[..four.len() - 1]);
        }
        bytes
    };
    Some(Opened { bytes: Zeroizing::new(bytes), run, coding, pieces })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_stretch_is_where_a_byte_after_the_other_says_so(
            text in proptest::collection::vec(proptest::prop_oneof![60 => b'a'..=b'f', 1 => proptest::num::u8::ANY], 0..200),
            range in (0..220_usize, 0..200_usize),
            alphabet in proptest::sample::select(vec![ANY, STANDARD, URL, HEXADECIMAL]),
        ) {
            let range = range.0..range.1.min(text.len());
            let runs = text.get(range.clone()).unwrap_or_default().split(|byte| !is_of(*byte, alphabet));
            let mut start = range.start;
            let mut told = runs.map(|run| { let at = start; start += run.len() + 1; at..at + run.len() });
            proptest::prop_assert_eq!(stretch(&text, range, alphabet), told.find(|run| run.len() >= SHORTEST));
        }
    }

    #[test]
    fn what_breaks_a_block_is_no_digit() {
        for byte in 0..=u8::MAX {
            let mut block = [b'a'; BLOCK];
            block[3] = byte;
            assert!(!is_broken(&block) || !is_digit(byte), "{byte}");
            for alphabet in [ANY, STANDARD, URL, HEXADECIMAL] {
                assert_eq!(is_unbroken(&block, alphabet), is_of(byte, alphabet), "{byte} of {alphabet}");
            }
        }
        assert!(is_broken(b"aaaaaaa aaaaaaaa"));
    }
}
