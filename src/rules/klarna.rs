//! Klarna: API keys.

use super::rule::*;

const KLARNA: Rule = Rule {
    provider: "Klarna",
    reference: "https://docs.klarna.com/api/authentication",
    after: Edge::Base64,
    reach: 320,
    entropy: Some(Alphabet::A64),
    ..Rule::BASE
};

/// Klarna's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "klarna-live-api-key",
        title: "Klarna live API key",
        keywords: &["klarna_live_api_"],
        pattern: r"(?P<secret>klarna_live_api_[0-9A-Za-z+/]{60,250}={0,2})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "orders, captures and refunds of the merchant",
        advice: "Disable the credential in the portal and generate a new key",
        roll: "https://portal.klarna.com/",
        hits: &["KLARNA_API_KEY=<<klarna_live_api_{A64:87}=>>", "\"password\": \"<<klarna_live_api_{A64:100}>>\""],
        misses: &[("klarna_live_api_{A64:30}", "too short"), ("klarna_live_api_key_name", "a name")],
        ..KLARNA
    },
    Rule {
        id: "klarna-playground-api-key",
        title: "Klarna playground API key",
        keywords: &["klarna_test_api_"],
        pattern: r"(?P<secret>klarna_test_api_[0-9A-Za-z+/]{60,250}={0,2})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "orders in the playground",
        advice: "Disable the playground credential and generate another",
        roll: "https://portal.playground.klarna.com/",
        hits: &["KLARNA_API_KEY=<<klarna_test_api_{A64:87}=>>", "apiKey: '<<klarna_test_api_{A64:64}>>'"],
        misses: &[("klarna_test_api_{A64:30}", "too short"), ("klarna_test_api_endpoint", "a name")],
        ..KLARNA
    },
];
