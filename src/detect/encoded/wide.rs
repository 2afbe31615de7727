//! Strings of UTF-16 in a binary file.

use std::ops::Range;

use zeroize::Zeroizing;

use super::{Coding, Opened};

/// Characters in a row that make a string.
const WIDE: usize = 12;
/// The same in bytes.
pub(super) const SHORTEST: usize = 2 * WIDE;

/// All strings of a text, low byte first, at odd places and even ones: they are opened as one text of many lines.
#[derive(Default)]
pub(super) struct Strings {
    bytes: Vec<u8>,
    pieces: Vec<(usize, usize, usize)>,
    /// The end of the last string.
    reached: usize,
}

impl Strings {
    /// Those that a pair of bytes in `text[range]` belongs to.
    pub(super) fn add(&mut self, text: &[u8], range: &Range<usize>) {
        let is_pair = |at: usize| text.get(at + 1) == Some(&0) && matches!(text[at], 0x20..=0x7e | b'\t' | b'\n' | b'\r');
        let from = range.start.max(self.reached);
        let mut at = from;
        let limit = text.len().min(range.end + SHORTEST - 1);
        while at + SHORTEST <= limit {
            // a string of so many characters covers the last pair of any window of that length, at one of two places
            let last = at + SHORTEST - 2;
            let Some(pair) = [last, last - 1].into_iter().find(|at| is_pair(*at)) else {
                at = last;
                continue;
            };
            let mut start = pair;
            while start >= from + 2 && start >= self.reached + 2 && is_pair(start - 2) {
                start -= 2;
            }
            let mut end = pair + 2;
            while end < text.len() && is_pair(end) {
                end += 2;
            }
            if end - start >= SHORTEST {
                self.pieces.push((self.bytes.len(), start, 0));
                self.bytes.extend(text[start..end].iter().step_by(2));
                // strings are apart from one another
                self.pieces.push((self.bytes.len(), end, 1));
                self.bytes.push(b'\n');
                self.reached = end;
            }
            at = end.max(at + 1);
        }
    }

    /// All of them, where there are any.
    pub(super) fn finish(self) -> Option<Opened> {
        let first = self.pieces.first()?.1;
        Some(Opened { bytes: Zeroizing::new(self.bytes), run: first..self.reached, coding: Coding::Utf16, pieces: self.pieces })
    }
}
