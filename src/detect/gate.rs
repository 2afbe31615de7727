//! The gate: which words stand where, in one pass over a text, with tables that the compiler has made.
//!
//! Every word registers four of its bytes, those that are rarest in text. A position whose four bytes (letters in lower case) are nobody's
//! is passed over by one look at a bitmap; where they are somebody's, the word is compared as a whole. Text
//! without words costs a multiplication, a shift and a look a byte, and nothing at start-up: no automaton has to be built, which takes
//! longer than a small commit may.

use std::borrow::Cow;
use std::ops::Range;

use super::common::commonness;

/// Bytes that a word registers: the length of the shortest one.
pub(super) const GRAM: usize = 4;
/// Positions that are looked at before any of them is followed.
const ROUND: usize = 8;
/// Sets bit 5 of each byte: ASCII letters become lower case; the few other characters that meet only let more through.
pub(super) const FOLD: u32 = 0x2020_2020;
/// The same for eight bytes.
const FOLDS: u64 = (FOLD as u64) << 32 | FOLD as u64;
/// 64ths of the bits in the bitmap of the built-in rules: 64 KiB. Half of it would fit the first cache better and let through twice as
/// much by chance, which costs more.
const SMALL: usize = 1 << 13;
/// The same where many more rules have been added: 512 KiB.
const LARGE: usize = 1 << 16;
/// From so many words on the small bitmap would let through too much.
const MANY: usize = 20_000;

/// What a word stands for. Another kind of word to be met in the same pass is one more line here and one more list in `words::Shelf`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A keyword of the rule of that number.
    Keyword { rule: u32, any_case: bool },
    /// A keyword inside base64; so many characters of its first group of four stand before it.
    Base64 { lead: u8 },
    /// A piece of a name that secrets have, in any case.
    Piece,
}

/// A word as the gate keeps it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    gram: u32,
    /// Where its bytes begin in the pool of all words' bytes.
    from: u32,
    length: u16,
    /// Where the gram begins in the word.
    at: u16,
    meaning: Meaning,
}

impl Word {
    pub(super) const NONE: Self = Self { gram: 0, from: 0, length: 0, at: 0, meaning: Meaning::Base64 { lead: 0 } };

    /// The word whose bytes (four at least) stand in `pool[from..]`.
    #[expect(clippy::cast_possible_truncation, reason = "a compiler's own tables, and a configuration's of bounded size")]
    pub(super) const fn new(pool: &[u8], from: usize, length: usize, meaning: Meaning) -> Self {
        let (mut best, mut at, mut place) = (u32::MAX, 0, 0);
        while place + GRAM <= length {
            let four = from + place;
            let common = commonness(gram([pool[four], pool[four + 1], pool[four + 2], pool[four + 3]]));
            if common < best {
                (best, at) = (common, place);
            }
            place += 1;
        }
        let four = from + at;
        let gram = gram([pool[four], pool[four + 1], pool[four + 2], pool[four + 3]]);
        Self { gram, from: from as u32, length: length as u16, at: at as u16, meaning }
    }

    /// The word of three bytes in `pool[from..]` where this byte stands behind it: it takes one of these for each that may.
    #[expect(clippy::cast_possible_truncation, reason = "as above")]
    pub(super) const fn short(pool: &[u8], from: usize, next: u8, meaning: Meaning) -> Self {
        let gram = gram([pool[from], pool[from + 1], pool[from + 2], next]);
        Self { gram, from: from as u32, length: GRAM as u16 - 1, at: 0, meaning }
    }
}

/// Words, arranged to be found.
pub(super) struct Gate {
    /// A set bit: some word's gram has this hash.
    bitmap: Cow<'static, [u64]>,
    /// Where each slot's words begin in `words`, and where the last one's end.
    starts: Cow<'static, [u32]>,
    /// In the order of their slots.
    words: Cow<'static, [Word]>,
    pool: Cow<'static, [u8]>,
    /// Bytes of the longest word.
    longest: usize,
}

/// The tables of a gate, as the compiler makes them.
pub(super) struct Tables<const WORDS: usize, const BYTES: usize> {
    bitmap: [u64; SMALL],
    starts: [u32; SMALL + 1],
    words: [Word; WORDS],
    pool: [u8; BYTES],
}

impl<const WORDS: usize, const BYTES: usize> Tables<WORDS, BYTES> {
    #[expect(clippy::large_stack_arrays, reason = "on the compiler's stack")]
    pub(super) const fn new(words: &[Word; WORDS], pool: [u8; BYTES]) -> Self {
        let mut tables = Self { bitmap: [0; SMALL], starts: [0; SMALL + 1], words: [Word::NONE; WORDS], pool };
        arrange(words, &mut tables.bitmap, &mut tables.starts, &mut tables.words);
        tables
    }
}

impl Gate {
    pub(super) const fn of<const WORDS: usize, const BYTES: usize>(tables: &'static Tables<WORDS, BYTES>) -> Self {
        Self {
            bitmap: Cow::Borrowed(&tables.bitmap),
            starts: Cow::Borrowed(&tables.starts),
            words: Cow::Borrowed(&tables.words),
            pool: Cow::Borrowed(&tables.pool),
            longest: longest(&tables.words),
        }
    }

    /// This gate with more words, whose bytes stand in `pool`.
    pub(super) fn with(&self, more: &[Word], pool: &[u8]) -> Self {
        let shift = u32::try_from(self.pool.len()).unwrap_or(u32::MAX);
        let moved = more.iter().map(|word| Word { from: word.from + shift, ..*word });
        let words: Vec<Word> = self.words.iter().copied().chain(moved).collect();
        let size = if words.len() < MANY { SMALL } else { LARGE };
        let (mut bitmap, mut starts, mut arranged) = (vec![0; size], vec![0; size + 1], vec![Word::NONE; words.len()]);
        arrange(&words, &mut bitmap, &mut starts, &mut arranged);
        let longest = self.longest.max(longest(more));
        Self { bitmap: bitmap.into(), starts: starts.into(), words: arranged.into(), pool: [&*self.pool, pool].concat().into(), longest }
    }

