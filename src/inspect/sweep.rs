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
use crate::detect::{About, Candidate, DetectError, Detector, Word, decode, name_end};
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
        let margin = detector.margin();
        let mut parts: Vec<Part> = (0..threads.max(1)).map(|_| Part::default()).collect();
        let total = packs.bytes();
        let largest = if budget.has_deadline() { LARGE } else { WHOLE - 1 };
        let limit = usize::try_from(largest.min(budget.blob.unwrap_or(largest))).unwrap_or(usize::MAX);
        let look = |part: &mut Part, packed: Packed<'_, Blob>| {
            if budget.has_swept_enough() {
                return Err(End::Enough);
            }
            part.bytes += packed.data.len() as u64;
            let (blob, secrets) = look(detector, margin, &hasher, &packed).map_err(End::Failed)?;
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
    margin: Option<usize>,
    hasher: &RandomState,
    packed: &Packed<'_, Blob>,
) -> Result<(Blob, Vec<u64>), DetectError> {
    let text = decode::text(packed.data);
    let length = text.bytes.len();
    let is_plain = matches!(text.bytes, Cow::Borrowed(_)) && length == packed.data.len();
    let base = packed.base.as_ref().filter(|base| is_plain && !base.made.alone && base.made.binary == text.binary);
    let mut words = Vec::new();
    let ranges = match base.zip(margin) {
        Some((base, margin)) => {
            let near = |gap: Range<usize>| gap.start.saturating_sub(margin)..(gap.end + margin).min(length);
            // what lies near one another is one before anything is done with it: a difference may have very many pieces
            let mut ranges = merged(between(base.copies, length, base.length).map(near));
            // a name counts where it ends
            for range in &mut ranges {
                range.end = name_end(&text.bytes, range.end);
            }
            for piece in base.copies {
                for word in within(&base.made.words, piece) {
                    if stays(&word, piece, length, base.length) {
                        words.push(word);
                    } else {
                        ranges.push(word.span);
                    }
                }
            }
            // two runs in order
            ranges.sort_by_key(|range| range.start);
            merged(ranges)
        }
        None => vec![Range { start: 0, end: length }],
    };
    let about = About { path: None, binary: text.binary, unplaced: true };
    let candidates = detector.survey(&text.bytes, &ranges, about, &mut words)?;
    let mut secrets: Vec<u64> = candidates.iter().flat_map(Candidate::halves).map(|half| hasher.hash_one(half.secret.expose())).collect();
    words.sort_unstable_by_key(|word| (word.span.start, word.span.end, word.influence));
    words.dedup();
    secrets.sort_unstable();
    secrets.dedup();
    Ok((Blob { alone: !is_plain || !secrets.is_empty(), binary: text.binary, words }, secrets))
}

