//! Finding candidates in bytes: gate, confirm, settle. It knows neither git nor policy, and nothing about what is new.

mod common;
mod confirm;
mod context;
pub mod decode;
mod entropy;
mod gate;
mod known;
mod placeholder;
pub mod samples;
mod settle;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

pub use context::{line_end, line_start};

use crate::proof::Proof;
use crate::rules::{self, Class, Rule};
use crate::secret::Secret;
use confirm::Confirmer;
use gate::{Gate, Meaning};

/// Encodings within encodings are opened to this depth.
const LAYERS: usize = 2;
/// Names, edges and hosts beside a match are read this far at most (bytes).
const AROUND: usize = 512;

/// A rule that cannot be run: its regex or its keywords do not compile.
#[derive(Debug, thiserror::Error)]
#[error("rule {rule}: the pattern does not compile")]
pub struct DetectError {
    /// The rule's id.
    pub rule: &'static str,
    /// What the compiler says.
    #[source]
    pub cause: Box<dyn std::error::Error + Send + Sync>,
}

/// How sure it is that a candidate is a secret of its rule's kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// The shape fits, the context is weak.
    Possible,
    /// Shape and context fit.
    Likely,
    /// An offline proof holds.
    Proven,
}

impl Confidence {
    /// As reports and configuration write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Proven => "proven",
        }
    }
}

/// What a detector is told of a text besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'a> {
    /// The path it belongs to, as git has it; none for messages, names and standard input.
    pub path: Option<&'a [u8]>,
    /// Not text: only formats that stand for themselves are looked for.
    pub binary: bool,
}

/// A keyword that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where (bytes).
    pub span: Range<usize>,
    /// How far from it anything may stand and still have a say in what is found there (bytes).
    pub influence: usize,
}

/// Something in a text that a rule confirmed.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The rule.
    pub rule: &'static Rule,
    /// What the secret is.
    pub secret: Secret,
    /// Where the secret stands in the swept text (bytes); the encoded text where it was found encoded.
    pub span: Range<usize>,
    /// Where the whole match stands (bytes).
    pub matched: Range<usize>,
    /// What the offline check said.
    pub proof: Proof,
    /// How sure it is.
    pub confidence: Confidence,
    /// `base64` and the like, outermost first; empty for plain text.
    pub encoding: Vec<&'static str>,
    /// Other halves of the same credential.
    pub parts: Vec<Candidate>,
}

impl Candidate {
    fn new(rule: &'static Rule, text: &[u8], matched: Range<usize>, span: Range<usize>, proof: Proof, confidence: Confidence) -> Self {
        let secret = Secret::new(&text[span.clone()]);
        Self { rule, secret, span, matched, proof, confidence, encoding: Vec::new(), parts: Vec::new() }
    }

    /// From its place in opened base64 to the place of its encoding.
    fn relocate(&mut self, opened: &decode::Opened) {
        self.span = opened.encoded(&self.span);
        self.matched = opened.encoded(&self.matched);
        self.encoding.insert(0, "base64");
        self.parts.iter_mut().for_each(|part| part.relocate(opened));
    }

    /// This candidate's own secret and those of its other halves.
    pub fn halves(&self) -> impl Iterator<Item = &Candidate> {
        std::iter::once(self).chain(&self.parts)
    }
}

/// All rules, ready to run. Making one does nothing for the built-in rules; a rule's regex is compiled at its first keyword.
#[derive(Default)]
pub struct Detector {
    /// Rules besides the built-in ones, numbered after them.
    extra: Vec<&'static Rule>,
    /// Ids of built-in rules that are left out.
    off: Vec<String>,
    /// The gate where there are extra rules.
    extended: Option<Gate>,
    /// Extra rules that the gate cannot find: they are tried on every text as a whole.
    ungated: Vec<usize>,
    /// By number; none for a rule that is left out.
    confirmers: OnceLock<Vec<Option<Confirmer>>>,
}

impl Detector {
    /// A detector for the built-in rules.
    pub fn new() -> Self {
        Self::default()
    }

    /// A detector for these rules and the built-in ones, less those of the ids in `off`. A rule that has no keyword, or one of less than
    /// four bytes, works but is slow: it is tried everywhere.
    pub fn with(extra: Vec<&'static Rule>, off: Vec<String>) -> Self {
        let ungated = (words::RULES..).zip(&extra).filter(|(_, rule)| !words::is_gated(rule)).map(|(number, _)| number).collect();
        let extended = (!extra.is_empty()).then(|| words::extended(&extra));
        Self { extra, off, extended, ungated, confirmers: OnceLock::new() }
    }

    fn gate(&self) -> &Gate {
        self.extended.as_ref().unwrap_or(&words::BUILT_IN)
    }

    /// The rule of that number, ready to run; none where it is left out.
    fn confirmer(&self, number: usize) -> Option<&Confirmer> {
        let confirmers = self.confirmers.get_or_init(|| {
            let built_in = rules::all().map(|rule| (!self.off.iter().any(|id| id == rule.id)).then(|| Confirmer::new(rule)));
            built_in.chain(self.extra.iter().map(|rule| Some(Confirmer::new(rule)))).collect()
        });
        confirmers.get(number)?.as_ref()
    }

    /// How far from a changed byte a rule may look (bytes): the context that a swept range has to be widened by.
    pub fn reach(&self) -> usize {
        self.extra.iter().map(|rule| rule.reach).fold(words::REACH, usize::max)
    }

