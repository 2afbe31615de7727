//! Highnote: API keys.

use super::rule::*;
use crate::proof::decode::WORKOS;

const HIGHNOTE: Rule = Rule {
    provider: "Highnote",
    near: Some(Near { words: &["highnote"], above: 3 }),
    after: Edge::Url,
    entropy: Some(Alphabet::Lc36),
    // the form (base64 of `key_…`) is shared with WorkOS; the name beside it decides
    proof: Some(WORKOS),
    rank: 3,
    roll: "https://dashboard.highnote.com/",
    reference: "https://docs.highnote.com/docs/developers/api/using-the-api",
    ..Rule::BASE
};

/// Highnote's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "highnote-live-api-key",
        title: "Highnote live API key",
        keywords: &["sk_live_a2V5"],
        pattern: r"(?P<secret>sk_live_a2V5X[0-9A-Za-z+/_-]{55,90}={0,2})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "issues cards and moves the money on them",
        advice: "Revoke the key in the dashboard, create another, and look at the cards issued since",
        hits: &["HIGHNOTE_API_KEY=<<sk_live_{seal}>>", "# highnote\napi_key: <<sk_live_a2V5X{A62:68}==>>"],
        misses: &[("API_KEY=<<sk_live_{seal}>>", "nothing says Highnote"), ("HIGHNOTE_API_KEY=sk_live_a2V5X{A62:20}", "too short")],
        ..HIGHNOTE
    },
    Rule {
        id: "highnote-test-api-key",
        title: "Highnote test API key",
        keywords: &["sk_test_a2V5"],
        pattern: r"(?P<secret>sk_test_a2V5X[0-9A-Za-z+/_-]{55,90}={0,2})",
        severity: Severity::Medium,
        mode: Mode::Test,
        exposes: "issues test cards",
        advice: "Revoke the test key in the dashboard and create another",
        hits: &["HIGHNOTE_API_KEY=<<sk_test_{seal}>>", "highnote_key = \"<<sk_test_a2V5X{A62:65}=>>\""],
        misses: &[("API_KEY=sk_test_a2V5X{A62:71}", "nothing says Highnote"), ("HIGHNOTE_API_KEY=sk_test_{A62:24}", "another form")],
        ..HIGHNOTE
    },
];