/// What lies between pieces that are copied to a text of `length` bytes from one of `old` bytes: what is new, and the seams.
fn between(copies: &[Copied], length: usize, old: usize) -> impl Iterator<Item = Range<usize>> {
    // a piece that begins both texts has nothing before it, and so at their ends
    let begins = copies.first().is_some_and(|first| first.from == 0 && first.to.start == 0);
    let ends = copies.last().is_some_and(|last| last.to.end == length && last.from + last.to.len() == old);
    let starts = std::iter::once(0).chain(copies.iter().map(|piece| piece.to.end));
    let gaps = starts.zip(copies.iter().map(|piece| piece.to.start).chain([length])).map(|(start, end)| start..end);
    gaps.skip(usize::from(begins)).take(copies.len() + usize::from(!ends) - usize::from(begins))
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

/// The same ranges, which are in order, apart from one another.
fn merged(ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match all.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::strategy::Strategy;

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
            let told: Vec<(usize, usize)> = between(&copies, length, old).map(|gap| (gap.start, gap.end)).collect();
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
        assert_eq!(merged([0..2, 2..3, 5..7, 5..6, 8..9]), [0..3, 5..7, 8..9]);
    }

    static RULE: Rule = Rule {
        id: "test-token",
        keywords: &["tokn_"],
        pattern: "(?P<secret>tokn_[0-9a-z]{8})",
        near: Some(Near { words: &["alpha"], above: 2 }),
        reach: 40,
        ..Rule::BASE
    };

    /// Texts that hold something, far from where it begins to be looked for.
    fn scenes() -> Vec<Vec<u8>> {
        let long = "a text of the shop that goes on for as long as anybody would want to read";
        let secret = "hT7#kQ2!vX9$mZ4&wL";
        let encoded = |lines: usize| {
            let text = format!("# {long}\n").repeat(lines) + &format!("mail_password = '{secret}'\n# {long}\n");
            data_encoding::BASE64.encode(text.as_bytes())
        };
        let wide = |text: &str| text.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
        let wrapped = |width: usize| encoded(3).as_bytes().chunks(width).flat_map(|line| [line, b"\n"].concat()).collect();
        vec![
            b"tokn_a1b2c3d4\n".to_vec(),
            b"alpha\nkey tokn_a1b2c3d4\n".to_vec(),
            format!("\\x74okn_{}\n", "a1b2c3d4").into(),
            format!("tok%6e_{} {long} {long}\n", "a1b2c3d4").into(),
            format!("{long} {long} tokn&#95;{} &amp; {long} {long}\n", "a1b2c3d4").into(),
            format!("variable \"db_password\" {{\n  type = string\n  description = \"{long}\"\n  default = \"{secret}\"\n}}\n").into(),
            format!("password = \"{secret}{secret}{secret}{secret}{secret}\"\n").into(),
            format!("<password>{secret}{secret}{secret}{secret}{secret}</password>\n").into(),
            format!("the-name-of-a-very-long-setting-of-the-shop-with-a-password: '{secret}'\n").into(),
            format!("https://somebody-with-a-name-that-is-longer-than-anybody-would-think:{secret}@db.acme.io/\n").into(),
            format!("client_secret: |\n    {secret}{secret}{secret}{secret}\nnext: other\n").into(),
            format!("{{\"name\": \"DB_PASSWORD\",{:90}\"value\": \"{secret}\"}}\n", "").into(),
            encoded(2).into(),
            wrapped(64),
            wrapped(46),
            [b"\0\0\0".to_vec(), wide(&format!("{long} tokn_a1b2c3d4 {long}")), b"\0\0\0".to_vec()].concat(),
        ]
    }

    /// Where in a new text something else stood in the old one: how many bytes of the new one are not there, and what is.
    type Edit = (usize, usize, Vec<u8>);

    /// The old text, and what of it is copied to the new one.
    fn versions(new: &[u8], edits: &[Edit]) -> (Vec<u8>, Vec<Copied>) {
        let (mut old, mut copies, mut at) = (Vec::new(), Vec::new(), 0);
        let mut edits: Vec<&Edit> = edits.iter().collect();
        edits.sort_by_key(|(place, _, _)| *place);
        for (place, gone, come) in edits {
            if at < *place {
                copies.push(piece(old.len(), at..*place));
                old.extend_from_slice(&new[at..*place]);
            }
            old.extend_from_slice(come);
            at = at.max(*place).max((place + gone).min(new.len()));
        }
        if at < new.len() {
            copies.push(piece(old.len(), at..new.len()));
            old.extend_from_slice(&new[at..]);
        }
        (old, copies)
    }

    /// What is found in a text, by way of another one and without.
    fn both_ways(old: &[u8], new: &[u8], copies: &[Copied]) -> (Vec<u64>, Vec<u64>) {
        static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::with(vec![&RULE], Vec::new()));
        let (hasher, margin) = (RandomState::new(), DETECTOR.margin());
        let look = |data, base| look(&DETECTOR, margin, &hasher, &Packed { number: 0, data, base }).unwrap();
        let (first, _) = look(old, None);
        let (_, by_way) = look(new, Some(Base { made: &first, length: old.len(), copies }));
        (by_way, look(new, None).1)
    }

    /// Found by a property test: a form, a line of escapes, a run of digits that was read and held nothing was not read again where a change
    /// far from its beginning made it hold something.
    #[test]
    fn a_change_far_from_where_something_begins_is_seen() {
        let mut found = 0;
        for new in scenes() {
            for at in 0..new.len() {
                for (gone, come) in [(1, b"".as_slice()), (0, b"\n"), (3, b" ")] {
                    let (old, copies) = versions(&new, &[(at, gone, come.to_vec())]);
                    let (by_way, alone) = both_ways(&old, &new, &copies);
                    found += alone.len();
                    assert_eq!(by_way, alone, "{}\n->\n{}", String::from_utf8_lossy(&old), String::from_utf8_lossy(&new));
                }
            }
        }
        assert!(found > 1_000, "{found}");
    }

    proptest::proptest! {
        #[test]
        fn by_way_of_a_base_the_same_is_found(
            new in proptest::collection::vec(proptest::sample::select(scenes()), 1..3),
            edits in proptest::collection::vec((0..1000_usize, 0..9_usize, "[ -~\n]{0,6}".prop_map(String::into_bytes)), 1..4),
        ) {
            let new = new.concat();
            let edits: Vec<Edit> = edits.into_iter().map(|(place, gone, come)| (place * new.len() / 1000, gone, come)).collect();
            let (old, copies) = versions(&new, &edits);
            let (by_way, alone) = both_ways(&old, &new, &copies);
            proptest::prop_assert_eq!(by_way, alone, "{}\n->\n{}", String::from_utf8_lossy(&old), String::from_utf8_lossy(&new));
        }
    }
}
