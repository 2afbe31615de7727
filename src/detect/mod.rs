//! Finding candidates in bytes: prefilter, confirm, settle. It knows neither git nor policy, and nothing about what is new.

mod confirm;
mod context;
pub mod decode;
mod encoded;
mod entropy;
mod gate;
mod known;
mod placeholder;
mod prefilter;
pub mod samples;
mod settle;

use std::ops::Range;

pub use context::{line_end, line_start};

use crate::proof::Proof;
use crate::rules::{Class, Rule};
use crate::secret::Secret;
use confirm::Confirmer;
use encoded::Opened;
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

    /// From its place in what was opened to the place of its encoding.
    fn relocate(&mut self, opened: &Opened) {
        self.span = opened.encoded(&self.span);
        self.matched = opened.encoded(&self.matched);
        self.encoding.insert(0, opened.name());
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
    reach: usize,
}

impl Detector {
    /// A detector for these rules.
    pub fn new(rules: impl IntoIterator<Item = &'static Rule>) -> Self {
        let rules: Vec<&'static Rule> = rules.into_iter().collect();
        Self {
            prefilter: Prefilter::new(&rules),
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
        Ok(if found.is_empty() { found } else { settle::settle(text, found) })
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
        let mut groups = Groups::default();
        self.prefilter.sweep(text, range.clone(), |hit| match hit {
            Hit::Keyword { rule, span } => {
                windows.resize_with(self.confirmers.len().max(windows.len()), Vec::new);
                let reach = self.confirmers[rule].rule.reach;
                let window = span.start.saturating_sub(reach)..(span.end + reach).min(text.len());
                match windows[rule].last_mut() {
                    Some(last) if last.end >= window.start => *last = last.start.min(window.start)..last.end.max(window.end),
                    _ => windows[rule].push(window),
                }
            }
            Hit::Encoded { group } => groups.add(group),
        })?;
        for (confirmer, windows) in self.confirmers.iter().zip(windows) {
            if about.binary && (confirmer.rule.near.is_some() || confirmer.rule.class == Class::Generic) {
                continue;
            }
            for window in windows {
                confirmer.confirm(text, window, found)?;
            }
        }
        if depth < LAYERS {
            self.open(text, range, groups.places, about, depth, found)?;
        }
        Ok(())
    }

    /// Opens what is encoded, and looks inside: what decodes to text, and the base64 in which encoded keywords stand.
    fn open(
        &self,
        text: &[u8],
        range: Range<usize>,
        mut groups: Vec<usize>,
        about: About<'_>,
        depth: usize,
        found: &mut Vec<Candidate>,
    ) -> Result<(), DetectError> {
        let mut done = encoded::openings(text, range, about.binary);
        for opened in &done {
            self.inside(opened, about, depth, found)?;
        }
        groups.sort_unstable();
        for group in groups {
            // one run holds its groups at one alignment; another alignment of the same run is another reading of it
            if done.iter().any(|opened| opened.reads(group)) {
                continue;
            }
            let Some(opened) = encoded::base64_around(text, group) else { continue };
            self.inside(&opened, about, depth, found)?;
            done.push(opened);
        }
        Ok(())
    }

    fn inside(&self, opened: &Opened, about: About<'_>, depth: usize, found: &mut Vec<Candidate>) -> Result<(), DetectError> {
        let mut inside = Vec::new();
        let about = About { binary: decode::is_binary(&opened.bytes), ..about };
        let depth = if opened.is_wide() { depth } else { depth + 1 };
        self.collect(&opened.bytes, 0..opened.bytes.len(), about, depth, &mut inside)?;
        if inside.is_empty() {
            return Ok(());
        }
        let new = settle::settle(&opened.bytes, inside).into_iter().filter(|candidate| opened.is_encoded(&candidate.matched));
        found.extend(new.map(|mut candidate| {
            candidate.relocate(opened);
            candidate
        }));
        Ok(())
    }
}

/// Where groups of base64 begin that hold keywords. A run of one letter holds the form of some keyword at every byte: of groups that follow
/// one another one is enough.
#[derive(Default)]
struct Groups {
    places: Vec<usize>,
    /// By place in a group of four: the last one met, and the last one kept.
    last: [Option<(usize, usize)>; 4],
}

impl Groups {
    /// Of groups that follow one another, one in so many bytes is kept.
    const APART: usize = 256 << 10;

    fn add(&mut self, group: usize) {
        let last = &mut self.last[group % 4];
        match last {
            Some((met, kept)) if group.abs_diff(*met) <= 4 && group.abs_diff(*kept) < Self::APART => *met = group,
            _ => {
                *last = Some((group, group));
                self.places.push(group);
            }
        }
    }
}
