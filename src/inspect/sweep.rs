//! All blobs of the packs, looked at once without asking where they stand: nearly all of them hold nothing, and the walk over the commits
//! need not read those again.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Budget, LARGE, WHOLE};
use crate::detect::{About, Candidate, DetectError, Detector, Word, decode};
use crate::git::{Copied, Entry, Oid, Packed, Packs};
use crate::unpack;

/// Blobs and differences may take this much memory (bytes), over all threads.
const MEMORY: usize = 32 << 20;

/// What the blobs of the packs hold.
pub struct Swept {
    packs: Arc<Packs>,
    /// By number, a bit each: it was looked at, and all of it (of an archive, only the walk over the commits sees what is inside).
    seen: Vec<AtomicU64>,
    /// By number: a hash of each secret in it, sorted. Blobs that hold none are not listed.
    secrets: HashMap<usize, Box<[u64]>>,
    bytes: u64,
}

/// What is remembered of a blob while others are made out of it.
struct Blob {
    /// What is made out of it is looked at as a whole: it holds a secret, or its text is not what its bytes are.
    alone: bool,
    binary: bool,
    /// The keywords in it, in order.
    words: Vec<Word>,
}

/// Why the packs were not gone through to their end.
enum End {
    /// There is no more time for it: what is left is looked at commit by commit.
    Enough,
    Failed(DetectError),
}

/// One thread's part.
#[derive(Default)]
struct Part {
    secrets: Vec<(usize, Box<[u64]>)>,
    bytes: u64,
}

impl Swept {
    /// Looks at all blobs in these packs that are not too large to be held in memory; under a deadline, at the small ones that there is
    /// time for. `done` is told how many bytes of them have gone by.
    pub fn new(
        packs: Arc<Packs>,
        detector: &Detector,
        threads: usize,
        budget: &Budget,
        done: impl Fn(u64, u64) + Sync,
    ) -> Result<Self, DetectError> {
        let seen: Vec<AtomicU64> = (0..packs.objects().div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        let hasher = RandomState::new();
        let longest = detector.longest_keyword();
        let mut parts: Vec<Part> = (0..threads.max(1)).map(|_| Part::default()).collect();
        let total = packs.bytes();
        let largest = if budget.has_deadline() { LARGE } else { WHOLE - 1 };
        let limit = usize::try_from(largest.min(budget.blob.unwrap_or(largest))).unwrap_or(usize::MAX);
        let look = |part: &mut Part, packed: Packed<'_, Blob>| {
            if budget.has_swept_enough() {
                return Err(End::Enough);
            }
            part.bytes += packed.data.len() as u64;
            let (blob, secrets) = look(detector, longest, &hasher, &packed).map_err(End::Failed)?;
            if !secrets.is_empty() {
                part.secrets.push((packed.number, secrets.into()));
            }
            if unpack::format_of(packed.data).is_none() {
                seen[packed.number / 64].fetch_or(1 << (packed.number % 64), Ordering::Relaxed);
            }
            Ok(blob)
        };
        match packs.each_blob(&mut parts, limit, MEMORY, look, |bytes| done(bytes, total)) {
            Ok(()) | Err(End::Enough) => {}
            Err(End::Failed(error)) => return Err(error),
        }
        let bytes = parts.iter().map(|part| part.bytes).sum();
        let secrets = parts.into_iter().flat_map(|part| part.secrets).collect();
        Ok(Self { packs, seen, secrets, bytes })
    }

    /// How many bytes were looked at.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Is it certain that `new` holds no secret that one of the versions `old` does not hold too? It is not where a blob was not looked at.
    pub(super) fn brings_nothing(&self, new: Oid, old: &[Option<Entry>]) -> bool {
        let Some(secrets) = self.secrets(new) else { return false };
        let holds_all =
            |entry: &Entry| self.secrets(entry.id).is_some_and(|others| secrets.iter().all(|secret| others.binary_search(secret).is_ok()));
        secrets.is_empty() || old.iter().flatten().any(holds_all)
    }

