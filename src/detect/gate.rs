//! The gate before the automaton: where can no keyword be?
//!
//! Every keyword registers four of its bytes, those that are rarest in text. A position whose four bytes (letters in lower case) are nobody's
//! is passed over by one look at a bitmap of 16 KiB, and by one at the list of registered fours where the bitmap's hash lets it through by
//! chance. What is left are stretches of text for the automaton.

use std::ops::Range;

/// Bytes that a keyword registers.
const GRAM: usize = 4;
/// log2 of the bitmap's bits.
const BITS: u32 = 17;
/// Sets bit 5 of each byte: ASCII letters become lower case; the few other characters that meet only let more through.
const FOLD: u32 = 0x2020_2020;

/// Which fours of bytes are registered.
pub(super) struct Gate {
    bitmap: Box<[u64]>,
    /// Sorted.
    grams: Vec<u32>,
    /// Length of the longest keyword (bytes).
    longest: usize,
}

impl Default for Gate {
    fn default() -> Self {
        Self { bitmap: vec![0; 1 << (BITS - 6)].into(), grams: Vec::new(), longest: 0 }
    }
}

impl Gate {
    /// Lets through whatever a keyword of four bytes or more may stand in.
    pub(super) fn register(&mut self, keyword: &[u8]) {
        self.longest = self.longest.max(keyword.len());
        if let Some(gram) = keyword.windows(GRAM).map(gram).min_by_key(|gram| commonness(*gram)) {
            self.grams.push(gram);
            let bit = hash(gram);
            self.bitmap[bit >> 6] |= 1 << (bit & 63);
        }
    }

    /// To be called once after the last keyword.
    pub(super) fn close(&mut self) {
        self.grams.sort_unstable();
        self.grams.dedup();
    }

    /// The stretches of `text[range]` in which keywords may stand: apart from one another, in order, and wide enough for every keyword that
    /// touches a registered four in them.
    pub(super) fn stretches(&self, text: &[u8], range: Range<usize>) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for (at, four) in text[range.clone()].windows(GRAM).enumerate() {
            let gram = gram(four);
            let bit = hash(gram);
            if self.bitmap[bit >> 6] & (1 << (bit & 63)) == 0 || self.grams.binary_search(&gram).is_err() {
                continue;
            }
            let at = range.start + at;
            let stretch = at.saturating_sub(self.longest).max(range.start)..(at + self.longest).min(range.end);
            match out.last_mut() {
                Some(last) if last.end >= stretch.start => last.end = stretch.end,
                _ => out.push(stretch),
            }
        }
        out
    }
}

fn gram(four: &[u8]) -> u32 {
    let mut bytes = [0; GRAM];
    bytes.copy_from_slice(&four[..GRAM]);
    u32::from_le_bytes(bytes) | FOLD
}

fn hash(gram: u32) -> usize {
    (gram.wrapping_mul(0x9E37_79B1) >> (32 - BITS)) as usize
}

/// How often four bytes are met in source text, roughly: the sum of what each of them weighs.
fn commonness(gram: u32) -> u32 {
    gram.to_le_bytes().iter().map(|byte| weight(*byte)).sum()
}

fn weight(byte: u8) -> u32 {
    match byte {
        b' ' => 12,
        b'e' | b't' => 11,
        b'a' | b'i' | b'n' | b'o' | b'r' | b's' => 10,
        b'c' | b'd' | b'l' | b'p' | b'u' => 8,
        b'f' | b'g' | b'h' | b'm' => 7,
        b'b' | b'v' | b'w' | b'y' | b'_' | b'-' | b'.' | b'/' => 5,
        b'0'..=b'9' | b'k' | b'x' => 4,
        b'j' | b'q' | b'z' => 2,
        _ => 3,
    }
}
