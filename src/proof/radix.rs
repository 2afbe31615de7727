//! Letters to bytes and numbers to letters, for the alphabets that tokens are written in.
//!
//! Decoding here is lenient where vendors are: padding may be missing, either base64 alphabet may be used, left-over bits are ignored.

/// `0-9A-Za-z`
pub(super) const DIGITS_62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Base64 of either alphabet, padded or not.
pub(super) fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    let digits = &text[..text.len() - padding];
    if padding > 2 || digits.len() % 4 == 1 {
        return None;
    }
    unpack(digits, 6, |byte| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    })
}

/// Base32 (RFC 4648) of either case, without padding.
pub(super) fn base32(text: &[u8]) -> Option<Vec<u8>> {
    unpack(text, 5, |byte| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a'),
        b'2'..=b'7' => Some(byte - b'2' + 26),
        _ => None,
    })
}

/// Groups of `width` bits (1 to 8) to bytes; what is left over at the end is ignored.
pub(super) fn unpack(text: &[u8], width: u32, value: impl Fn(u8) -> Option<u8>) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in text {
        held = held << width | u32::from(value(*byte)?);
        bits += width;
        while bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xFF) as u8);
        }
        held &= (1 << bits) - 1;
    }
    Some(bytes)
}

/// A big-endian number of `length` bytes from digits in `alphabet`; `None` where a digit is none or the number needs more bytes.
pub(super) fn number(text: &[u8], alphabet: &[u8], length: usize) -> Option<Vec<u8>> {
    let base = u32::try_from(alphabet.len()).ok()?;
    let mut bytes = vec![0_u8; length];
    for digit in text {
        let mut carry = u32::try_from(alphabet.iter().position(|known| known == digit)?).ok()?;
        for byte in bytes.iter_mut().rev() {
            carry += u32::from(*byte) * base;
            *byte = (carry & 0xFF) as u8;
            carry >>= 8;
        }
        if carry > 0 {
            return None;
        }
    }
    Some(bytes)
}

/// The digits of a big-endian number in `alphabet`, padded on the left with its zero to `width`.
pub(super) fn digits(number: &[u8], alphabet: &[u8], width: usize) -> Vec<u8> {
    let base = alphabet.len();
    let mut left = number.to_vec();
    let mut digits = Vec::with_capacity(width);
    while left.iter().any(|byte| *byte != 0) {
        let mut rest = 0_usize;
        for byte in &mut left {
            let value = rest << 8 | usize::from(*byte);
            *byte = u8::try_from(value / base).unwrap_or(u8::MAX);
            rest = value % base;
        }
        digits.push(alphabet[rest]);
    }
    while digits.len() < width {
        digits.push(alphabet[0]);
    }
    digits.reverse();
    digits
}

/// What `text` lacks of `whole`; all of it where the two begin differently. For seals.
pub(super) fn rest_of(text: &[u8], whole: &str) -> Vec<u8> {
    whole.as_bytes().strip_prefix(text).unwrap_or(whole.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_takes_both_alphabets_and_missing_padding() {
        for text in ["-_-_", "+/+/"] {
            assert_eq!(base64(text.as_bytes()).unwrap(), [0xFB, 0xFF, 0xBF]);
        }
        for text in ["aGk=", "aGk", "aGl"] {
            assert_eq!(base64(text.as_bytes()).unwrap(), b"hi", "{text}");
        }
        for text in ["a", "a===", "a b=", "aaaaa"] {
            assert_eq!(base64(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn base32_takes_both_cases() {
        assert_eq!(base32(b"NBUQ").unwrap(), b"hi");
        assert_eq!(base32(b"nbuq").unwrap(), b"hi");
        assert_eq!(base32(b"nb1q"), None);
    }

    #[test]
    fn numbers_go_there_and_back() {
        for value in [0_u32, 1, 61, 62, 3843, 3844, u32::MAX] {
            let text = digits(&value.to_be_bytes(), DIGITS_62, 6);
            assert_eq!(text.len(), 6);
            assert_eq!(number(&text, DIGITS_62, 4).unwrap(), value.to_be_bytes());
        }
        assert_eq!(number(b"zzzzzz", DIGITS_62, 4), None);
    }
}
