//! Secrets without a vendor's mark: a hand-written scanner for `name op value`, and for passwords in URLs.
//!
//! The gate finds the pieces of names that secrets have; the name's end is read on as an assignment ([`form`]), the name ([`name`]) and the
//! value ([`value`]) are judged, and points ([`score`]) decide. All of it is bounded, and none of it is a regex.

mod form;
mod letters;
pub(super) mod name;
mod reader;
mod score;
mod url;
mod value;

use std::ops::Range;

use super::place::{Standing, Syntax, Trust};
use super::{About, Candidate, Confidence, Word, entropy};
use crate::proof::Proof;
use crate::rules::{Assigned, Rule, Verdict};
use form::{Form, Value};
use name::Name;
pub use name::{end as name_end, start as name_start};
use score::Beside;
use value::Shape;

/// Lines are looked at this far for words beside a value (bytes).
const BESIDE: usize = 300;
/// The head of a module of tests is looked for this far above (bytes).
const TESTS: usize = 256 << 10;
/// So many lines above count.
const ABOVE: usize = 4;

/// What stands so near a name or its value may have a say in what is found there (bytes): the lines above and behind.
const INFLUENCE: usize = 2 * BESIDE;

/// Whether something begins to be given to a name shows so near it (bytes), on either side.
pub(super) const MARGIN: usize = form::NEAR;

/// Where pieces of names are wanted, so that none is missed of a name that ends in `range`.
pub(super) fn around(text: &[u8], range: &Range<usize>) -> Range<usize> {
    name::start(text, range.start)..range.end
}

/// Finds what the rules without a pattern stand for.
pub(super) struct Scanner {
    rules: Vec<(Assigned, &'static Rule)>,
}

impl Scanner {
    /// For those of `rules` that leave the finding to a scanner.
    pub(super) fn new(rules: impl Iterator<Item = &'static Rule>) -> Self {
        Self { rules: rules.filter_map(|rule| Some((rule.assigned?, rule))).collect() }
    }

    fn rule(&self, kind: Assigned) -> Option<&'static Rule> {
        self.rules.iter().find(|(own, _)| *own == kind).map(|(_, rule)| *rule)
    }

