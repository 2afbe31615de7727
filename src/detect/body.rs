//! What every match of a pattern holds: a run of bytes of one kind, and words. They are looked for sooner than a regex is compiled, and in a
//! text that lacks one of them there is nothing to compile it for.

use regex_syntax::hir::{Class, Hir, HirKind};

/// A run that says less than this of a text (bits) is in any.
const LEAST: f64 = 24.0;

/// A shorter word is in any text (bytes).
const SHORTEST: usize = 3;

/// What stands in every match of a pattern.
#[derive(Debug, Clone, Default)]
pub(super) struct Body {
    run: Option<Kind>,
    /// One of each of these stands there, in any case (lower case).
    words: Vec<Vec<Vec<u8>>>,
}

/// A run of bytes of one kind.
#[derive(Debug, Clone)]
struct Kind {
    /// By byte: is it one of them?
    bytes: [bool; 256],
    /// So many of them at least.
    length: usize,
}

impl Body {
    /// The run that says most, and all words.
    pub(super) fn of(pattern: &Hir) -> Self {
        let run = Run::in_all(pattern).filter(|run| run.says() >= LEAST);
        Self { run: run.map(Run::finish), words: words(pattern) }
    }

    /// Does all of it stand in the text?
    pub(super) fn stands_in(&self, text: &[u8]) -> bool {
        self.run.as_ref().is_none_or(|run| run.stands_in(text))
            && self.words.iter().all(|any| any.iter().any(|word| holds_in_any_case(text, word)))
    }
}

impl Kind {
    /// Is there such a run in the text?
    fn stands_in(&self, text: &[u8]) -> bool {
        // a byte of another kind at the end of where a run could be: the next one can begin behind it only
        let mut start = 0;
        while let Some(piece) = text.get(start..start + self.length) {
            match piece.iter().rposition(|byte| !self.bytes[usize::from(*byte)]) {
                Some(at) => start += at + 1,
                None => return true,
            }
        }
        false
    }
}

