//! Moyasar: secret keys, in the form that Stripe made common.

use super::rule::*;

const WORDS: &[&str] = &["moyasar"];

const BASE: Rule = Rule {
    provider: "Moyasar",
    keywords: WORDS,
    case: Case::Any,
    near: Some(Near { words: WORDS, above: 3 }),
    entropy: Some(Alphabet::A62),
    rank: 1,
    roll: "https://dashboard.moyasar.com/",
    reference: "https://docs.moyasar.com/guides/dashboard/get-your-api-keys",
    ..Rule::BASE
};

/// Moyasar's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "moyasar-live-secret-key",
        title: "Moyasar live secret key",
        pattern: r"(?P<secret>sk_live_[A-Za-z0-9]{20,64})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "takes and refunds payments and reads customers' data",
        advice: "Regenerate the key in the dashboard and let the old one end now",
        hits: &["# moyasar\nsecret_key: <<sk_live_{A62:40}>>", "// moyasar\nconst apiKey = '<<sk_live_{A62:24}>>'"],
        misses: &[("api_key = sk_live_{A62:40}", "no vendor near"), ("# moyasar\nkey: sk_live_{A62:12}", "too short")],
        ..BASE
    },
    Rule {
        id: "moyasar-test-secret-key",
        title: "Moyasar test secret key",
        pattern: r"(?P<secret>sk_test_[A-Za-z0-9]{20,64})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes test payments",
        advice: "Regenerate the test key and keep it in the environment",
        hits: &["# moyasar\nsecret_key: <<sk_test_{A62:40}>>", "// moyasar\nconst apiKey = '<<sk_test_{A62:24}>>'"],
        misses: &[("api_key = sk_test_{A62:40}", "no vendor near"), ("# moyasar\nkey: pk_test_{A62:40}", "the public key")],
        ..BASE
    },
];
