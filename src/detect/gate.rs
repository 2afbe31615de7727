//! The gate: which words stand where, in one pass over a text, with tables that the compiler has made.
//!
//! Every word registers four of its bytes, and with them the two threes in these; of all that stand near its beginning, those that are
//! met least often in text beyond what others have registered. Of four bytes that follow one another, three begin at an even place, so
//! every other byte is looked at: whether three bytes (letters in lower case) that begin there are somebody's, a bitmap in the first cache
//! tells. Only where they are, the fours around them are asked for, and where these are somebody's, too, the word is compared as a whole.
//! Text without words costs half a multiplication and half a look a byte, and nothing at start-up: no automaton has to be built, which
//! takes longer than a small commit may.

use std::borrow::Cow;
use std::ops::Range;

use super::common::{self, commonness};
use super::gram::{self, FOLD_EIGHT, GRAM};

/// A word registers four bytes that begin among so many of its first: a range is looked at as far behind its end.
const NEAR: usize = 12;
/// Four bytes are as common as their threes, multiplied; a part in so many of that counts.
const FOUR: u32 = 50;
/// Bytes that are looked at together: four threes.
const ROUND: usize = 8;
/// Rounds before what has passed in them is followed: at the end of each such row the processor guesses wrong how many there are.
const ROUNDS: usize = 64;
/// 64ths of the bits for threes: 16 KiB, half of a small first cache: with fewer of them more places pass by chance.
const THREES: usize = 1 << 11;
/// 64ths of the bits for the fours of the built-in rules: 16 KiB.
const SMALL: usize = 1 << 11;
/// The same where many more rules have been added: 128 KiB.
const LARGE: usize = 1 << 14;
/// From so many words on the small bitmap would let through too much.
const MANY: usize = 20_000;
/// Slots of words for each of these.
const SLOTS: usize = 4;

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

    /// The word whose bytes (four at least) stand in the pool from there on.
    #[expect(clippy::cast_possible_truncation, reason = "a compiler's own tables, and a configuration's of bounded size")]
    pub(super) const fn new(from: usize, length: usize, meaning: Meaning) -> Self {
        Self { from: from as u32, length: length as u16, meaning, ..Self::NONE }
    }

    /// The word of three bytes in `pool[from..]` where this byte stands behind it: it takes one of these for each that may.
    #[expect(clippy::cast_possible_truncation, reason = "as above")]
    pub(super) const fn short(pool: &[u8], from: usize, next: u8, meaning: Meaning) -> Self {
        let gram = gram::folded([pool[from], pool[from + 1], pool[from + 2], next]);
        Self { gram, from: from as u32, length: GRAM as u16 - 1, at: 0, meaning }
    }

    /// How many fours of it might be registered.
    const fn choices(&self) -> usize {
        let fours = (self.length as usize + 1).saturating_sub(GRAM);
        if fours < NEAR { fours } else { NEAR }
    }

    /// Registers those four of its bytes that have the fewest places pass which do not pass already.
    #[expect(clippy::cast_possible_truncation, reason = "it is near the beginning")]
    const fn register(&mut self, pool: &[u8], threes: &mut [u64; THREES]) {
        let (mut least, mut place) = (u32::MAX, 0);
        while place < self.choices() {
            let from = self.from as usize + place;
            let gram = gram::folded([pool[from], pool[from + 1], pool[from + 2], pool[from + 3]]);
            let passing = passing(gram, threes);
            if passing < least {
                (least, self.gram, self.at) = (passing, gram, place as u16);
            }
            place += 1;
        }
        set(threes, three(self.gram));
        set(threes, three(self.gram >> 8));
    }
}

/// How much more is to be done in common text where these four bytes are registered, too: the more of their threes that are nobody's yet
/// are met there, and a little for the four themselves.
const fn passing(gram: u32, threes: &[u64; THREES]) -> u32 {
    let mut passing = commonness(gram) / FOUR;
    if !is_set(threes, three(gram)) {
        passing += common::of_three(gram);
    }
    if !is_set(threes, three(gram >> 8)) {
        passing += common::of_three(gram >> 8);
    }
    passing
}