    /// The length of the longest keyword in its longest form, base64 (bytes); none where a rule is tried everywhere.
    pub fn longest_keyword(&self) -> Option<usize> {
        let keywords = rules::all().chain(self.extra.iter().copied()).flat_map(|rule| rule.keywords);
        self.ungated.is_empty().then(|| keywords.map(|keyword| keyword.len() * 4 / 3 + 1).max().unwrap_or(0))
    }

    /// All candidates in `text` with a keyword in `range` (bytes), settled: one secret, one candidate, ordered by place.
    pub fn scan(&self, text: &[u8], range: Range<usize>, about: About<'_>) -> Result<Vec<Candidate>, DetectError> {
        self.survey(text, range, about, &mut Vec::new())
    }

    /// The same, and the keywords themselves: `words` gets those in `range`, in no order.
    pub fn survey(&self, text: &[u8], range: Range<usize>, about: About<'_>, words: &mut Vec<Word>) -> Result<Vec<Candidate>, DetectError> {
        let mut found = Vec::new();
        self.collect(text, range, about, 0, &mut found, words)?;
        Ok(if found.is_empty() { found } else { settle::settle(text, found) })
    }

    fn collect(
        &self,
        text: &[u8],
        range: Range<usize>,
        about: About<'_>,
        depth: usize,
        found: &mut Vec<Candidate>,
        words: &mut Vec<Word>,
    ) -> Result<(), DetectError> {
        // the windows of every rule that has a keyword here
        let mut windows: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
        let (mut groups, mut encoded) = (Vec::new(), Vec::new());
        let mut look = |number: usize, span: Range<usize>| {
            let Some(confirmer) = self.confirmer(number) else { return };
            let reach = confirmer.rule.reach;
            // the match lies within reach of the keyword, what stands near it within reach of the match, and a judge reads on a little
            words.push(Word { span: span.clone(), influence: 2 * reach + AROUND });
            let window = span.start.saturating_sub(reach)..(span.end + reach).min(text.len());
            let windows = windows.entry(number).or_default();
            match windows.last_mut() {
                Some(last) if last.end >= window.start => *last = last.start.min(window.start)..last.end.max(window.end),
                _ => windows.push(window),
            }
        };
        for number in &self.ungated {
            look(*number, range.clone());
        }
        self.gate().sweep(text, range, |meaning, span| match meaning {
            Meaning::Keyword { rule, .. } => look(rule as usize, span),
            Meaning::Base64 { lead } => {
                groups.extend(span.start.checked_sub(usize::from(lead)));
                encoded.push(span);
            }
        });
        for (number, windows) in windows {
            let Some(confirmer) = self.confirmer(number) else { continue };
            if about.binary && (confirmer.rule.near.is_some() || confirmer.rule.class == Class::Generic) {
                continue;
            }
            for window in windows {
                confirmer.confirm(text, window, found)?;
            }
        }
        if depth < LAYERS {
            // what is inside depends on all of the encoded text
            words.extend(encoded.into_iter().map(|span| Word { span, influence: usize::MAX }));
            self.open(text, groups, about, depth, found)?;
        }
        Ok(())
    }

    /// Opens the base64 in which encoded keywords stand, and looks inside.
    fn open(
        &self,
        text: &[u8],
        mut groups: Vec<usize>,
        about: About<'_>,
        depth: usize,
        found: &mut Vec<Candidate>,
    ) -> Result<(), DetectError> {
        groups.sort_unstable();
        let mut done: Vec<Range<usize>> = Vec::new();
        for group in groups {
            // one run holds its groups at one alignment; another alignment of the same run is another reading of it
            if done.iter().any(|run| run.contains(&group) && (group - run.start) % 4 == 0) {
                continue;
            }
            let Some(opened) = decode::open_base64(text, group) else { continue };
            let mut inside = Vec::new();
            let about = About { binary: decode::is_binary(&opened.bytes), ..about };
            self.collect(&opened.bytes, 0..opened.bytes.len(), about, depth + 1, &mut inside, &mut Vec::new())?;
            for mut candidate in settle::settle(&opened.bytes, inside) {
                candidate.relocate(&opened);
                found.push(candidate);
            }
            done.push(opened.run);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(detector: &Detector, text: &[u8]) -> Vec<&'static str> {
        detector.scan(text, 0..text.len(), About::default()).unwrap().iter().map(|candidate| candidate.rule.id).collect()
    }

    #[test]
    fn rules_join_the_built_in_ones_and_built_in_ones_may_be_left_out() {
        static GATED: Rule = Rule { id: "own-gated", keywords: &["tok_"], pattern: "(?P<secret>tok_[0-9a-z]{8})", ..Rule::BASE };
        static SHORT: Rule = Rule { id: "own-short", keywords: &["v1."], pattern: r"(?P<secret>v1\.[0-9]{8})", ..Rule::BASE };
        static BARE: Rule = Rule { id: "own-bare", pattern: "(?P<secret>[0-9]{4}!{4})", ..Rule::BASE };
        let rule = rules::find("aws-access-key-id").unwrap();
        let key = crate::rules::sample::render(rule.hits[0], rule.proof, 1).unwrap().text;
        let text = [b"tok_a1b2c3d4 v1.20261123 2026!!!! ".as_slice(), &key].concat();
        assert_eq!(found(&Detector::new(), &text), [rule.id]);
        let own = vec![&GATED, &SHORT, &BARE];
        assert_eq!(found(&Detector::with(own.clone(), Vec::new()), &text), [GATED.id, SHORT.id, BARE.id, rule.id]);
        assert_eq!(found(&Detector::with(own, vec![rule.id.to_owned()]), &text), [GATED.id, SHORT.id, BARE.id]);
    }
}