    /// Calls `found` for every word that begins in `text[range]`, in no order to rely on: of ranges that follow one another, each word
    /// belongs to one.
    pub(super) fn sweep(&self, text: &[u8], range: Range<usize>, mut found: impl FnMut(Meaning, Range<usize>)) {
        let (from, length) = (range.start, range.len());
        let text = &text[from..text.len().min(range.end + self.longest.saturating_sub(1))];
        let found = |meaning, start: usize, end: usize| {
            if start < length {
                found(meaning, from + start..from + end);
            }
        };
        if let Ok(bitmap) = <&[u64; SMALL]>::try_from(&*self.bitmap) {
            self.run(bitmap, text, found);
        } else if let Ok(bitmap) = <&[u64; LARGE]>::try_from(&*self.bitmap) {
            self.run(bitmap, text, found);
        }
    }

    fn run<const SIZE: usize>(&self, bitmap: &[u64; SIZE], text: &[u8], mut found: impl FnMut(Meaning, usize, usize)) {
        let let_through = |gram| {
            let hash = hash(gram, SIZE);
            bitmap[hash >> 6] >> (hash & 63) & 1 != 0
        };
        let mut at = 0;
        while let Some(piece) = text[at..].first_chunk::<{ ROUND + GRAM }>() {
            let (Some(first), Some(last)) = (piece.first_chunk(), piece.last_chunk()) else { break };
            let halves = [u64::from_le_bytes(*first) | FOLDS, u64::from_le_bytes(*last) | FOLDS];
            let mut passed = 0_u32;
            for place in 0..ROUND {
                #[expect(clippy::cast_possible_truncation, reason = "the four bytes at this place")]
                let gram = (halves[place / GRAM] >> (place % GRAM * 8)) as u32;
                passed |= u32::from(let_through(gram)) << place;
            }
            while passed != 0 {
                self.follow(text, at + passed.trailing_zeros() as usize, SIZE, &mut found);
                passed &= passed - 1;
            }
            at += ROUND;
        }
        while let Some(four) = text[at..].first_chunk::<GRAM>() {
            if let_through(gram(*four)) {
                self.follow(text, at, SIZE, &mut found);
            }
            at += 1;
        }
    }

    /// Compares the words that have registered the four bytes at `at`.
    fn follow(&self, text: &[u8], at: usize, size: usize, found: &mut impl FnMut(Meaning, usize, usize)) {
        let Some(four) = text[at..].first_chunk::<GRAM>() else { return };
        let gram = gram(*four);
        let slot = slot(gram, size);
        for word in &self.words[self.starts[slot] as usize..self.starts[slot + 1] as usize] {
            if word.gram != gram {
                continue;
            }
            let length = usize::from(word.length);
            let Some(start) = at.checked_sub(usize::from(word.at)) else { continue };
            let Some(there) = text.get(start..start + length) else { continue };
            let bytes = &self.pool[word.from as usize..][..length];
            let is_word = match word.meaning {
                Meaning::Keyword { any_case: true, .. } | Meaning::Piece => there.eq_ignore_ascii_case(bytes),
                Meaning::Keyword { .. } | Meaning::Base64 { .. } => there == bytes,
            };
            if is_word {
                found(word.meaning, start, start + length);
            }
        }
    }
}

const fn longest(words: &[Word]) -> usize {
    let (mut longest, mut number) = (0, 0);
    while number < words.len() {
        if words[number].length > longest {
            longest = words[number].length;
        }
        number += 1;
    }
    longest as usize
}

/// Sets the bits of `words`, and lays them out in the order of their slots.
const fn arrange(words: &[Word], bitmap: &mut [u64], starts: &mut [u32], arranged: &mut [Word]) {
    let size = bitmap.len();
    let mut number = 0;
    while number < words.len() {
        let gram = words[number].gram;
        let hash = hash(gram, size);
        bitmap[hash >> 6] |= 1 << (hash & 63);
        starts[slot(gram, size) + 1] += 1;
        number += 1;
    }
    let mut slots = 1;
    while slots < starts.len() {
        starts[slots] += starts[slots - 1];
        slots += 1;
    }
    // from the end, so that each slot's own end runs down to its beginning
    let mut number = words.len();
    while number > 0 {
        number -= 1;
        let end = slot(words[number].gram, size) + 1;
        starts[end] -= 1;
        arranged[starts[end] as usize] = words[number];
    }
    // every end has become the beginning of the same slot: move them down by one
    let mut slots = 1;
    while slots < starts.len() {
        starts[slots - 1] = starts[slots];
        slots += 1;
    }
    let last = starts.len() - 1;
    #[expect(clippy::cast_possible_truncation, reason = "as above")]
    {
        starts[last] = words.len() as u32;
    }
}

pub(super) const fn gram(four: [u8; GRAM]) -> u32 {
    u32::from_le_bytes(four) | FOLD
}

/// Which bit of a bitmap of `size` times 64 bits. The words of 64 neighbouring bits share a slot.
pub(super) const fn hash(gram: u32, size: usize) -> usize {
    (gram.wrapping_mul(0x9E37_79B1) >> (32 - 6 - size.ilog2())) as usize
}

const fn slot(gram: u32, size: usize) -> usize {
    hash(gram, size) >> 6
}
