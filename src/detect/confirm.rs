//! From a keyword to a candidate: the rule's regex on a window around it, then edges, context, randomness and proof.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::BuildError;
use regex::bytes::Regex;
use regex_syntax::hir::Hir;

use super::body::Body;
use super::context::{self, Name, Words};
use super::glance::Glance;
use super::{Candidate, Confidence, DetectError, entropy, known, pattern, placeholder};
use crate::proof::{Outcome, Proof};
use crate::rules::{Alphabet, Class, Rule, Sighting, Verdict};

/// So many beginnings of a body without a bound are tried; behind them its bytes are not read over and over.
const BEGINNINGS: usize = 4;

/// A rule, and by what its matches are told: made where a keyword of it stands for the first time, which most rules never see.
pub(super) struct Confirmer {
    pub(super) rule: &'static Rule,
    ways: OnceLock<Box<Ways>>,
}

/// Ways to tell a match, the cheapest first: each is asked where those before it do not say no.
struct Ways {
    /// None where the pattern does not compile: an error, which is told where it is compiled.
    parsed: Option<Hir>,
    body: Body,
    /// What gives the shape its meaning, where it has none by itself.
    near: OnceLock<Result<Words, BuildError>>,
    /// None where it takes too much memory: an error, which is told there, too.
    glance: OnceLock<Option<Glance>>,
    compiled: OnceLock<Compiled>,
}

/// A pattern, ready to run.
struct Compiled {
    regex: Regex,
    /// Does it leave it to the text where a body ends? Such a body may be as long as the rule's reach.
    open: bool,
}

impl Confirmer {
    pub(super) fn new(rule: &'static Rule) -> Self {
        Self { rule, ways: OnceLock::new() }
    }

    fn ways(&self) -> &Ways {
        self.ways.get_or_init(|| {
            let parsed = pattern::parse(self.rule.pattern).ok();
            let body = parsed.as_ref().map(Body::of).unwrap_or_default();
            Box::new(Ways { parsed, body, near: OnceLock::new(), glance: OnceLock::new(), compiled: OnceLock::new() })
        })
    }

    fn near(&self) -> Result<Option<&Words>, DetectError> {
        let Some(near) = &self.rule.near else { return Ok(None) };
        let words = self.ways().near.get_or_init(|| Words::new(near)).as_ref();
        words.map(Some).map_err(|cause| self.failed(cause.clone()))
    }

    fn failed(&self, cause: impl std::error::Error + Send + Sync + 'static) -> DetectError {
        DetectError { rule: self.rule.id, cause: Box::new(cause) }
    }

    fn compiled(&self) -> Result<&Compiled, DetectError> {
        let slot = &self.ways().compiled;
        if let Some(compiled) = slot.get() {
            return Ok(compiled);
        }
        let regex = pattern::compile(self.rule.pattern).map_err(|cause| self.failed(cause))?;
        Ok(slot.get_or_init(|| Compiled { regex, open: pattern::is_open(self.rule.pattern) }))
    }

    /// May a match begin in `window` and end by its end? Most keywords stand in texts of another kind, and to compile a regex takes longer than
    /// all that is to be done for a small commit.
    fn may_match(&self, text: &[u8], window: &Range<usize>) -> Result<bool, DetectError> {
        let ways = self.ways();
        if !ways.body.stands_in(&text[window.clone()]) {
            return Ok(false);
        }
        if self.near()?.is_some_and(|words| !context::may_be_near(text, window, words, self.rule.reach)) {
            return Ok(false);
        }
        let glance = ways.glance.get_or_init(|| ways.parsed.as_ref().and_then(Glance::of));
        Ok(glance.as_ref().is_none_or(|glance| glance.may_match(text, window.clone())))
    }

    /// All candidates whose match begins in `window` and ends by its end; the text around it is context.
    pub(super) fn confirm(&self, text: &[u8], window: Range<usize>, out: &mut Vec<Candidate>) -> Result<(), DetectError> {
        if !self.may_match(text, &window)? {
            return Ok(());
        }
        let (Compiled { regex, open }, near) = (self.compiled()?, self.near()?);
        let hay = &text[..window.end];
        let mut at = window.start;
        let (mut end, mut beginnings) = (0, 0);
        while at <= hay.len() {
            let Some(whole) = regex.find_at(hay, at) else { break };
            // groups cost far more than the match itself: they are asked for in the match alone
            let Some(captures) = regex.captures_at(&hay[..whole.end()], whole.start()) else { break };
            let Some(whole) = captures.get(0) else { break };
            let secret = captures.name("secret").unwrap_or(whole);
            let fits = !open || secret.len() <= self.rule.reach;
            let candidate = fits.then(|| self.judge(text, near, whole.range(), secret.range())).flatten();
            beginnings = if secret.end() == end { beginnings + 1 } else { 1 };
            end = secret.end();
            let is_over = candidate.is_some() || *open && beginnings == BEGINNINGS;
            at = if is_over { end.max(at + 1) } else { whole.start() + 1 };
            out.extend(candidate);
        }
        Ok(())
    }

