//! The words that are looked for: the keywords of rules as written and, where a keyword stands for itself, as it looks inside base64, and
//! pieces of the names that secrets have.

use super::gate::{Gate, Meaning, Tables, Word};
use super::generic::name;
use super::gram::{FOLD, GRAM};
use crate::rules::{self, Case, Rule};

/// The gate of the built-in rules, made by the compiler. A rule's number is its place in [`rules::ALL`].
pub(super) static BUILT_IN: Gate = Gate::of(&TABLES);

#[expect(long_running_const_eval, reason = "a second of the compiler's time")]
static TABLES: Tables<WORDS, BYTES> = {
    let (mut words, mut pool) = ([Word::NONE; WORDS], [0; BYTES]);
    Shelf::new(&mut words, &mut pool).add_all();
    Tables::new(words, pool)
};

const WORDS: usize = SIZE.0;
const BYTES: usize = SIZE.1;
const SIZE: (usize, usize) = Shelf::new(&mut [], &mut []).add_all();

/// How many built-in rules there are.
pub(super) const RULES: usize = rules::ALL.len();

/// The farthest that a built-in rule looks (bytes).
pub(super) const REACH: usize = {
    let (mut reach, mut number) = (0, 0);
    while number < RULES {
        if rules::ALL[number].reach > reach {
            reach = rules::ALL[number].reach;
        }
        number += 1;
    }
    reach
};

/// The longest keyword of a built-in rule (bytes).
pub(super) const LONGEST: usize = {
    let (mut longest, mut number) = (0, 0);
    while number < RULES {
        let mut keyword = 0;
        while keyword < rules::ALL[number].keywords.len() {
            if rules::ALL[number].keywords[keyword].len() > longest {
                longest = rules::ALL[number].keywords[keyword].len();
            }
            keyword += 1;
        }
        number += 1;
    }
    longest
};

/// The built-in gate with the words of more rules, which are numbered on.
pub(super) fn extended(more: &[&Rule]) -> Gate {
    let fill = |mut shelf: Shelf<'_>| {
        for (rule, number) in more.iter().zip(RULES..) {
            shelf.add(rule, number);
        }
        (shelf.filled, shelf.used)
    };
    let (count, bytes) = fill(Shelf::new(&mut [], &mut []));
    let (mut words, mut pool) = (vec![Word::NONE; count], vec![0; bytes]);
    fill(Shelf::new(&mut words, &mut pool));
    BUILT_IN.with(&mut words, &pool)
}

/// Can the gate find this rule: has it keywords, all long enough to register?
pub(super) fn is_gated(rule: &Rule) -> bool {
    !rule.keywords.is_empty() && rule.keywords.iter().all(|keyword| keyword.len() >= GRAM)
}

/// The pieces of names in `text`, by where they begin.
#[cfg(any(test, fuzzing))]
pub(super) fn pieces(text: &[u8]) -> Vec<usize> {
    let mut pieces = Vec::new();
    BUILT_IN.sweep(text, 0..text.len(), |meaning, span| pieces.extend((meaning == Meaning::Piece).then_some(span.start)));
    pieces
}

/// Where words are put; one without room only counts them.
struct Shelf<'a> {
    words: &'a mut [Word],
    pool: &'a mut [u8],
    filled: usize,
    used: usize,
}

impl<'a> Shelf<'a> {
    const fn new(words: &'a mut [Word], pool: &'a mut [u8]) -> Self {
        Self { words, pool, filled: 0, used: 0 }
    }

    /// Puts all built-in rules and all pieces of names there; how many words and bytes they are.
    const fn add_all(mut self) -> (usize, usize) {
        let mut piece = 0;
        while piece < name::PIECES.len() {
            self.add_piece(name::PIECES[piece].as_bytes());
            piece += 1;
        }
        let mut number = 0;
        while number < RULES {
            self.add(rules::ALL[number], number);
            number += 1;
        }
        (self.filled, self.used)
    }

