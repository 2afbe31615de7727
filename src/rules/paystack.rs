//! Paystack: secret keys.

use super::rule::*;

const SETTINGS: &str = "https://dashboard.paystack.com/#/settings/developers";

/// 40 hexadecimal digits after the prefix tell it from other vendors' keys.
const PAYSTACK: Rule = Rule {
    provider: "Paystack",
    roll: SETTINGS,
    reference: "https://paystack.com/docs/api/authentication/",
    entropy: Some(Alphabet::Hex),
    rank: 2,
    ..Rule::BASE
};

/// Paystack's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "paystack-live-secret-key",
        title: "Paystack live secret key",
        keywords: &["sk_live_"],
        pattern: r"(?P<secret>sk_live_[0-9a-f]{40})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "charges saved cards, refunds and transfers out of the balance",
        advice: "Generate a new secret key under API Keys and Webhooks, and check recent transfers",
        hits: &["PAYSTACK_SECRET_KEY=<<sk_live_{hex:40}>>", "Authorization: Bearer <<sk_live_{hex:40}>>"],
        misses: &[("sk_live_{hex:39}", "one character short"), ("sk_live_{A62:24}", "another vendor's"), ("pk_live_{hex:40}", "the public half")],
        ..PAYSTACK
    },
    Rule {
        id: "paystack-test-secret-key",
        title: "Paystack test secret key",
        keywords: &["sk_test_"],
        pattern: r"(?P<secret>sk_test_[0-9a-f]{40})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes test transactions",
        advice: "Generate a new test key and read it from the environment",
        hits: &["'secretKey' => '<<sk_test_{hex:40}>>',", "PAYSTACK_SECRET=<<sk_test_{hex:40}>>"],
        misses: &[("sk_test_{hex:41}", "one character too many"), ("sk_test_0000000000000000000000000000000000000000", "a placeholder")],
        ..PAYSTACK
    },
];
