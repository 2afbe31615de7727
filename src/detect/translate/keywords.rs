//! Literals of which one stands in every match of a pattern: what a rule is gated by.

use regex_syntax::hir::literal::{ExtractKind, Extractor};
use regex_syntax::hir::{Class, Hir, HirKind};

use super::Keywords;
use crate::detect::common::commonness;
use crate::detect::conventions::is_keyword;
use crate::detect::gram;

/// At most so many literals stand for one another.
const MANY: usize = 24;
/// A keyword need not be longer (bytes).
const LONG: usize = 32;

/// The rarest such literals, all of them good keywords.
pub(super) fn rarest(tree: &Hir) -> Option<Keywords> {
    let mut any_case = false;
    let folded = fold(tree, &mut any_case);
    let sets = sets(&folded).into_iter().filter(|set| set.iter().all(|word| is_keyword(word)));
    // of several sets the one whose most common member is the rarest; of equally rare ones the smallest
    let words = sets.min_by_key(|set| (set.iter().map(|word| rarity(word)).max(), set.len()))?;
    Some(Keywords { words, any_case })
}

/// Does every match hold one of these, in whatever case?
pub(super) fn holds_one_of(tree: &Hir, words: &[String]) -> bool {
    let words: Vec<String> = words.iter().map(|word| word.to_ascii_lowercase()).collect();
    let folded = fold(tree, &mut false);
    let holds = |literal: &String| words.iter().any(|word| literal.to_ascii_lowercase().contains(word.as_str()));
    sets(&folded).iter().any(|set| set.iter().all(holds))
}

/// How common the rarest four bytes of a word are.
fn rarity(word: &str) -> u32 {
    let lower = word.to_ascii_lowercase();
    let grams = lower.as_bytes().windows(4).filter_map(|four| four.try_into().ok());
    grams.map(|four| commonness(gram::folded(four))).min().unwrap_or(u32::MAX)
}

/// Sets of literals; of each, one stands in every match.
fn sets(tree: &Hir) -> Vec<Vec<String>> {
    let parts: Vec<Hir> = match tree.kind() {
        HirKind::Concat(parts) => parts.clone(),
        _ => vec![tree.clone()],
    };
    let mut extractor = Extractor::new();
    extractor.kind(ExtractKind::Prefix).limit_class(2).limit_total(MANY).limit_literal_len(LONG).limit_repeat(LONG);
    let mut sets: Vec<Vec<String>> = Vec::new();
    for start in 0..parts.len() {
        // the part and what follows it, and the part alone: what follows may be too much to look at
        for end in [parts.len(), start + 1] {
            let prefixes = extractor.extract(&Hir::concat(parts[start..end].to_vec()));
            let Some(literals) = prefixes.literals() else { continue };
            let words: Option<Vec<String>> = literals.iter().map(|literal| word(literal.as_bytes())).collect();
            sets.extend(words.filter(|words| !words.is_empty()));
        }
        // what stands within has to stand there in every match, too
        match parts[start].kind() {
            HirKind::Repetition(repetition) if repetition.min > 0 => sets.extend(self::sets(&repetition.sub)),
            HirKind::Alternation(branches) => sets.extend(joined(branches)),
            HirKind::Concat(_) if parts.len() > 1 => sets.extend(self::sets(&parts[start])),
            _ => {}
        }
    }
    for set in &mut sets {
        set.sort();
        set.dedup();
    }
    sets
}

/// One set of each branch, the rarest, put together.
fn joined(branches: &[Hir]) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for branch in branches {
        let best = sets(branch).into_iter().filter(|set| set.iter().all(|word| is_keyword(word)));
        all.extend(best.min_by_key(|set| set.iter().map(|word| rarity(word)).max())?);
    }
    (all.len() <= MANY).then_some(all)
}

/// A literal as a keyword can be written.
fn word(literal: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(literal).ok()?;
    let is_plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    (!text.is_empty() && text.bytes().all(is_plain)).then(|| text.to_owned())
}

/// The same with letters that may be of either case in lower case, and without groups.
fn fold(tree: &Hir, any_case: &mut bool) -> Hir {
    match tree.kind() {
        HirKind::Class(class) => match either_case(class) {
            Some(letter) => {
                *any_case = true;
                Hir::literal([letter])
            }
            None => tree.clone(),
        },
        HirKind::Repetition(repetition) => Hir::repetition(repetition.with(fold(&repetition.sub, any_case))),
        HirKind::Capture(capture) => fold(&capture.sub, any_case),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(|part| fold(part, any_case)).collect()),
        HirKind::Alternation(branches) => Hir::alternation(branches.iter().map(|branch| fold(branch, any_case)).collect()),
        _ => tree.clone(),
    }
}

/// The lower-case letter, where the class is one letter in both cases.
fn either_case(class: &Class) -> Option<u8> {
    let Class::Bytes(class) = class else { return None };
    let [upper, lower] = class.ranges() else { return None };
    let is_one = upper.start() == upper.end() && lower.start() == lower.end();
    let fits = is_one && upper.start().is_ascii_uppercase() && upper.start().to_ascii_lowercase() == lower.start();
    fits.then(|| lower.start())
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, pattern};

    fn found(foreign: &str) -> Option<(String, bool)> {
        let keywords = pattern(foreign, Dialect::Re2, None).unwrap().keywords()?;
        Some((keywords.words.join(" "), keywords.any_case))
    }

    #[test]
    fn every_match_holds_one_of_them() {
        for (foreign, words) in [
            ("acme_[a-f]{32}", Some(("acme_", false))),
            ("(?i)acme_[a-f]{32}", Some(("acme_", true))),
            ("[a-z]{0,9}acme_([a-f]{32})", Some(("acme_", false))),
            ("(?:acme|umbra)_(?:live|test)_[a-f]{32}", Some(("acme_live_ acme_test_ umbra_live_ umbra_test_", false))),
            ("x(?:yacme[0-9]|umbraz[0-9])", Some(("umbraz yacme", false))),
            ("(?:acme_)?[a-f]{32}", None),
            ("[a-f]{32}", None),
            ("key=[a-f]{32}", None),
            ("(?:acme_x)+[a-f]{32}", Some(("acme_x", false))),
        ] {
            let found = found(foreign);
            let holds = |all: &str, some: &str| {
                all.split(' ').all(|word| some.split(' ').any(|other| word.contains(other) || other.contains(word)))
            };
            match words {
                None => assert_eq!(found, None, "{foreign}"),
                Some((words, any_case)) => {
                    let (seen, case) = found.expect(foreign);
                    assert!(case == any_case && holds(&seen, words), "{foreign}: {seen} {case}");
                }
            }
        }
    }

    #[test]
    fn given_keywords_are_held_or_not() {
        let holds = |foreign: &str, words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            pattern(foreign, Dialect::Re2, None).unwrap().holds_one_of(&words)
        };
        assert!(holds("acme_[a-f]{32}", &["ACME_"]));
        assert!(holds("(?i)acme_[a-f]{32}", &["acme", "umbra"]));
        assert!(holds("(?:acme|umbra)_[a-f]{32}", &["acme", "umbra"]));
        assert!(!holds("(?:acme|umbra)_[a-f]{32}", &["acme"]));
        assert!(!holds("[a-f]{32}", &["acme"]));
    }
}