    /// Puts a rule's words there.
    #[expect(clippy::cast_possible_truncation, reason = "there are not that many rules")]
    const fn add(&mut self, rule: &Rule, number: usize) {
        let any_case = matches!(rule.case, Case::Any);
        // words that only give a context are too common to be looked for inside base64, as elsewhere
        let is_opened = !any_case && rule.near.is_none();
        let mut keyword = 0;
        while keyword < rule.keywords.len() {
            let text = rule.keywords[keyword].as_bytes();
            self.put(&Form { text, base64: None }, Meaning::Keyword { rule: number as u32, any_case });
            let mut offset = 0;
            while is_opened && offset < 3 {
                let plain = Form { text, base64: Some(Base64 { offset, url: false }) };
                let url = Form { text, base64: Some(Base64 { offset, url: true }) };
                let meaning = Meaning::Base64 { lead: plain.first() as u8 };
                self.put(&plain, meaning);
                if plain.differs(&url) {
                    self.put(&url, meaning);
                }
                offset += 1;
            }
            keyword += 1;
        }
    }

    /// Puts a piece of a name there; one that is too short to register does with every byte that may stand behind it.
    #[expect(clippy::cast_possible_truncation, reason = "a byte")]
    const fn add_piece(&mut self, text: &[u8]) {
        const FOLDED: u32 = FOLD as u32;
        let form = Form { text, base64: None };
        if text.len() >= GRAM {
            self.put(&form, Meaning::Piece);
            return;
        }
        self.write(&form);
        let mut next = FOLDED;
        while next <= u8::MAX as u32 {
            if self.filled < self.words.len() {
                self.words[self.filled] = Word::short(self.pool, self.used, next as u8, Meaning::Piece);
            }
            self.filled += 1;
            next = (next + 1) | FOLDED;
        }
        self.used += text.len();
    }

    const fn put(&mut self, form: &Form<'_>, meaning: Meaning) {
        let length = form.len();
        // fewer certain characters stand in every other base64 text
        if length < GRAM {
            return;
        }
        self.write(form);
        if self.filled < self.words.len() {
            self.words[self.filled] = Word::new(self.used, length, meaning);
        }
        self.filled += 1;
        self.used += length;
    }

    /// Writes the bytes of the next word, where there is room for one.
    const fn write(&mut self, form: &Form<'_>) {
        let mut at = 0;
        while self.filled < self.words.len() && at < form.len() {
            self.pool[self.used + at] = form.byte(at);
            at += 1;
        }
    }
}

/// A keyword as written, or those characters of its base64 that are the same whatever stands around it.
struct Form<'k> {
    text: &'k [u8],
    base64: Option<Base64>,
}

/// How a keyword stands in base64.
struct Base64 {
    /// How many bytes of its first group of three stand before it.
    offset: usize,
    /// With `-` and `_`.
    url: bool,
}

impl Form<'_> {
    const fn len(&self) -> usize {
        match &self.base64 {
            None => self.text.len(),
            // of a keyword that a user has left empty nothing is certain
            Some(base64) => ((base64.offset + self.text.len()) * 8 / 6).saturating_sub(self.first()),
        }
    }

    /// How many characters of the first group are not certain.
    const fn first(&self) -> usize {
        match &self.base64 {
            None => 0,
            Some(base64) => (base64.offset * 8).div_ceil(6),
        }
    }

    const fn byte(&self, at: usize) -> u8 {
        let Some(base64) = &self.base64 else { return self.text[at] };
        // six bits, out of two bytes
        let bit = (self.first() + at) * 6 - base64.offset * 8;
        let high = self.text[bit / 8] as usize;
        let low = if bit / 8 + 1 < self.text.len() { self.text[bit / 8 + 1] as usize } else { 0 };
        let digits = if base64.url { URL } else { PLAIN };
        digits[(high << 8 | low) >> (10 - bit % 8) & 63]
    }

    const fn differs(&self, other: &Self) -> bool {
        let mut at = 0;
        while at < self.len() {
            if self.byte(at) != other.byte(at) {
                return true;
            }
            at += 1;
        }
        false
    }
}

