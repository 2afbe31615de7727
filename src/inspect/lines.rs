//! Where a place of a text is for people: line and column.

/// Counts lines as candidates go by in the order of their places.
pub(super) struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    /// `above`: lines of the text that stand before this part of it.
    pub(super) fn new(text: &'t [u8], above: usize) -> Self {
        Self { text, at: 0, line: above + 1 }
    }

    /// Line and column (in characters), both from 1.
    pub(super) fn position(&mut self, at: usize) -> (usize, usize) {
        let at = at.min(self.text.len());
        if at >= self.at {
            self.line += memchr::memchr_iter(b'\n', &self.text[self.at..at]).count();
        } else {
            self.line -= memchr::memchr_iter(b'\n', &self.text[at..self.at]).count();
        }
        self.at = at;
        let start = crate::detect::line_start(self.text, at);
        // a byte that continues a UTF-8 character begins none
        let column = self.text[start..at].iter().filter(|byte| **byte & 0xc0 != 0x80).count() + 1;
        (self.line, column)
    }
}
