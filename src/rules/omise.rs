//! Omise (Opn Payments): secret and public keys.

use super::rule::*;

const OMISE: Rule = Rule {
    provider: "Omise",
    roll: "https://dashboard.omise.co/",
    reference: "https://docs.omise.co/how-to-access-omise-api-keys",
    entropy: Some(Alphabet::Lc36),
    ..Rule::BASE
};

/// Omise's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "omise-live-secret-key",
        title: "Omise live secret key",
        keywords: &["skey_"],
        pattern: r"(?P<secret>skey_[0-9a-z]{19})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "charges cards, refunds and transfers to bank accounts",
        advice: "Roll the key and choose to revoke the old one now rather than in an hour",
        hits: &["skey_{lc36:19}", "OMISE_SECRET_KEY=<<skey_{lc36:19}>>"],
        misses: &[("skey_{lc36:18}", "one character short"), ("pkey_{lc36:19}", "the public key"), ("taskey_{lc36:19}", "a longer name")],
        ..OMISE
    },
    Rule {
        id: "omise-test-secret-key",
        title: "Omise test secret key",
        keywords: &["skey_test_"],
        pattern: r"(?P<secret>skey_test_[0-9a-z]{19})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes test charges",
        advice: "Roll the test key",
        hits: &["skey_test_{lc36:19}", "secretKey: '<<skey_test_{lc36:19}>>'"],
        misses: &[("skey_test_{lc36:18}", "one character short"), ("skey_test_xxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..OMISE
    },
];