/// Words that stand in every match of this part of a pattern: of each of these lists one.
fn words(part: &Hir) -> Vec<Vec<Vec<u8>>> {
    let mut all = Vec::new();
    match part.kind() {
        HirKind::Capture(group) => return words(&group.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => return words(&repetition.sub),
        HirKind::Alternation(parts) => {
            // of each branch the words that say most: those whose shortest is longest
            let shortest = |any: &Vec<Vec<u8>>| any.iter().map(Vec::len).min();
            let best: Option<Vec<_>> = parts.iter().map(|part| words(part).into_iter().max_by_key(shortest)).collect();
            all.extend(best.map(|best| best.concat()));
        }
        HirKind::Concat(parts) => {
            let mut word = Vec::new();
            for part in parts {
                if let Some(letters) = letters(part) {
                    word.extend(letters);
                } else {
                    all.push(vec![std::mem::take(&mut word)]);
                    all.extend(words(part));
                }
            }
            all.push(vec![word]);
        }
        _ => all.extend(letters(part).map(|word| vec![word])),
    }
    all.retain(|any| any.iter().all(|word| word.len() >= SHORTEST));
    all
}

/// What a part is that has no choice but of its case (lower case).
fn letters(part: &Hir) -> Option<Vec<u8>> {
    match part.kind() {
        HirKind::Literal(literal) => Some(literal.0.to_ascii_lowercase()),
        HirKind::Class(Class::Bytes(class)) => {
            let mut bytes = class.ranges().iter().flat_map(|range| range.start()..=range.end()).map(|byte| byte.to_ascii_lowercase());
            let first = bytes.next()?;
            bytes.all(|byte| byte == first).then(|| vec![first])
        }
        _ => None,
    }
}

fn holds_in_any_case(text: &[u8], word: &[u8]) -> bool {
    let Some(first) = word.first() else { return true };
    memchr::memchr2_iter(*first, first.to_ascii_uppercase(), text)
        .any(|at| text.get(at..at + word.len()).is_some_and(|there| there.eq_ignore_ascii_case(word)))
}

/// A run while it is being found: a bit for every byte.
#[derive(Clone, Copy, Default)]
struct Run {
    kind: [u64; 4],
    length: usize,
}

impl Run {
    /// The run that stands in every match of this part of a pattern.
    fn in_all(part: &Hir) -> Option<Self> {
        let inside = match part.kind() {
            HirKind::Capture(group) => Self::in_all(&group.sub),
            HirKind::Repetition(repetition) if repetition.min > 0 => Self::in_all(&repetition.sub),
            HirKind::Concat(parts) => {
                let wholes: Vec<Option<Self>> = parts.iter().map(Self::whole).collect();
                Self::saying_most(parts.iter().filter_map(Self::in_all).chain(Self::rows(&wholes)))
            }
            HirKind::Alternation(parts) => {
                let all: Option<Vec<Self>> = parts.iter().map(Self::in_all).collect();
                all?.into_iter().reduce(Self::either)
            }
            _ => None,
        };
        Self::saying_most([Self::whole(part), inside].into_iter().flatten())
    }

    /// What a match of this part is, from its beginning to its end.
    fn whole(part: &Hir) -> Option<Self> {
        let mut run = Self::default();
        match part.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => {
                literal.0.iter().for_each(|byte| run.add(*byte, *byte));
                run.length = literal.0.len();
            }
            HirKind::Class(Class::Bytes(class)) => {
                class.ranges().iter().for_each(|range| run.add(range.start(), range.end()));
                run.length = 1;
            }
            HirKind::Class(Class::Unicode(_)) => return None,
            HirKind::Capture(group) => return Self::whole(&group.sub),
            HirKind::Repetition(repetition) => {
                run = Self::whole(&repetition.sub)?;
                run.length = run.length.saturating_mul(usize::try_from(repetition.min).ok()?);
            }
            HirKind::Concat(parts) => return parts.iter().try_fold(run, |run, part| Some(run.then(Self::whole(part)?))),
            HirKind::Alternation(parts) => {
                let all: Option<Vec<Self>> = parts.iter().map(Self::whole).collect();
                return all?.into_iter().reduce(Self::either);
            }
        }
        Some(run)
    }

    /// All rows of parts that stand beside one another, by what each part is.
    fn rows(wholes: &[Option<Self>]) -> impl Iterator<Item = Self> {
        (0..wholes.len()).flat_map(|from| {
            wholes[from..].iter().scan(Self::default(), |run, whole| {
                *run = run.then((*whole)?);
                Some(*run)
            })
        })
    }

    /// The one that says most: of those that say the same, the last.
    fn saying_most(runs: impl Iterator<Item = Self>) -> Option<Self> {
        let said = runs.map(|run| (run.says(), run));
        said.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, run)| run)
    }

    fn finish(self) -> Kind {
        Kind { bytes: std::array::from_fn(|byte| self.kind[byte / 64] >> (byte % 64) & 1 == 1), length: self.length }
    }

    /// Adds the bytes from the first to the last of these.
    fn add(&mut self, first: u8, last: u8) {
        for (word, start) in self.kind.iter_mut().zip((0_u8..).step_by(64)) {
            let (from, to) = (first.saturating_sub(start), last.checked_sub(start).map(|to| to.min(63)));
            if let Some(count) = to.and_then(|to| to.checked_sub(from)) {
                *word |= u64::MAX >> (63 - count) << from;
            }
        }
    }

    /// How many bits it says that a run of any bytes does not.
    fn says(&self) -> f64 {
        let bytes: u32 = self.kind.iter().map(|bits| bits.count_ones()).sum();
        f64::from(u32::try_from(self.length).unwrap_or(u32::MAX)) * (8.0 - f64::from(bytes.max(1)).log2())
    }

    /// One behind the other.
    fn then(self, next: Self) -> Self {
        Self { length: self.length.saturating_add(next.length), ..self.either(next) }
    }

    /// What stands wherever the one or the other does.
    fn either(self, other: Self) -> Self {
        let kind = std::array::from_fn(|at| self.kind[at] | other.kind[at]);
        Self { kind, length: self.length.min(other.length) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, prop_oneof};

    use super::super::glance::Glance;
    use super::super::pattern;
    use super::*;
    use crate::rules::{self, sample};

    fn body_of(pattern: &str) -> Body {
        pattern::parse(pattern).map_or_else(|_| Body::default(), |parsed| Body::of(&parsed))
    }

    fn told(pattern: &str) -> Option<(usize, String)> {
        let run = body_of(pattern).run?;
        Some((run.length, (0..=255).filter(|byte| run.bytes[usize::from(*byte)]).map(char::from).collect()))
    }

    #[test]
    fn a_pattern_tells_which_words_every_match_holds() {
        for (pattern, told) in [
            ("tok_[0-9]{8}", "tok_"),
            ("(?i)shop[_-]?(?P<secret>token=[0-9]+)", "shop token="),
            ("(?i:api[_.-]?(?:key|token)|secret)s?=", "key|token|secret"),
            ("(?:pass|pw)word", "word"),
            ("(?:client|app)[_-]?secret", "client|app secret"),
            ("(?:sand)?box", "box"),
            ("(?:a|bcd)e", ""),
            ("[Tt]ok[eE]n", "token"),
            ("[tx]oken", "oken"),
        ] {
            let words = body_of(pattern).words;
            let shown =
                |any: &Vec<Vec<u8>>| any.iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect::<Vec<_>>().join("|");
            assert_eq!(words.iter().map(shown).collect::<Vec<_>>().join(" "), told, "{pattern}");
        }
        let body = body_of("(?i)shop.{1,9}(?:key|token)");
        for (text, stands) in [("shop-KEY=", true), ("the Shop-: token", true), ("key of the SHOP", true), ("shop-", false), ("", false)] {
            assert_eq!(body.stands_in(text.as_bytes()), stands, "{text}");
        }
    }

    #[test]
    fn a_pattern_tells_what_every_match_holds() {
        for (pattern, length, kind) in [
            ("tok_[0-9]{8}", 12, "0123456789_kot"),
            ("tok.[0-9]{8}", 8, "0123456789"),
            ("(?:a.{9}(?P<secret>[01]{6,}).b)+", 6, "01"),
            ("[a-y]{20}.[01]{9}", 20, "abcdefghijklmnopqrstuvwxy"),
            ("[01]{8}-(?:[01]{4}-){3}[01]{12}", 36, "-01"),
            ("(?i)a{7}", 7, "Aa"),
            ("x.(?:[01]{9}|[23]{7})", 7, "0123"),
            (r"\[(?:[01]{1,3}, ?){64}", 128, " ,01"),
        ] {
            assert_eq!(told(pattern), Some((length, kind.to_owned())), "{pattern}");
        }
        for pattern in ["a[0-9]{2}", "[0-9]{0,9}", "(?:[0-9]{9})?x", "(?:[0-9]{9}|x)", ".{99}", "([0-9]{9}"] {
            assert_eq!(told(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn a_run_stands_in_a_text_or_does_not() {
        let body = body_of("[0-9]{6}");
        for (text, stands) in [
            ("", false),
            ("12345", false),
            ("123456", true),
            ("12345x123456", true),
            ("x12345x12345x", false),
            ("123456x", true),
            ("x1234567x", true),
            ("12345x1234567", true),
        ] {
            assert_eq!(body.stands_in(text.as_bytes()), stands, "{text}");
        }
    }

    #[test]
    fn every_sample_of_every_rule_holds_its_body() {
        let mut held = 0;
        for rule in rules::all() {
            let body = body_of(rule.pattern);
            let regex = pattern::compile(rule.pattern).unwrap();
            for hit in rule.hits {
                let text = sample::render(hit, rule.proof, 5).unwrap().text;
                let Some(found) = regex.find(&text) else { continue };
                assert!(body.stands_in(found.as_bytes()), "{}", rule.id);
                held += 1;
            }
        }
        assert!(held > 500, "{held}");
    }

    /// Patterns over few letters, so that they match now and then.
    fn patterns() -> impl Strategy<Value = String> {
        let leaf =
            prop_oneof!["[ab0-]{1,4}", Just("[ab]".to_owned()), Just("[0-]".to_owned()), Just("(?i:ab0)".to_owned()), Just(".".to_owned())];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
                proptest::collection::vec(inner.clone(), 1..4).prop_map(|parts| format!("(?:{})", parts.join("|"))),
                (inner.clone(), 0..3_u8, 0..9_u8).prop_map(|(part, least, more)| format!("(?:{part}){{{least},{}}}", least + more)),
                inner.prop_map(|part| format!("({part})")),
            ]
        })
    }

    proptest::proptest! {
        /// Nothing that a regex would find is passed over.
        #[test]
        fn every_match_holds_the_body_and_is_seen_at_a_glance(pattern in patterns(), text in "[abAB0-]{0,40}") {
            let regex = pattern::compile(&pattern).unwrap();
            let body = body_of(&pattern);
            let glance = Glance::of(&pattern::parse(&pattern).unwrap()).unwrap();
            for start in 0..=text.len() {
                let here = regex.is_match_at(text.as_bytes(), start);
                proptest::prop_assert_eq!(glance.may_match(text.as_bytes(), start..text.len()), here, "{}", start);
            }
            for found in regex.find_iter(text.as_bytes()) {
                proptest::prop_assert!(body.stands_in(found.as_bytes()), "{:?} in {:?}", body, found);
            }
        }

        #[test]
        fn a_run_is_found_as_a_regex_finds_it(text in "[01x]{0,60}", length in 6..12_usize) {
            let pattern = format!("[01]{{{length}}}");
            let regex = pattern::compile(&pattern).unwrap();
            proptest::prop_assert_eq!(body_of(&pattern).stands_in(text.as_bytes()), regex.is_match(text.as_bytes()));
        }
    }
}