    /// What was found in a blob; none where it was not looked at.
    fn secrets(&self, id: Oid) -> Option<&[u64]> {
        let number = self.packs.numbers(id).find(|number| self.seen[number / 64].load(Ordering::Relaxed) >> (number % 64) & 1 == 1)?;
        Some(self.secrets.get(&number).map_or(&[], |secrets| secrets))
    }
}

/// Hashes of the secrets in a blob. Of one that is made out of a blob without secrets, only what is not copied from there is looked at, and
/// keywords that this may have a say in.
fn look(
    detector: &Detector,
    longest: Option<usize>,
    hasher: &RandomState,
    packed: &Packed<'_, Blob>,
) -> Result<(Blob, Vec<u64>), DetectError> {
    let text = decode::text(packed.data);
    let length = text.bytes.len();
    let is_plain = matches!(text.bytes, Cow::Borrowed(_)) && length == packed.data.len();
    let base = packed.base.as_ref().filter(|base| is_plain && !base.made.alone && base.made.binary == text.binary);
    let mut words = Vec::new();
    let ranges = match base.zip(longest) {
        Some((base, longest)) => {
            let mut ranges: Vec<Range<usize>> = between(base.copies, length, base.length)
                .into_iter()
                .map(|gap| gap.start.saturating_sub(longest)..(gap.end + longest).min(length))
                .collect();
            for piece in base.copies {
                for word in within(&base.made.words, piece) {
                    if stays(&word, piece, length, base.length) {
                        words.push(word);
                    } else {
                        ranges.push(word.span);
                    }
                }
            }
            merged(ranges)
        }
        None => vec![Range { start: 0, end: length }],
    };
    let mut secrets = Vec::new();
    for range in ranges {
        let candidates = detector.survey(&text.bytes, range, About { path: None, binary: text.binary, unplaced: true }, &mut words)?;
        secrets.extend(candidates.iter().flat_map(Candidate::halves).map(|half| hasher.hash_one(half.secret.expose())));
    }
    words.sort_unstable_by_key(|word| (word.span.start, word.span.end, word.influence));
    words.dedup();
    secrets.sort_unstable();
    secrets.dedup();
    Ok((Blob { alone: !is_plain || !secrets.is_empty(), binary: text.binary, words }, secrets))
}

/// What lies between pieces that are copied to a text of `length` bytes from one of `old` bytes: what is new, and the seams.
fn between(copies: &[Copied], length: usize, old: usize) -> Vec<Range<usize>> {
    let mut gaps = Vec::with_capacity(copies.len() + 1);
    // a piece that begins both texts has nothing before it, and so at their ends
    let (mut at, mut whole) = (0, copies.first().is_some_and(|first| first.from == 0 && first.to.start == 0));
    for piece in copies {
        if !whole {
            gaps.push(at..piece.to.start);
        }
        (at, whole) = (piece.to.end, false);
    }
    if at < length || copies.last().is_none_or(|last| last.from + last.to.len() < old) {
        gaps.push(at..length);
    }
    gaps
}

/// The words that a piece brings along, where they stand now.
fn within(words: &[Word], piece: &Copied) -> impl Iterator<Item = Word> {
    let end = piece.from + piece.to.len();
    let first = words.partition_point(|word| word.span.start < piece.from);
    let inside = words[first..].iter().take_while(move |word| word.span.start < end).filter(move |word| word.span.end <= end);
    inside.map(|word| {
        let start = word.span.start - piece.from + piece.to.start;
        Word { span: start..start + word.span.len(), influence: word.influence }
    })
}

/// Is everything that has a say in what is found at the word copied along with it?
fn stays(word: &Word, piece: &Copied, length: usize, old: usize) -> bool {
    let left = word.span.start - piece.to.start >= word.influence || (piece.to.start == 0 && piece.from == 0);
    let right = piece.to.end - word.span.end >= word.influence || (piece.to.end == length && piece.from + piece.to.len() == old);
    left && right
}

