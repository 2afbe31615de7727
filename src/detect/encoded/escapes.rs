//! Lines with escapes in them.

use std::ops::Range;

use zeroize::Zeroizing;

use super::super::context::{line_end, line_start};
use super::digits::{WRAPPED, is_digit};
use super::{Coding, Opened};

/// Bytes of a line that are taken along on either side of an escape.
const AROUND: usize = 2 << 10;
/// At most so much of a line is opened at once (bytes).
const LINE: usize = 256 << 10;

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
        '\n' | '\r' if width == 2 => at >= WRAPPED && text[at - WRAPPED..at].iter().all(|byte| is_digit(*byte)),
        '\n' | '_' | '-' | '.' | '+' | '=' | ':' | '~' | '@' | '&' | '%' | '$' | '\\' => width > 2,
        _ => width > 2 && means.is_ascii_alphanumeric(),
    }
}

/// How far lines with escapes were opened (bytes), each kind of escape on its own: where one stands in another, the other is the next
/// layer.
#[derive(Default)]
pub(super) struct Lines {
    opened_to: [usize; 3],
}

impl Lines {
    /// Lines that an escape in `text[range]` asks to open. `asking` gets all those that ask, the ones in opened lines as well: after a change
    /// the line may end before them.
    pub(super) fn add(&mut self, text: &[u8], range: &Range<usize>, out: &mut Vec<Opened>, asking: &mut Vec<Range<usize>>) {
        for at in memchr::memchr3_iter(b'%', b'\\', b'&', &text[range.clone()]).map(|at| range.start + at) {
            let Some((coding, means, width)) = escape(text, at) else { continue };
            if !asks(text, at, means, width) {
                continue;
            }
            asking.push(at..at + width);
            let opened_to = &mut self.opened_to[match coding {
                Coding::Percent => 0,
                Coding::Entity => 1,
                _ => 2,
            }];
            if at >= *opened_to {
                let line = line_start(text, at).max(at.saturating_sub(AROUND))..line_end(text, at);
                let opened = unescape(text, line, at, coding);
                *opened_to = opened.run.end;
                out.push(opened);
            }
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