/// Has all of these words register: first those that have no choice, so that others may do with what is registered then.
const fn register(words: &mut [Word], pool: &[u8], threes: &mut [u64; THREES]) {
    let mut have_choice = false;
    loop {
        let mut number = 0;
        while number < words.len() {
            if (words[number].choices() > 1) == have_choice {
                words[number].register(pool, threes);
            }
            number += 1;
        }
        if have_choice {
            return;
        }
        have_choice = true;
    }
}

/// Words, arranged to be found.
pub(super) struct Gate {
    /// A set bit: some word has registered three bytes of this hash.
    threes: Cow<'static, [u64; THREES]>,
    /// A set bit: some word has registered four bytes of this hash.
    fours: Cow<'static, [u64]>,
    /// Where each slot's words begin in `words`, and where the last one's end.
    starts: Cow<'static, [u32]>,
    /// In the order of their slots.
    words: Cow<'static, [Word]>,
    pool: Cow<'static, [u8]>,
}

/// The tables of a gate, as the compiler makes them.
pub(super) struct Tables<const WORDS: usize, const BYTES: usize> {
    threes: [u64; THREES],
    fours: [u64; SMALL],
    starts: [u32; SLOTS * SMALL + 1],
    words: [Word; WORDS],
    pool: [u8; BYTES],
}

impl<const WORDS: usize, const BYTES: usize> Tables<WORDS, BYTES> {
    #[expect(clippy::large_stack_arrays, reason = "on the compiler's stack")]
    pub(super) const fn new(mut words: [Word; WORDS], pool: [u8; BYTES]) -> Self {
        let (threes, fours, starts) = ([0; THREES], [0; SMALL], [0; SLOTS * SMALL + 1]);
        let mut tables = Self { threes, fours, starts, words: [Word::NONE; WORDS], pool };
        register(&mut words, &tables.pool, &mut tables.threes);
        arrange(&words, &mut tables.fours, &mut tables.starts, &mut tables.words);
        tables
    }
}

impl Gate {
    pub(super) const fn of<const WORDS: usize, const BYTES: usize>(tables: &'static Tables<WORDS, BYTES>) -> Self {
        Self {
            threes: Cow::Borrowed(&tables.threes),
            fours: Cow::Borrowed(&tables.fours),
            starts: Cow::Borrowed(&tables.starts),
            words: Cow::Borrowed(&tables.words),
            pool: Cow::Borrowed(&tables.pool),
        }
    }

    /// This gate with more words, whose bytes stand in `pool`.
    pub(super) fn with(&self, more: &mut [Word], pool: &[u8]) -> Self {
        let mut threes = *self.threes;
        register(more, pool, &mut threes);
        let shift = u32::try_from(self.pool.len()).unwrap_or(u32::MAX);
        let moved = more.iter().map(|word| Word { from: word.from + shift, ..*word });
        let words: Vec<Word> = self.words.iter().copied().chain(moved).collect();
        let size = if words.len() < MANY { SMALL } else { LARGE };
        let (mut fours, mut starts) = (vec![0; size], vec![0; SLOTS * size + 1]);
        let mut arranged = vec![Word::NONE; words.len()];
        arrange(&words, &mut fours, &mut starts, &mut arranged);
        let (fours, starts, words) = (fours.into(), starts.into(), arranged.into());
        Self { threes: Cow::Owned(threes), fours, starts, words, pool: [&*self.pool, pool].concat().into() }
    }

