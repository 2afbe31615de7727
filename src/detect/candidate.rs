//! What a rule found in a text.

use std::ops::Range;

use super::encoded::Opened;
use crate::proof::Proof;
use crate::rules::Rule;
use crate::secret::Secret;

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
    pub(super) fn new(
        rule: &'static Rule,
        text: &[u8],
        matched: Range<usize>,
        span: Range<usize>,
        proof: Proof,
        confidence: Confidence,
    ) -> Self {
        let secret = Secret::new(&text[span.clone()]);
        Self { rule, secret, span, matched, proof, confidence, encoding: Vec::new(), parts: Vec::new() }
    }

    /// From its place in what was opened to the place of its encoding.
    pub(super) fn relocate(&mut self, opened: &Opened) {
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