const PLAIN: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use aho_corasick::{AhoCorasick, AhoCorasickKind};

    use super::*;
    use crate::detect::encoded;

    /// Every word with the number of who wants it (a rule, or whoever opens base64), put together without the gate's own means.
    fn listed<'r>(rules: impl Iterator<Item = &'r Rule>) -> Vec<(Vec<u8>, Meaning)> {
        let mut words: Vec<(Vec<u8>, Meaning)> = name::PIECES.iter().map(|piece| (piece.as_bytes().to_vec(), Meaning::Piece)).collect();
        for (number, rule) in (0..).zip(rules) {
            let any_case = rule.case == Case::Any;
            for keyword in rule.keywords.iter().filter(|keyword| keyword.len() >= 4) {
                words.push((keyword.as_bytes().to_vec(), Meaning::Keyword { rule: number, any_case }));
            }
            for keyword in rule.keywords.iter().filter(|_| !any_case && rule.near.is_none()) {
                for offset in 0..3_u8 {
                    let padded = [&[0; 3][..usize::from(offset)], keyword.as_bytes()].concat();
                    let lead = (offset * 8).div_ceil(6);
                    for encoding in [data_encoding::BASE64_NOPAD, data_encoding::BASE64URL_NOPAD] {
                        let form = &encoding.encode(&padded).into_bytes()[usize::from(lead)..padded.len() * 8 / 6];
                        if form.len() >= 4 {
                            words.push((form.to_vec(), Meaning::Base64 { lead }));
                        }
                    }
                }
            }
        }
        words
    }

    /// What stands in a text, as an automaton over the words sees it.
    struct Oracle {
        words: Vec<(Vec<u8>, Meaning)>,
        automaton: AhoCorasick,
    }

    type Seen = BTreeSet<(usize, usize, String)>;

    impl Oracle {
        fn new(words: Vec<(Vec<u8>, Meaning)>) -> Self {
            let mut builder = AhoCorasick::builder();
            builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::NoncontiguousNFA));
            let automaton = builder.build(words.iter().map(|(word, _)| word)).unwrap();
            Self { words, automaton }
        }

        fn sees(&self, text: &[u8], range: std::ops::Range<usize>) -> Seen {
            let hits = self.automaton.find_overlapping_iter(text).filter(|hit| range.contains(&hit.start()));
            hits.map(|hit| (hit.start(), hit.end(), &self.words[hit.pattern().as_usize()]))
                .filter(|(start, end, (word, meaning))| {
                    // a piece of three bytes is seen by the one behind it; one at the end of a text is given nothing there
                    (word.len() >= GRAM || *end < text.len())
                        && (matches!(meaning, Meaning::Keyword { any_case: true, .. } | Meaning::Piece) || text[*start..*end] == **word)
                })
                .map(|(start, end, (_, meaning))| (start, end, format!("{meaning:?}")))
                .collect()
        }

        /// Random text of words, their halves, other case, and noise.
        fn noise(&self, random: &mut fastrand::Rng) -> Vec<u8> {
            let mut text = Vec::new();
            for _ in 0..random.usize(1..60) {
                let (word, _) = &self.words[random.usize(..self.words.len())];
                match random.u8(..5) {
                    0 => text.extend_from_slice(word),
                    1 => text.extend(word.to_ascii_uppercase()),
                    2 => text.extend_from_slice(&word[..random.usize(..word.len())]),
                    3 => text.extend((0..random.usize(..40)).map(|_| random.u8(..))),
                    _ => text.extend((0..random.usize(..40)).map(|_| random.alphanumeric() as u8)),
                }
            }
            text
        }
    }

    fn gate_sees(gate: &Gate, text: &[u8], range: std::ops::Range<usize>) -> Seen {
        let mut seen = Seen::new();
        gate.sweep(text, range, |meaning, span| {
            seen.insert((span.start, span.end, format!("{meaning:?}")));
        });
        seen
    }

    fn agree(gate: &Gate, oracle: &Oracle, rounds: usize) {
        let mut random = fastrand::Rng::with_seed(5);
        let mut met = 0;
        for _ in 0..rounds {
            let text = oracle.noise(&mut random);
            let from = random.usize(..=text.len() / 4);
            let range = from..random.usize(from..=text.len());
            for range in [0..text.len(), range] {
                let seen = oracle.sees(&text, range.clone());
                met += seen.len();
                assert_eq!(gate_sees(gate, &text, range), seen, "{text:?}");
            }
        }
        assert!(met > rounds * 3, "{met}");
        for source in [include_str!("../../Cargo.lock"), include_str!("../rules/stripe.rs"), include_str!("../../README.md")] {
            let text = source.as_bytes();
            assert_eq!(gate_sees(gate, text, 0..text.len()), oracle.sees(text, 0..text.len()));
        }
    }

    #[test]
    fn the_gate_sees_what_an_automaton_sees() {
        agree(&BUILT_IN, &Oracle::new(listed(rules::all())), 2_000);
    }

    /// Found by fuzzing: its base64 was taken to be shorter than nothing, before anybody could be told of the mistake in the rule.
    #[test]
    fn a_keyword_that_is_left_empty_is_no_word() {
        let rule: &'static Rule = Box::leak(Box::new(Rule { keywords: &["", "a"], ..Rule::BASE }));
        assert_eq!(gate_sees(&extended(&[rule]), b"any text", 0..8), Seen::new());
    }

    #[test]
    fn so_it_does_with_more_rules() {
        // a few that meet built-in words at every edge, and so many that the tables grow
        let few = vec![vec!["AKIA", "kia_AKIAx", "stripe"], vec!["Q1W2"], vec!["zzzz-zzzz-zzzz"]];
        let many = (0..3_000).map(|number| vec![format!("maker{number}_key").leak() as &str]).collect();
        for (keywords, rounds) in [(few, 500), (many, 200)] {
            let more: &'static [Rule] = keywords
                .into_iter()
                .zip([Case::Exact, Case::Any].into_iter().cycle())
                .map(|(keywords, case)| Rule { keywords: keywords.leak(), case, ..Rule::BASE })
                .collect::<Vec<_>>()
                .leak();
            let gate = extended(&more.iter().collect::<Vec<_>>());
            agree(&gate, &Oracle::new(listed(rules::all().chain(more))), rounds);
        }
    }

    proptest::proptest! {
        #[test]
        fn an_encoded_keyword_is_seen_and_opened_wherever_it_begins(before: Vec<u8>, after: Vec<u8>) {
            static RULE: Rule = Rule { keywords: &["sk_live_"], ..Rule::BASE };
            let gate = extended(&[&RULE]);
            let encoded = data_encoding::BASE64.encode(&[&before, RULE.keywords[0].as_bytes(), &after[..]].concat()).into_bytes();
            let mut found = false;
            gate.sweep(&encoded, 0..encoded.len(), |meaning, span| {
                let Meaning::Base64 { lead } = meaning else { return };
                let Some(group) = span.start.checked_sub(usize::from(lead)) else { return };
                found |= encoded::base64_around(&encoded, group).is_some_and(|opened| {
                    memchr::memmem::find(&opened.bytes, RULE.keywords[0].as_bytes()).is_some_and(|start| {
                        let span = opened.encoded(&(start..start + RULE.keywords[0].len()));
                        span.start < span.end && span.end <= encoded.len()
                    })
                });
            });
            proptest::prop_assert!(found);
        }
    }
}
