//! DER (X.690), as far as keys need it: tags of one byte, definite lengths of up to three bytes.

/// What is left to read.
#[derive(Clone, Copy)]
pub(super) struct Der<'a>(pub(super) &'a [u8]);

pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;

impl<'a> Der<'a> {
    /// The next element: its tag and its content.
    pub(super) fn any(&mut self) -> Option<(u8, &'a [u8])> {
        let [tag, first, rest @ ..] = self.0 else { return None };
        let (length, rest) = match *first {
            short @ 0..=0x7F => (usize::from(short), rest),
            long @ 0x81..=0x83 => {
                let (length, rest) = rest.split_at_checked(usize::from(long & 0x7F))?;
                (length.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)), rest)
            }
            _ => return None,
        };
        let (content, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((*tag, content))
    }

    /// The content of the next element, which has to have this tag.
    pub(super) fn expect(&mut self, tag: u8) -> Option<&'a [u8]> {
        self.any().filter(|(found, _)| *found == tag).map(|(_, content)| content)
    }

    /// The only element of `bytes`, which has to be a sequence.
    pub(super) fn whole(bytes: &'a [u8]) -> Option<Self> {
        let mut der = Der(bytes);
        let content = der.expect(SEQUENCE)?;
        der.0.is_empty().then_some(Der(content))
    }
}

/// Number of bits of an unsigned big-endian number.
pub(super) fn bits(number: &[u8]) -> usize {
    let significant = number.iter().position(|byte| *byte != 0).map_or(&[][..], |at| &number[at..]);
    significant.first().map_or(0, |first| significant.len() * 8 - first.leading_zeros() as usize)
}

/// An element: for seals.
pub(super) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_le_bytes();
    let mut out = vec![tag];
    match content.len() {
        0..0x80 => out.push(length[0]),
        0x80..0x100 => out.extend([0x81, length[0]]),
        _ => out.extend([0x82, length[1], length[0]]),
    }
    out.extend_from_slice(content);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_read_as_written() {
        for length in [0, 1, 127, 128, 255, 256, 1000] {
            let content = vec![7; length];
            let bytes = element(OCTETS, &content);
            let mut der = Der(&bytes);
            assert_eq!(der.expect(OCTETS), Some(content.as_slice()));
            assert!(der.any().is_none());
        }
    }

    #[test]
    fn broken_lengths_are_nothing() {
        for bytes in [&[0x30][..], &[0x30, 1], &[0x30, 0x80, 0, 0], &[0x30, 0x82, 1], &[0x30, 0x84, 0, 0, 0, 0], &[0x30, 0xFF]] {
            assert!(Der(bytes).any().is_none(), "{bytes:02x?}");
        }
        assert!(Der::whole(&[0x30, 0, 0]).is_none());
    }

    #[test]
    fn bits_are_counted_from_the_first_that_is_set() {
        for (number, count) in [(&[][..], 0), (&[0], 0), (&[1], 1), (&[0, 0x80], 8), (&[0x01, 0x00], 9)] {
            assert_eq!(bits(number), count);
        }
    }
}
