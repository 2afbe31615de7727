//! Which keywords stand where: Aho-Corasick over the keywords of all rules, on the stretches that the gate lets through, and built when it
//! lets the first one through.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::gate::Gate;
use super::{DetectError, decode};
use crate::rules::{Case, Rule};

/// An encoded keyword of which fewer characters than this are certain stands in every other base64 text.
const SHORTEST_FORM: usize = 4;

/// From here on (bytes) the automaton that takes longer to build has paid for itself.
const MUCH: usize = 2 << 20;

/// Keywords of all rules.
pub(super) struct Prefilter {
    rules: Vec<&'static Rule>,
    gate: Gate,
    /// Lower-case keyword, and who wants it. Put together when the gate lets something through.
    words: OnceLock<Vec<(Vec<u8>, Vec<Want>)>>,
    /// Quick to build, for the little that a commit brings.
    small: OnceLock<AhoCorasick>,
    /// Quick to run, once much has gone by.
    fast: OnceLock<AhoCorasick>,
    /// Bytes that automatons have looked at.
    swept: AtomicUsize,
}

/// Who wants a word, and in which form.
#[derive(Clone)]
enum Want {
    /// The rule of that index, as written or in any case.
    Rule { index: usize, exact: Option<&'static str> },
    /// Whoever opens base64: the form as written, and how many characters of its group stand before it.
    Base64 { form: Vec<u8>, lead: usize },
}

/// What stands in a text.
pub(super) enum Hit {
    /// A keyword of the rule of that index.
    Keyword { rule: usize, span: Range<usize> },
    /// A keyword inside base64; a group of four characters begins at this byte.
    Encoded { group: usize },
}

impl Prefilter {
    pub(super) fn new(rules: &[&'static Rule]) -> Self {
        let mut gate = Gate::default();
        for rule in rules {
            for keyword in rule.keywords {
                gate.register(keyword.as_bytes());
                if is_opened(rule) {
                    decode::base64_forms(keyword)
                        .iter()
                        .filter(|(form, _)| form.len() >= SHORTEST_FORM)
                        .for_each(|(form, _)| gate.register(form));
                }
            }
        }
        gate.close();
        let (small, fast) = (OnceLock::new(), OnceLock::new());
        Self { rules: rules.to_vec(), gate, words: OnceLock::new(), small, fast, swept: AtomicUsize::new(0) }
    }

    fn words(&self) -> &[(Vec<u8>, Vec<Want>)] {
        self.words.get_or_init(|| {
            let mut words: BTreeMap<Vec<u8>, Vec<Want>> = BTreeMap::new();
            for (index, rule) in self.rules.iter().enumerate() {
                for keyword in rule.keywords {
                    let exact = (rule.case == Case::Exact).then_some(*keyword);
                    words.entry(keyword.to_ascii_lowercase().into_bytes()).or_default().push(Want::Rule { index, exact });
                    if is_opened(rule) {
                        for (form, lead) in decode::base64_forms(keyword).into_iter().filter(|(form, _)| form.len() >= SHORTEST_FORM) {
                            words.entry(form.to_ascii_lowercase()).or_default().push(Want::Base64 { form, lead });
                        }
                    }
                }
            }
            words.into_iter().collect()
        })
    }

    /// The automaton for the next stretch of `length` bytes.
    fn automaton(&self, length: usize) -> Result<&AhoCorasick, DetectError> {
        let swept = self.swept.fetch_add(length, Ordering::Relaxed);
        let (slot, kind) = if swept < MUCH { (&self.small, AhoCorasickKind::NoncontiguousNFA) } else { (&self.fast, AhoCorasickKind::DFA) };
        if let Some(automaton) = slot.get() {
            return Ok(automaton);
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .kind(Some(kind))
            .build(self.words().iter().map(|(word, _)| word))
            .map_err(|cause| DetectError { rule: "(keywords of all rules)", cause: Box::new(cause) })?;
        Ok(slot.get_or_init(|| automaton))
    }

    /// Calls `found` for every keyword that stands in `text[range]`.
    pub(super) fn sweep(&self, text: &[u8], range: Range<usize>, mut found: impl FnMut(Hit)) -> Result<(), DetectError> {
        for stretch in self.gate.stretches(text, range) {
            self.sweep_stretch(text, stretch, &mut found)?;
        }
        Ok(())
    }

    /// The same by the automaton alone.
    fn sweep_stretch(&self, text: &[u8], range: Range<usize>, found: &mut impl FnMut(Hit)) -> Result<(), DetectError> {
        for hit in self.automaton(range.len())?.find_overlapping_iter(&text[range.clone()]) {
            let span = range.start + hit.start()..range.start + hit.end();
            for want in &self.words()[hit.pattern().as_usize()].1 {
                match want {
                    Want::Rule { index, exact } if exact.is_none_or(|exact| exact.as_bytes() == &text[span.clone()]) => {
                        found(Hit::Keyword { rule: *index, span: span.clone() });
                    }
                    Want::Base64 { form, lead } if *form == text[span.clone()] && span.start >= *lead => {
                        found(Hit::Encoded { group: span.start - lead });
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

/// Are the rule's keywords looked for inside base64? Words that only give a context are too common, there as elsewhere.
fn is_opened(rule: &Rule) -> bool {
    rule.case == Case::Exact && rule.near.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    fn hits(prefilter: &Prefilter, text: &[u8], gated: bool) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut found = |hit| match hit {
            Hit::Keyword { rule, span } => out.push((span.start, rule)),
            Hit::Encoded { group } => out.push((group, usize::MAX)),
        };
        if gated {
            prefilter.sweep(text, 0..text.len(), &mut found).unwrap();
        } else {
            prefilter.sweep_stretch(text, 0..text.len(), &mut found).unwrap();
        }
        out.sort_unstable();
        out
    }

    /// Random text of keywords, their halves, other case, and noise.
    fn noise(random: &mut fastrand::Rng, prefilter: &Prefilter) -> Vec<u8> {
        let mut text = Vec::new();
        for _ in 0..random.usize(1..60) {
            let (word, _) = &prefilter.words()[random.usize(..prefilter.words().len())];
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

    #[test]
    fn the_gate_and_the_automaton_find_what_the_automaton_finds() {
        let rules: Vec<_> = rules::all().collect();
        let prefilter = Prefilter::new(&rules);
        let mut random = fastrand::Rng::with_seed(5);
        let mut met = 0;
        for _ in 0..3_000 {
            let text = noise(&mut random, &prefilter);
            let alone = hits(&prefilter, &text, false);
            met += alone.len();
            assert_eq!(hits(&prefilter, &text, true), alone, "{text:?}");
        }
        assert!(met > 10_000, "{met}");
        for source in [include_str!("../../Cargo.lock"), include_str!("../rules/stripe.rs"), include_str!("../../README.md")] {
            let alone = hits(&prefilter, source.as_bytes(), false);
            assert_eq!(hits(&prefilter, source.as_bytes(), true), alone);
        }
    }
}