    /// Everything that a match has to stand after the regex.
    fn judge(&self, text: &[u8], near: Option<&Words>, matched: Range<usize>, span: Range<usize>) -> Option<Candidate> {
        let rule = self.rule;
        if span.is_empty() || !context::edges_hold(text, span.start, span.end, rule.before, rule.after) {
            return None;
        }
        let secret = &text[span.clone()];
        if known::is_sample(secret) {
            return None;
        }
        let mut confidence = Confidence::Likely;
        if let Some(near) = near {
            if !context::is_near(text, matched.start, &span, near, rule.reach) {
                return None;
            }
            // a pattern that reads the name itself has judged it already; only what it let pass in between can still speak against it
            let read = &text[matched.start..span.start];
            let name = if read.is_empty() { context::assigned_name(text, span.start) } else { context::read_name(read) };
            match name {
                Name::Other => return None,
                Name::Secret => {}
                // a line of base64 in a certificate or an image, whatever is written above it
                Name::Unknown if context::stands_bare(text, span.start) => return None,
                Name::Unknown => confidence = Confidence::Possible,
            }
        }
        let proof = rule.proof.map_or_else(Proof::plausible, |check| (check.run)(secret));
        // one random value in a thousand lies below the floor, and one in a million holds a word: a checksum knows better
        if let Some(alphabet) = rule.entropy.filter(|_| proof.outcome != Outcome::Proven) {
            let body = &secret[rule.prefix_len(secret)..];
            if placeholder::is_placeholder(body) || entropy::shannon(body) < entropy::floor(alphabet, body.len()) {
                return None;
            }
            if matches!(alphabet, Alphabet::A62 | Alphabet::A64) && placeholder::reads_like_a_name(body) {
                return None;
            }
        }
        if let Some(judge) = rule.judge {
            match judge(&Sighting { text, matched: matched.clone(), secret: span.clone() }) {
                Verdict::Silent => return None,
                Verdict::Weak => confidence = Confidence::Possible,
                Verdict::Believed => {}
            }
        }
        confidence = match proof.outcome {
            Outcome::Refuted if rule.proof.is_some_and(|check| check.strict) => return None,
            Outcome::Refuted => Confidence::Possible,
            Outcome::Proven if rule.class == Class::Vendor => Confidence::Proven,
            Outcome::Proven | Outcome::Plausible => confidence,
        };
        Some(Candidate::new(rule, text, matched, span, proof, confidence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Check;

    fn ends_in_x(secret: &[u8]) -> Proof {
        Proof::checksum(secret.ends_with(b"X"))
    }

    #[test]
    fn a_body_without_a_bound_is_read_a_few_times_at_most() {
        static OPEN: Rule = Rule { id: "open-token", pattern: "(?P<secret>tok_[0-9A-Za-z_]{24,})", reach: 4_000, ..Rule::BASE };
        let found = |text: &str| {
            let mut out = Vec::new();
            assert!(Confirmer::new(&OPEN).confirm(text.as_bytes(), 0..text.len(), &mut out).is_ok());
            out.into_iter().map(|candidate| candidate.span).collect::<Vec<_>>()
        };
        let body = "aB3dE6gH9".repeat(4);
        assert_eq!(found(&format!("k=tok_{body} xtok_{body} tok_{body}")), [2..42, 85..125]);
        // longer than the reach: no token of this kind
        assert!(found(&format!("k=tok_{}", body.repeat(200))).is_empty());
        // were every beginning tried to the end, this would take minutes
        assert!(found(&format!("x{}", "tok_aB3dE6gH9".repeat(200_000))).is_empty());
    }

    /// Found in reading: every window read its line from the beginning, which took time that grows with its square.
    #[test]
    fn a_long_line_is_not_read_again_for_every_window() {
        use crate::rules::Near;
        static NEAR: Rule = Rule { id: "near-token", near: Some(Near { words: &["acme"], above: 2 }), reach: 64, ..RULE };
        let text = "tok_aB3dE6gH9aB3dE6gH9aB3dE6 -".repeat(100_000).into_bytes();
        let confirmer = Confirmer::new(&NEAR);
        let mut out = Vec::new();
        for start in (0..text.len()).step_by(600) {
            assert!(confirmer.confirm(&text, start..start + 30, &mut out).is_ok());
        }
        assert!(out.is_empty());
    }

    const RULE: Rule = Rule {
        id: "test-token",
        keywords: &["tok_"],
        pattern: "(?P<secret>tok_[0-9A-Za-z]{24})",
        entropy: Some(crate::rules::Alphabet::A62),
        ..Rule::BASE
    };
    static PROVED: Rule = Rule { proof: Some(Check { name: "x", run: ends_in_x, strict: false, seal: None }), ..RULE };
    static UNPROVED: Rule = RULE;

    #[test]
    fn a_checksum_knows_better_than_entropy_and_words() {
        let found = |rule: &'static Rule, text: &[u8]| {
            let mut out = Vec::new();
            assert!(Confirmer::new(rule).confirm(text, 0..text.len(), &mut out).is_ok());
            out.len()
        };
        // few characters, many times each, but nothing that somebody would type; and a word of a sample, by chance
        for body in ["a1b1Ab2A11b2Ab12A1b21Ab", "Tk8lh6DummyMqY4xyWyCNMg"] {
            let (proved, other) = (format!("k=tok_{body}X"), format!("k=tok_{body}Y"));
            assert_eq!(found(&PROVED, proved.as_bytes()), 1);
            assert_eq!(found(&PROVED, other.as_bytes()), 0);
            assert_eq!(found(&UNPROVED, proved.as_bytes()), 0);
        }
        // nobody spells a word so
        assert_eq!(found(&UNPROVED, b"k=tok_Tk8lh6DuMmyMqY4xyWyCNMgX"), 1);
    }
}
