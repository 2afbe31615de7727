//! Finding candidates in bytes: prefilter, confirm, settle. It knows neither git nor policy, and nothing about what is new.

mod confirm;
mod context;
pub mod decode;
mod entropy;
mod gate;
mod generic;
mod known;
mod place;
mod placeholder;
mod prefilter;
pub mod samples;
mod settle;

use std::ops::Range;

pub use context::{line_end, line_start};
pub use place::Standing;

use crate::proof::Proof;
use crate::rules::{Class, Rule};
use crate::secret::Secret;
use confirm::Confirmer;
use prefilter::{Hit, Prefilter};

/// Encodings within encodings are opened to this depth.
const LAYERS: usize = 2;

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

/// All rules, ready to run. Building one compiles nothing; that happens at the first keyword.
pub struct Detector {
    confirmers: Vec<Confirmer>,
    prefilter: Prefilter,
    generic: generic::Scanner,
    reach: usize,
}

impl Detector {
    /// A detector for these rules.
    pub fn new(rules: impl IntoIterator<Item = &'static Rule>) -> Self {
        let rules: Vec<&'static Rule> = rules.into_iter().collect();
        Self {
            prefilter: Prefilter::new(&rules),
            generic: generic::Scanner::new(&rules),
            reach: rules.iter().map(|rule| rule.reach).max().unwrap_or(0),
            confirmers: rules.into_iter().map(Confirmer::new).collect(),
        }
    }

    /// How far from a changed byte a rule may look (bytes): the context that a swept range has to be widened by.
    pub fn reach(&self) -> usize {
        self.reach
    }

    /// All candidates in `text` with a keyword in `range` (bytes), settled: one secret, one candidate, ordered by place.
    pub fn scan(&self, text: &[u8], range: Range<usize>, about: About<'_>) -> Result<Vec<Candidate>, DetectError> {
        let mut found = Vec::new();
        self.collect(text, range, about, 0, &mut found)?;
        if found.is_empty() {
            return Ok(found);
        }
        let mut found = settle::settle(text, found);
        let standing = Standing::of(about.path);
        for candidate in &mut found {
            place::mind(candidate, text, standing);
        }
        Ok(found)
    }

    fn collect(
        &self,
        text: &[u8],
        range: Range<usize>,
        about: About<'_>,
        depth: usize,
        found: &mut Vec<Candidate>,
    ) -> Result<(), DetectError> {
        // the windows of every rule that has a keyword here; keywords come in the order of their ends
        let mut windows: Vec<Vec<Range<usize>>> = Vec::new();
        let mut groups = Vec::new();
        self.prefilter.sweep(text, range.clone(), |hit| match hit {
            Hit::Keyword { rule, span } => {
                windows.resize_with(self.confirmers.len().max(windows.len()), Vec::new);
                let rule_of = self.confirmers[rule].rule;
                let reach = if rule_of.near.is_some() { rule_of.reach.max(context::BLOCK) } else { rule_of.reach };
                let window = span.start.saturating_sub(reach)..(span.end + reach).min(text.len());
                match windows[rule].last_mut() {
                    Some(last) if last.end >= window.start => *last = last.start.min(window.start)..last.end.max(window.end),
                    _ => windows[rule].push(window),
                }
            }
            Hit::Encoded { group } => groups.push(group),
        })?;
        for (confirmer, windows) in self.confirmers.iter().zip(windows) {
            if about.binary && (confirmer.rule.near.is_some() || confirmer.rule.class == Class::Generic) {
                continue;
            }
            for window in windows {
                confirmer.confirm(text, window, found)?;
            }
        }
        self.generic.scan(text, range, about, found);
        if depth < LAYERS {
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
            self.collect(&opened.bytes, 0..opened.bytes.len(), about, depth + 1, &mut inside)?;
            for mut candidate in settle::settle(&opened.bytes, inside) {
                candidate.relocate(&opened);
                found.push(candidate);
            }
            done.push(opened.run);
        }
        Ok(())
    }
}