/// The same ranges in order and apart from one another.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.dedup_by(|next, last| {
        let meet = next.start <= last.end;
        if meet {
            last.end = last.end.max(next.end);
        }
        meet
    });
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::Base;
    use crate::rules::{Near, Rule};

    fn piece(from: usize, to: Range<usize>) -> Copied {
        Copied { from, to }
    }

    #[test]
    fn what_is_new_lies_between_what_is_copied() {
        for (copies, length, old, gaps) in [
            (vec![], 5, 3, vec![(0, 5)]),
            (vec![piece(0, 0..9)], 9, 9, vec![]),
            (vec![piece(0, 0..9)], 9, 10, vec![(9, 9)]),
            (vec![piece(1, 0..9)], 9, 10, vec![(0, 0)]),
            (vec![piece(0, 0..4), piece(4, 6..9)], 9, 7, vec![(4, 6)]),
            (vec![piece(0, 0..4), piece(6, 4..9)], 12, 11, vec![(4, 4), (9, 12)]),
        ] {
            let told: Vec<(usize, usize)> = between(&copies, length, old).into_iter().map(|gap| (gap.start, gap.end)).collect();
            assert_eq!(told, gaps, "{copies:?}");
        }
    }

    #[test]
    fn words_come_along_and_stay_where_nothing_near_has_changed() {
        let words: Vec<Word> = [2, 20, 48, 60].map(|start| Word { span: start..start + 4, influence: 10 }).into();
        let told = |piece: &Copied, length, old| {
            within(&words, piece).map(|word| (word.span.start, stays(&word, piece, length, old))).collect::<Vec<_>>()
        };
        assert_eq!(told(&piece(0, 0..70), 70, 70), [(2, true), (20, true), (48, true), (60, true)]);
        assert_eq!(told(&piece(0, 0..50), 60, 70), [(2, true), (20, true)]);
        assert_eq!(told(&piece(10, 100..160), 160, 70), [(110, true), (138, true), (150, true)]);
        assert_eq!(told(&piece(11, 100..149), 200, 70), [(109, false), (137, false)]);
    }

    #[test]
    fn ranges_that_meet_are_one() {
        assert_eq!(merged(vec![8..9, 0..2, 2..3, 5..7, 5..6]), [0..3, 5..7, 8..9]);
    }

    static RULE: Rule = Rule {
        id: "test-token",
        keywords: &["tokn_"],
        pattern: "(?P<secret>tokn_[0-9a-z]{8})",
        near: Some(Near { words: &["alpha"], above: 2 }),
        reach: 40,
        ..Rule::BASE
    };

    proptest::proptest! {
        /// Pieces of text with keywords, halves of matches and words nearby, cut and put together anew: what is found by way of a base is
        /// what is found in the whole.
        #[test]
        fn by_way_of_a_base_the_same_is_found(
            old in proptest::collection::vec(0..9_usize, 0..60),
            cuts in proptest::collection::vec((0..600_usize, 0..300_usize, 0..9_usize), 0..6),
        ) {
            const PARTS: [&str; 9] =
                ["tokn_", "a1b2c3d4", "alpha ", "\n", "some words ", "sk_live_", " = \"", "....................................", "beta"];
            let detector = Detector::with(vec![&RULE], Vec::new());
            let (hasher, longest) = (RandomState::new(), detector.longest_keyword());
            let old: String = old.into_iter().map(|part| PARTS[part]).collect();
            let (mut new, mut copies) = (String::new(), Vec::new());
            for (from, length, part) in cuts {
                let from = from.min(old.len());
                let length = length.min(old.len() - from);
                if length > 0 {
                    copies.push(piece(from, new.len()..new.len() + length));
                }
                new.push_str(&old[from..from + length]);
                new.push_str(PARTS[part]);
            }
            let first = look(&detector, longest, &hasher, &Packed { number: 0, data: old.as_bytes(), base: None }).unwrap();
            let alone = look(&detector, longest, &hasher, &Packed { number: 1, data: new.as_bytes(), base: None }).unwrap();
            let base = Some(Base { made: &first.0, length: old.len(), copies: &copies });
            let made = look(&detector, longest, &hasher, &Packed { number: 1, data: new.as_bytes(), base }).unwrap();
            proptest::prop_assert_eq!(made.1, alone.1);
            if first.1.is_empty() {
                proptest::prop_assert_eq!(made.0.words, alone.0.words);
            }
        }
    }
}
