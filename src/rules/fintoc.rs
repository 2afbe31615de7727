//! Fintoc: secret keys, in the form that Stripe made common.

use super::rule::*;

const WORDS: &[&str] = &["fintoc"];

const BASE: Rule = Rule {
    provider: "Fintoc",
    keywords: WORDS,
    case: Case::Any,
    near: Some(Near { words: WORDS, above: 3 }),
    entropy: Some(Alphabet::A62),
    rank: 1,
    roll: "https://dashboard.fintoc.com/",
    reference: "https://docs.fintoc.com/docs/api-keys",
    ..Rule::BASE
};

/// Fintoc's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "fintoc-live-secret-key",
        title: "Fintoc live secret key",
        pattern: r"(?P<secret>sk_live_[A-Za-z0-9]{20,64})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "takes and refunds payments and reads customers' data",
        advice: "Regenerate the key in the dashboard and check the payments since",
        hits: &["# fintoc\nsecret_key: <<sk_live_{A62:40}>>", "// fintoc\nconst apiKey = '<<sk_live_{A62:24}>>'"],
        misses: &[("api_key = sk_live_{A62:40}", "no vendor near"), ("# fintoc\nkey: sk_live_{A62:12}", "too short")],
        ..BASE
    },
    Rule {
        id: "fintoc-test-secret-key",
        title: "Fintoc test secret key",
        pattern: r"(?P<secret>sk_test_[A-Za-z0-9]{20,64})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes test payments",
        advice: "Regenerate the test key and keep it in the environment",
        hits: &["# fintoc\nsecret_key: <<sk_test_{A62:40}>>", "// fintoc\nconst apiKey = '<<sk_test_{A62:24}>>'"],
        misses: &[("api_key = sk_test_{A62:40}", "no vendor near"), ("# fintoc\nkey: pk_test_{A62:40}", "the public key")],
        ..BASE
    },
];