    /// Candidates whose name ends (whose `://` begins) in one of the ranges of `text`, which are in order. `pieces`: where pieces of names
    /// begin [`around`] those ranges, in any order. `words` gets the names that are given something, or nearly.
    pub(super) fn scan(
        &self,
        (text, ranges): (&[u8], &[Range<usize>]),
        mut pieces: Vec<usize>,
        about: About<'_>,
        found: &mut Vec<Candidate>,
        words: &mut Vec<Word>,
    ) {
        let standing = if about.unplaced { Standing { trust: Trust::Raised, syntax: Syntax::Unknown } } else { Standing::of(about.path) };
        let syntaxes = if about.unplaced { Syntax::ALL } else { std::slice::from_ref(&standing.syntax) };
        if self.rules.is_empty() || about.binary || standing.trust == Trust::Skipped {
            return;
        }
        pieces.sort_unstable();
        let is_within = |at: usize| {
            let next = ranges.partition_point(|range| range.end <= at);
            ranges.get(next).is_some_and(|range| range.start <= at)
        };
        let mut done = 0;
        'pieces: for at in pieces {
            if at < done {
                continue;
            }
            let Some(name) = name::around(text, at) else { continue };
            done = name.end;
            if !is_within(name.end - 1) {
                continue;
            }
            // most names are given nothing here, which is seen sooner than what they mean
            let mut begun = false;
            let mut values: Vec<Value> = Vec::new();
            for syntax in syntaxes {
                values.extend(form::value(text, &name, *syntax, &mut begun));
                if !begun {
                    continue 'pieces;
                }
            }
            let Some(named) = name::judge(&text[name.clone()]) else { continue };
            // what would be a value but for something farther on
            let end = values.iter().map(|value| value.span.end).max().unwrap_or(name.end + form::FAR);
            words.push(Word { span: name.clone(), influence: end.saturating_sub(name.start) + INFLUENCE });
            found.extend(values.iter().filter_map(|value| self.assigned(text, &name, &named, value, standing)));
        }
        for range in ranges {
            url::positions(text, range, |span, url| {
                words.push(Word { span, influence: url::LONGEST + INFLUENCE });
                found.extend(url.and_then(|url| self.url(text, url, standing)));
            });
        }
    }

    /// What the name at `name` is given.
    fn assigned(&self, text: &[u8], name: &Range<usize>, named: &Name, value: &Value, standing: Standing) -> Option<Candidate> {
        let rule = self.rule(named.kind)?;
        let secret = &text[value.span.clone()];
        let shape = value::shape(secret, named.kind, &text[name.clone()])?;
        // where code may stand, only what nobody would write as code
        if value.form == Form::Loose && !matches!(shape, Shape::Random(_) | Shape::Made(_)) {
            return None;
        }
        let beside = beside(text, name.start, value.span.end);
        let in_tests = standing.trust == Trust::Plain && is_in_test_module(text, name.start);
        let trust = if in_tests { Trust::Lowered("in a module of tests") } else { standing.trust };
        let confidence = score::confidence(named, shape, value.form, is_commented(text, name.start), trust, beside)?;
        let shown: String =
            text[name.clone()].iter().take(40).map(|byte| if byte.is_ascii_graphic() { char::from(*byte) } else { '?' }).collect();
        let mut proof = Proof::plausible().with(format!("assigned to `{}`", shown.trim_start_matches('-')));
        match shape {
            Shape::Random(bits) | Shape::Made(bits) => proof = proof.with(format!("random: {bits:.1} bits a character")),
            Shape::Uuid => proof = proof.with("a UUID"),
            Shape::Chosen | Shape::Simple => {}
        }
        if in_tests {
            proof = proof.with("in a module of tests");
        }
        Some(Candidate::new(rule, text, name.start..value.span.end, value.span.clone(), proof, confidence))
    }

    /// A password in a URL.
    fn url(&self, text: &[u8], url: url::Found, standing: Standing) -> Option<Candidate> {
        let rule = self.rule(Assigned::Url)?;
        let secret = &text[url.password.clone()];
        let shape = value::shape(secret, Assigned::Password, b"")?;
        if shape == Shape::Simple {
            return None;
        }
        let beside = beside(text, url.matched.start, url.password.end);
        let sure = url.verdict == Verdict::Believed && shape != Shape::Chosen && beside != Beside::MadeUp;
        let confidence = match (sure, standing.trust) {
            (true, Trust::Plain | Trust::Raised) => Confidence::Likely,
            (true, _) | (false, Trust::Plain | Trust::Raised) => Confidence::Possible,
            (false, _) => return None,
        };
        let proof = Proof::plausible().with(format!("{:.1} bits a character", entropy::shannon(secret)));
        Some(Candidate::new(rule, text, url.matched, url.password, proof, confidence))
    }
}

/// Does `at` stand below the head of a Rust file's tests?
fn is_in_test_module(text: &[u8], at: usize) -> bool {
    memchr::memmem::rfind(&text[at.saturating_sub(TESTS)..at], b"#[cfg(test)]\nmod ").is_some()
}

/// Does `at` stand in a line of comment?
fn is_commented(text: &[u8], at: usize) -> bool {
    let left = &text[at.saturating_sub(BESIDE)..at];
    let Some(start) = memchr::memrchr(b'\n', left).map(|found| found + 1).or((left.len() == at).then_some(0)) else { return false };
    let line = left[start..].trim_ascii_start();
    let marks: [&[u8]; 9] = [b"#", b"//", b"*", b"/*", b";", b"-- ", b"<!--", b"%", b"|"];
    marks.iter().any(|mark| line.starts_with(mark))
}

/// What the words say that stand on the lines of `start..end` and on the lines above, as far as they are near.
fn beside(text: &[u8], start: usize, end: usize) -> Beside {
    let left = &text[start.saturating_sub(BESIDE)..start];
    let mut lines = memchr::memrchr_iter(b'\n', left);
    let above = lines.nth(ABOVE).map_or(0, |at| at + 1);
    let right = &text[end..text.len().min(end + BESIDE)];
    let right = &right[..memchr::memchr(b'\n', right).unwrap_or(right.len())];
    let (a, b) = (score::beside(&left[above..]), score::beside(right));
    match (a, b) {
        (Beside::MadeUp, _) | (_, Beside::MadeUp) => Beside::MadeUp,
        (Beside::Real, _) | (_, Beside::Real) => Beside::Real,
        _ => Beside::Nothing,
    }
}
