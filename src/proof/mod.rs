//! Offline proofs: what the bytes of a candidate say about themselves, without asking anybody.
//!
//! Every check is a pure function from bytes to [`Proof`]. It may tell facts to the reader ("account 123456789012", "expired
//! 2024-05-01"), but never a part of the secret.

pub mod mixed;
pub mod password;

/// What a check makes of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The bytes come from the vendor's generator, or from somebody imitating it: a checksum or a full structure holds.
    Proven,
    /// Nothing speaks for it or against it.
    Plausible,
    /// The bytes contradict the format.
    Refuted,
}

/// What the bytes tell of whether the secret can be used as it lies there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// As far as can be seen, it works.
    #[default]
    Usable,
    /// It is encrypted: of use only to who knows the passphrase.
    Encrypted,
    /// It carries its own end, and that is past.
    Expired,
}

/// The result of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Does the check hold?
    pub outcome: Outcome,
    /// Short facts for the reader, in the order they matter; never a part of the secret.
    pub facts: Vec<String>,
    /// Can it be used as it lies there?
    pub state: State,
}

impl Proof {
    /// Proven, with a fact that says by what.
    pub fn proven(fact: impl Into<String>) -> Self {
        Self { outcome: Outcome::Proven, facts: vec![fact.into()], state: State::Usable }
    }

    /// Neither proven nor refuted.
    pub fn plausible() -> Self {
        Self { outcome: Outcome::Plausible, facts: Vec::new(), state: State::Usable }
    }

    /// Refuted.
    pub fn refuted() -> Self {
        Self { outcome: Outcome::Refuted, facts: Vec::new(), state: State::Usable }
    }

    /// Proven where `holds`, else refuted.
    pub fn checksum(holds: bool) -> Self {
        if holds { Self::proven("checksum valid") } else { Self::refuted() }
    }

    /// The same with one more fact.
    #[must_use]
    pub fn with(mut self, fact: impl Into<String>) -> Self {
        self.facts.push(fact.into());
        self
    }

    /// The same in another state.
    #[must_use]
    pub fn state(mut self, state: State) -> Self {
        self.state = state;
        self
    }
}

/// A check as a rule names it.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Its name in listings: kebab-case, `github-crc32`.
    pub name: &'static str,
    /// The check, over the bytes of the rule's `secret` capture.
    pub run: fn(&[u8]) -> Proof,
    /// Does a refusal drop the finding (the check is documented or widely verified), or only lower it?
    pub strict: bool,
    /// Given the text of a sample so far (from the start of its secret), what has to be appended to make the check hold. It makes
    /// samples; no real check needs it. `None` where samples need no sum.
    pub seal: Option<fn(&[u8]) -> Vec<u8>>,
}
