//! Strings of UTF-16 in a binary file.

use std::ops::Range;

use zeroize::Zeroizing;

use super::{Coding, Opened};

/// Characters in a row that make a string.
const WIDE: usize = 12;
/// The same in bytes.
pub(super) const SHORTEST: usize = 2 * WIDE;

/// Strings that lie no farther apart than this are lines of one text (bytes).
const APART: usize = 64;
/// Strings so near a range are read along with those in it: what stands on the lines beside a value has a say in what it is (bytes).
const BESIDE: usize = 8 << 10;

/// The strings of a text, low byte first, at odd places and even ones.
#[derive(Default)]
pub(super) struct Strings {
    /// The texts that they make.
    pub(super) opened: Vec<Opened>,
    /// The end of the last string.
    reached: usize,
}

impl Strings {
    /// Those that a pair of bytes in `text[range]` belongs to, and those beside them.
    pub(super) fn add(&mut self, text: &[u8], range: &Range<usize>) {
        let is_pair = |at: usize| text.get(at + 1) == Some(&0) && matches!(text[at], 0x20..=0x7e | b'\t' | b'\n' | b'\r');
        let from = range.start.saturating_sub(BESIDE).max(self.reached);
        let mut at = from;
        let limit = text.len().min(range.end + BESIDE);
        while at + SHORTEST <= limit {
            // a string of so many characters covers the last pair of any window of that length, at one of two places
            let last = at + SHORTEST - 2;
            let Some(pair) = [last, last - 1].into_iter().find(|at| is_pair(*at)) else {
                at = last;
                continue;
            };
            let mut start = pair;
            while start >= from.max(self.reached) + 2 && is_pair(start - 2) {
                start -= 2;
            }
            let mut end = pair + 2;
            while end < text.len() && is_pair(end) {
                end += 2;
            }
            if end - start >= SHORTEST {
                self.put(text, start..end);
            }
            at = end.max(at + 1);
        }
    }

    /// A string is a line of the text that the last one belongs to, or begins another text.
    fn put(&mut self, text: &[u8], string: Range<usize>) {
        self.reached = string.end;
        if self.opened.last().is_none_or(|last| string.start - last.run.end > APART) {
            let (bytes, run) = (Zeroizing::new(Vec::new()), string.clone());
            self.opened.push(Opened { bytes, run, coding: Coding::Utf16, pieces: Vec::new() });
        }
        let Some(opened) = self.opened.last_mut() else { return };
        opened.pieces.push((opened.bytes.len(), string.start, 0));
        opened.bytes.extend(text[string.clone()].iter().step_by(2));
        // strings are apart from one another
        opened.pieces.push((opened.bytes.len(), string.end, 1));
        opened.bytes.push(b'\n');
        opened.run.end = string.end;
    }
}
