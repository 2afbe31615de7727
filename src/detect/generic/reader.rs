//! Reading on from a name, within bounds.

/// White space between a name and its value (bytes).
pub(super) const GAP: usize = 48;
/// A longer value is none (bytes).
pub(super) const LONGEST: usize = 600;

/// A cursor over a text.
pub(super) struct Reader<'t> {
    pub(super) text: &'t [u8],
    /// Where it stands (bytes).
    pub(super) at: usize,
    /// A form has begun: whether there is a value may show far from the name.
    pub(super) begun: bool,
}

impl Reader<'_> {
    pub(super) fn rest(&self) -> &[u8] {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    pub(super) fn eat(&mut self, word: &[u8]) -> bool {
        let there = self.rest().starts_with(word);
        self.at += if there { word.len() } else { 0 };
        there
    }

    pub(super) fn eat_any(&mut self, words: &[&[u8]]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Blanks of one line.
    pub(super) fn blanks(&mut self) -> usize {
        let count = self.rest().iter().take(GAP).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        self.at += count;
        count
    }

    /// Blanks, and ends of lines up to that many.
    pub(super) fn lines(&mut self, most: usize) {
        for _ in 0..=most {
            self.blanks();
            if !self.eat(b"\r\n") && !self.eat(b"\n") {
                return;
            }
        }
        self.blanks();
    }

    pub(super) fn word(&self) -> &[u8] {
        let length =
            self.rest().iter().take(40).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':')).count();
        &self.text[self.at..self.at + length]
    }

    /// The rest of this line, as far as a value may reach.
    pub(super) fn line(&self) -> &[u8] {
        let rest = &self.rest()[..self.rest().len().min(LONGEST + 1)];
        let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        &rest[..end]
    }
}
