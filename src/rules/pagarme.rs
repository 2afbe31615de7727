//! Pagar.me: API keys.

use super::rule::*;

const PAGARME: Rule = Rule { provider: "Pagar.me", entropy: Some(Alphabet::A62), roll: "https://dash.pagar.me/", reference: "https://docs.pagar.me/docs/chaves-de-acesso", ..Rule::BASE };

/// Pagar.me's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "pagarme-live-api-key",
        title: "Pagar.me live API key",
        keywords: &["ak_live_"],
        pattern: r"(?P<secret>ak_live_[0-9A-Za-z]{30})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "charges, refunds and pays out for the merchant",
        advice: "Regenerate the key in the dashboard and check the transfers",
        hits: &["PAGARME_API_KEY=<<ak_live_{A62:30}>>", "api_key: \"<<ak_live_{A62:30}>>\""],
        misses: &[("ak_live_{A62:29}", "one character short"), ("break_live_{A62:30}", "the end of a word")],
        ..PAGARME
    },
    Rule {
        id: "pagarme-test-api-key",
        title: "Pagar.me test API key",
        keywords: &["ak_test_"],
        pattern: r"(?P<secret>ak_test_[0-9A-Za-z]{30})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes test transactions",
        advice: "Regenerate the test key when convenient",
        hits: &["PAGARME_API_KEY=<<ak_test_{A62:30}>>", "pagarme.client.connect({{ api_key: '<<ak_test_{A62:30}>>' }})"],
        misses: &[("ak_test_{A62:31}", "one character long"), ("break_test_{A62:30}", "the end of a word")],
        ..PAGARME
    },
];
