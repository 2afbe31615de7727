//! Tap Payments: secret keys, in the form that Stripe made common.

use super::rule::*;

const WORDS: &[&str] = &["tap.company", "tap_payments", "tap_secret", "tappayments", "gosell", "tap_api"];

const BASE: Rule = Rule {
    provider: "Tap Payments",
    keywords: WORDS,
    case: Case::Any,
    near: Some(Near { words: WORDS, above: 3 }),
    entropy: Some(Alphabet::A62),
    rank: 1,
    roll: "https://businesses.tap.company/",
    reference: "https://developers.tap.company/docs/authentication",
    ..Rule::BASE
};

/// Tap Payments's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "tap-payments-live-secret-key",
        title: "Tap Payments live secret key",
        pattern: r"(?P<secret>sk_live_[A-Za-z0-9]{20,64})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "takes and refunds payments and reads customers' data",
        advice: "Have the key regenerated in the dashboard and stop the old one",
        hits: &["# tap.company\nsecret_key: <<sk_live_{A62:40}>>", "// tap.company\nconst apiKey = '<<sk_live_{A62:24}>>'"],
        misses: &[("api_key = sk_live_{A62:40}", "no vendor near"), ("# tap.company\nkey: sk_live_{A62:12}", "too short")],
        ..BASE
    },
    Rule {
        id: "tap-payments-test-secret-key",
        title: "Tap Payments test secret key",
        pattern: r"(?P<secret>sk_test_[A-Za-z0-9]{20,64})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes test payments",
        advice: "Regenerate the test key and keep it in the environment",
        hits: &["# tap.company\nsecret_key: <<sk_test_{A62:40}>>", "// tap.company\nconst apiKey = '<<sk_test_{A62:24}>>'"],
        misses: &[("api_key = sk_test_{A62:40}", "no vendor near"), ("# tap.company\nkey: pk_test_{A62:40}", "the public key")],
        ..BASE
    },
];
