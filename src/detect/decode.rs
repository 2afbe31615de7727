//! Bytes as the text they mean: UTF-16 and UTF-32 become UTF-8; and how keywords look inside base64.

use std::borrow::Cow;

/// How many bytes at the head of a blob decide what it is.
pub const HEAD: usize = 8_000;

/// Text to sweep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'a> {
    /// The bytes, in UTF-8 or whatever single-byte encoding they had. Positions are reported in these.
    pub bytes: Cow<'a, [u8]>,
    /// Not text: only formats that stand for themselves are looked for.
    pub binary: bool,
}

/// A way to write characters in units of two or four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wide {
    /// UTF-16, low byte first
    Utf16Le,
    /// UTF-16, high byte first
    Utf16Be,
    /// UTF-32, low byte first
    Utf32Le,
    /// UTF-32, high byte first
    Utf32Be,
}

impl Wide {
    /// Recognised by byte order mark, or by where the NULs stand.
    pub fn detect(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xfe, 0, 0, ..] => return Some(Self::Utf32Le),
            [0, 0, 0xfe, 0xff, ..] => return Some(Self::Utf32Be),
            [0xff, 0xfe, ..] => return Some(Self::Utf16Le),
            [0xfe, 0xff, ..] => return Some(Self::Utf16Be),
            _ => {}
        }
        let head = &bytes[..bytes.len().min(HEAD) & !3];
        if head.len() < 8 || memchr::memchr(0, head).is_none() {
            return None;
        }
        let mut zeroes = [0_usize; 4];
        for unit in head.chunks_exact(4) {
            for (place, byte) in unit.iter().enumerate() {
                zeroes[place] += usize::from(*byte == 0);
            }
        }
        let units = head.len() / 4;
        let mostly = |place: usize| zeroes[place] * 10 >= units * 7;
        let hardly = |place: usize| zeroes[place] * 10 <= units;
        match (0, 1, 2, 3) {
            _ if hardly(0) && mostly(1) && mostly(2) && mostly(3) => Some(Self::Utf32Le),
            _ if mostly(0) && mostly(1) && mostly(2) && hardly(3) => Some(Self::Utf32Be),
            _ if hardly(0) && mostly(1) && hardly(2) && mostly(3) => Some(Self::Utf16Le),
            _ if mostly(0) && hardly(1) && mostly(2) && hardly(3) => Some(Self::Utf16Be),
            _ => None,
        }
    }

    /// Bytes of one unit.
    pub fn unit(self) -> usize {
        match self {
            Self::Utf16Le | Self::Utf16Be => 2,
            Self::Utf32Le | Self::Utf32Be => 4,
        }
    }

    /// The same text in UTF-8; what is no character becomes U+FFFD, and bytes after the last whole unit are left out.
    pub fn decode(self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut push = |c: char| {
            if c != '\u{feff}' {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        };
        match self {
            Self::Utf16Le | Self::Utf16Be => {
                let units = bytes.chunks_exact(2).map(|pair| {
                    let pair = [pair[0], pair[1]];
                    if self == Self::Utf16Le { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
                });
                char::decode_utf16(units).for_each(|unit| push(unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
            }
            Self::Utf32Le | Self::Utf32Be => bytes
                .chunks_exact(4)
                .map(|four| {
                    let four = [four[0], four[1], four[2], four[3]];
                    char::from_u32(if self == Self::Utf32Le { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
                })
                .for_each(|c| push(c.unwrap_or(char::REPLACEMENT_CHARACTER))),
        }
        out
    }
}

/// The text that `bytes` mean.
pub fn text(bytes: &[u8]) -> Text<'_> {
    match Wide::detect(bytes) {
        Some(wide) => Text { bytes: Cow::Owned(wide.decode(bytes)), binary: false },
        None => Text { bytes: Cow::Borrowed(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)), binary: is_binary(bytes) },
    }
}

/// More than one byte in twenty is a control character that no text file holds. A NUL or two in a text file do not hide it.
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let is_too_many = |control: usize| control * 20 > head.len();
    // most texts have few control characters of any kind, line ends among them, which are counted sooner
    is_too_many(count(head, |byte| byte < 0x20))
        && is_too_many(count(head, |byte| (byte < 0x20) & !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)))
}

/// Without a branch, and in pieces that a byte can count: many bytes at once.
fn count(bytes: &[u8], is_counted: impl Fn(u8) -> bool) -> usize {
    bytes.chunks(7 * 32).map(|piece| usize::from(piece.iter().map(|byte| u8::from(is_counted(*byte))).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str, kind: Wide) -> Vec<u8> {
        match kind {
            Wide::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Wide::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Wide::Utf32Le => text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect(),
            Wide::Utf32Be => text.chars().flat_map(|c| (c as u32).to_be_bytes()).collect(),
        }
    }

    #[test]
    fn wide_text_is_read_with_and_without_a_mark() {
        let plain = "key = value # größer 😀\n".repeat(4);
        for kind in [Wide::Utf16Le, Wide::Utf16Be, Wide::Utf32Le, Wide::Utf32Be] {
            for mark in ["", "\u{feff}"] {
                let bytes = wide(&format!("{mark}{plain}"), kind);
                let text = text(&bytes);
                assert_eq!(text.bytes.as_ref(), plain.as_bytes(), "{kind:?} {mark:?}");
                assert!(!text.binary);
            }
        }
    }

    #[test]
    fn a_stray_nul_makes_no_binary() {
        assert!(!text(b"plain text with one \0 in it, and more text after it").binary);
        assert!(text(&[0, 1, 2, 3, 0, 200, 0, 7, 9, 0, 0, 1, 0, 0, 2]).binary);
        assert_eq!(text(b"\xef\xbb\xbfabc").bytes.as_ref(), b"abc");
    }
}
