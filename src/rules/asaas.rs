//! Asaas: API keys.

use super::rule::*;

const ASAAS: Rule = Rule {
    provider: "Asaas",
    reference: "https://docs.asaas.com/docs/authentication-2",
    after: Edge::Base64,
    entropy: Some(Alphabet::Lc36),
    ..Rule::BASE
};

/// Asaas's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "asaas-live-api-key",
        title: "Asaas API key",
        keywords: &["$aact_prod_"],
        pattern: r"(?P<secret>\$aact_prod_[0-9A-Za-z_=:-]{60,180})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "charges, transfers and customers of the account",
        advice: "Disable the key, make another, and look at the transfers",
        roll: "https://www.asaas.com/customerApiAccessToken/index",
        hits: &["ASAAS_API_KEY='<<$aact_prod_{A62:100}>>'", "access_token: <<$aact_prod_{A62:70}::{A62:36}>>"],
        misses: &[("$aact_prod_{A62:30}", "too short"), ("$aact_prod_key_name", "a name")],
        ..ASAAS
    },
    Rule {
        id: "asaas-sandbox-api-key",
        title: "Asaas sandbox API key",
        keywords: &["$aact_hmlg_"],
        pattern: r"(?P<secret>\$aact_hmlg_[0-9A-Za-z_=:-]{60,180})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "the sandbox's charges and customers",
        advice: "Disable the sandbox key and make another",
        roll: "https://sandbox.asaas.com/customerApiAccessToken/index",
        hits: &["ASAAS_API_KEY='<<$aact_hmlg_{A62:100}>>'", "\"access_token\": \"<<$aact_hmlg_{A62:70}::{A62:36}>>\""],
        misses: &[("$aact_hmlg_{A62:30}", "too short"), ("$aact_hmlg_", "the prefix alone")],
        ..ASAAS
    },
];
