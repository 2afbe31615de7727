//! Looks at one blob: as a whole, or where it differs from one that was looked at.

use std::borrow::Cow;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::ops::Range;

use super::pieces::{Row, between, merged, stays};
use super::quiet::Quiet;
use crate::detect::decode::{self, Text};
use crate::detect::{About, Candidate, DetectError, Detector, Met, Word, name_end};
use crate::git::{Base, Packed};

/// Words that take no more memory than this are kept (bytes).
const FEW: usize = 4 << 10;

/// What is remembered of a blob while others are made out of it.
pub(super) struct Blob {
    /// What is made out of it is looked at as a whole: it holds a secret, its text is not what its bytes are, or it is full of words.
    alone: bool,
    binary: bool,
    /// What calls for a look in it, in order.
    words: Vec<Word>,
}

/// Who looks at the blobs of one sweep.
pub(super) struct Looker<'d> {
    detector: &'d Detector,
    margin: Option<usize>,
    hasher: RandomState,
}

impl<'d> Looker<'d> {
    pub(super) fn new(detector: &'d Detector) -> Self {
        Self { detector, margin: detector.margin(), hasher: RandomState::new() }
    }

    /// What is to be remembered of a blob, and hashes of the secrets in it. Of one that is made out of a blob without secrets, only what is
    /// not copied from there is looked at, and what this may have a say in.
    pub(super) fn look(&self, packed: &Packed<'_, Blob>, quiet: &mut Quiet) -> Result<(Blob, Vec<u64>), DetectError> {
        let text = text(packed);
        let is_plain = matches!(text.bytes, Cow::Borrowed(_)) && text.bytes.len() == packed.data.len();
        let base = packed.base.as_ref().filter(|base| is_plain && !base.made.alone && base.made.binary == text.binary);
        let about = About { path: None, binary: text.binary, unplaced: true };
        let differing = base.zip(self.margin).map(|(base, margin)| {
            let (words, ranges) = anew(&text.bytes, base, margin);
            // strings of a binary file are read together
            let (ranges, places) = if text.binary { (ranges, Vec::new()) } else { quiet.fresh(&text.bytes, &ranges, margin) };
            (words, ranges, places)
        });
        let whole = Range { start: 0, end: text.bytes.len() };
        let (mut words, ranges, places) = differing.unwrap_or_else(|| (Vec::new(), vec![whole], Vec::new()));
        let mut met = Met::default();
        let candidates = self.detector.survey(&text.bytes, &ranges, about, &mut met)?;
        quiet.learn(&ranges, &places, &met);
        words.append(&mut met.words);
        words.sort_unstable_by_key(|word| (word.span.start, word.span.end, word.influence));
        words.dedup();
        // words that take more memory than the text: looking at all of that anew costs no more
        let is_full = words.len() * size_of::<Word>() > text.bytes.len().max(FEW);
        if is_full {
            words = Vec::new();
        }
        let halves = candidates.iter().flat_map(Candidate::halves);
        let mut secrets: Vec<u64> = halves.map(|half| self.hasher.hash_one(half.secret.expose())).collect();
        secrets.sort_unstable();
        secrets.dedup();
        Ok((Blob { alone: !is_plain || is_full || !secrets.is_empty(), binary: text.binary, words }, secrets))
    }
}

/// The text of a blob. What it is, its head decides: one that has it from a base that was plain is what that is.
fn text<'p>(packed: &Packed<'p, Blob>) -> Text<'p> {
    let has_head = |base: &&Base<'_, Blob>| {
        base.copies.first().is_some_and(|first| first.from == 0 && first.to.start == 0 && first.to.end >= decode::HEAD)
    };
    match packed.base.as_ref().filter(|base| !base.made.alone).filter(has_head) {
        Some(base) => Text { bytes: Cow::Borrowed(packed.data), binary: base.made.binary },
        None => decode::text(packed.data),
    }
}

/// The words of a base that stay as they are in what is made out of it, and what of that has to be looked at: what is new, and words that
/// this may have a say in.
fn anew(text: &[u8], base: &Base<'_, Blob>, margin: usize) -> (Vec<Word>, Vec<Range<usize>>) {
    let near = |gap: Range<usize>| gap.start.saturating_sub(margin)..(gap.end + margin).min(text.len());
    // what lies near one another is one before anything is done with it: a difference may have very many pieces
    let mut ranges = merged(between(base.copies, text.len(), base.length).map(near));
    // a name counts where it ends
    for range in &mut ranges {
        range.end = name_end(text, range.end);
    }
    let (mut words, mut row) = (Vec::with_capacity(base.made.words.len()), Row::of(&base.made.words));
    for piece in base.copies {
        for word in row.within(piece) {
            if stays(&word, piece, text.len(), base.length) {
                words.push(word);
            } else {
                ranges.push(word.span);
            }
        }
    }
    // two rows, each in order
    ranges.sort_by_key(|range| range.start);
    (words, merged(ranges))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::strategy::Strategy;

    use super::super::versions::{Edit, versions, ways};
    use super::*;
    use crate::rules::{Near, Rule};

    static BARE: Rule = Rule { id: "bare-token", keywords: &["tokn_"], pattern: "(?P<secret>tokn_[0-9a-z]{8})", reach: 40, ..Rule::BASE };
    static NEAR: Rule = Rule {
        id: "near-token",
        keywords: &["tokm_"],
        pattern: "(?P<secret>tokm_[0-9a-z]{8})",
        near: Some(Near { words: &["alpha"], above: 2 }),
        ..BARE
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
            b"alpha\nkey tokm_a1b2c3d4\n".to_vec(),
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

    static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::with(vec![&BARE, &NEAR], Vec::new()));

    /// Found by a property test: a form, a line of escapes, a run of digits that was read and held nothing was not read again where a change
    /// far from its beginning made it hold something.
    #[test]
    fn a_change_far_from_where_something_begins_is_seen() {
        let mut found = 0;
        for new in scenes() {
            for at in 0..new.len() {
                for (gone, come) in [(1, b"".as_slice()), (0, b"\n"), (3, b" ")] {
                    let (old, copies) = versions(&new, &[(at, gone, come.to_vec())]);
                    let (alone, others) = ways(&DETECTOR, &old, &new, &copies).unwrap();
                    found += alone.len();
                    let (old, shown) = (String::from_utf8_lossy(&old), String::from_utf8_lossy(&new));
                    assert!(others.iter().all(|other| *other == alone), "{old}\n->\n{shown}");
                }
            }
        }
        assert!(found > 1_000, "{found}");
    }

    #[test]
    fn words_take_no_more_memory_than_the_text() {
        let looker = Looker::new(&DETECTOR);
        for (text, alone) in [(r"\/".repeat(1_000), true), (r"a path \/ in a text of some length".repeat(50), false)] {
            let (blob, _) = looker.look(&Packed { number: 0, data: text.as_bytes(), base: None }, &mut Quiet::new(100)).unwrap();
            assert_eq!((blob.alone, blob.words.is_empty()), (alone, alone), "{text}");
        }
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
            let (alone, others) = ways(&DETECTOR, &old, &new, &copies).unwrap();
            let (old, shown) = (String::from_utf8_lossy(&old), String::from_utf8_lossy(&new));
            proptest::prop_assert!(others.iter().all(|other| *other == alone), "{}\n->\n{}", old, shown);
        }
    }
}