    /// Calls `found` for every word that begins in `text[range]`, in no order to rely on: of ranges that follow one another, each word
    /// belongs to one.
    pub(super) fn sweep(&self, text: &[u8], range: Range<usize>, mut found: impl FnMut(Meaning, Range<usize>)) {
        let (text, from, length) = (&text[range.start..], range.start, range.len());
        let mut found = |meaning, word: Range<usize>| {
            if word.start < length {
                found(meaning, from + word.start..from + word.end);
            }
        };
        // what a word registers may begin behind the range
        let end = text.len().min(length + NEAR - 1);
        let mut at = 0;
        let mut passed = [0; ROUNDS * ROUND / 2 + 1];
        while at <= end {
            let rounds = ((end - at) / ROUND + 1).min(ROUNDS);
            let (first, mut offset, mut done, mut count) = (at, 0_u16, 0, 0);
            while done < rounds
                && let Some(piece) = text[at..].first_chunk::<{ ROUND + GRAM }>()
            {
                for bytes in every_other(piece) {
                    // every place is written, and stays where it has passed: there is no branch that could be mistaken
                    passed[count] = offset;
                    count += usize::from(is_set(&*self.threes, three(bytes)));
                    offset += 2;
                }
                at += ROUND;
                done += 1;
            }
            for offset in &passed[..count] {
                let place = first + usize::from(*offset);
                // they may be the last three of four, or the first
                if let Some(before) = place.checked_sub(1) {
                    self.follow(text, before, &mut found);
                }
                self.follow(text, place, &mut found);
            }
            if done < rounds {
                break;
            }
        }
        // the end of the text, and the place before it, which the next one would have stood for
        for place in at.saturating_sub(1)..end {
            self.follow(text, place, &mut found);
        }
    }

    /// Goes on where four bytes are somebody's.
    #[inline]
    fn follow(&self, text: &[u8], at: usize, found: &mut impl FnMut(Meaning, Range<usize>)) {
        let Some(bytes) = text[at..].first_chunk::<GRAM>() else { return };
        let gram = gram::folded(*bytes);
        if is_set(&self.fours, four(gram, &self.fours)) {
            self.compare(text, at, gram, found);
        }
    }

    /// Compares the words that have registered the four bytes at `at`.
    #[inline(never)]
    fn compare(&self, text: &[u8], at: usize, gram: u32, found: &mut impl FnMut(Meaning, Range<usize>)) {
        let slot = slot(gram, self.starts.len());
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
                found(word.meaning, start..start + length);
            }
        }
    }
}

/// Sets the bits of the fours of `words`, and lays these out in the order of their slots.
const fn arrange(words: &[Word], fours: &mut [u64], starts: &mut [u32], arranged: &mut [Word]) {
    let places = starts.len();
    let mut number = 0;
    while number < words.len() {
        let gram = words[number].gram;
        set(fours, four(gram, fours));
        starts[slot(gram, places) + 1] += 1;
        number += 1;
    }
    let mut slots = 1;
    while slots < places {
        starts[slots] += starts[slots - 1];
        slots += 1;
    }
    // from the end, so that each slot's own end runs down to its beginning
    let mut number = words.len();
    while number > 0 {
        number -= 1;
        let end = slot(words[number].gram, places) + 1;
        starts[end] -= 1;
        arranged[starts[end] as usize] = words[number];
    }
    // every end has become the beginning of the same slot: move them down by one
    let mut slots = 1;
    while slots < places {
        starts[slots - 1] = starts[slots];
        slots += 1;
    }
    #[expect(clippy::cast_possible_truncation, reason = "as above")]
    {
        starts[places - 1] = words.len() as u32;
    }
}

/// The four bytes at every other place of a round.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "four bytes each")]
fn every_other(piece: &[u8; ROUND + GRAM]) -> [u32; ROUND / 2] {
    let (Some(first), Some(last)) = (piece.first_chunk(), piece.last_chunk()) else { return [0; ROUND / 2] };
    let (first, last) = (u64::from_le_bytes(*first) | FOLD_EIGHT, u64::from_le_bytes(*last) | FOLD_EIGHT);
    [first as u32, (first >> 16) as u32, last as u32, (last >> 16) as u32]
}

/// Which bit the first three of these bytes have.
const fn three(gram: u32) -> usize {
    gram::hash_of_three(gram, 6 + THREES.ilog2())
}

/// Which bit of these four bytes have.
const fn four(gram: u32, fours: &[u64]) -> usize {
    gram::hash(gram, 6 + fours.len().ilog2())
}

/// Which slot their words are in, where so many begin and one ends.
const fn slot(gram: u32, starts: usize) -> usize {
    gram::hash(gram, (starts - 1).ilog2())
}

const fn is_set(bits: &[u64], number: usize) -> bool {
    bits[number >> 6] >> (number & 63) & 1 != 0
}

const fn set(bits: &mut [u64], number: usize) {
    bits[number >> 6] |= 1 << (number & 63);
}
