//! Onfido: API tokens.

use super::rule::*;

const ONFIDO: Rule = Rule {
    provider: "Onfido",
    roll: "https://dashboard.onfido.com/api/tokens",
    reference: "https://documentation.onfido.com/",
    after: Edge::Url,
    entropy: Some(Alphabet::A64),
    ..Rule::BASE
};

/// Onfido's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "onfido-live-api-token",
        title: "Onfido live API token",
        keywords: &["api_live.", "api_live_us.", "api_live_ca."],
        pattern: r"(?P<secret>api_live(?:_us|_ca)?\.(?:[0-9A-Za-z_-]{8,20}\.)?[0-9A-Za-z_-]{20,80})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "reads identity documents and photographs of every applicant",
        advice: "Revoke the token in the dashboard; what it could read is personal data, so tell whoever answers for that",
        hits: &["ONFIDO_API_TOKEN=<<api_live.{A62:11}.{A62:32}>>", "Authorization: Token token=<<api_live_us.{A62:43}>>"],
        misses: &[("api_live.start", "a call"), ("api_live.getUserAuthenticationSettings", "a call with a long name")],
        ..ONFIDO
    },
    Rule {
        id: "onfido-sandbox-api-token",
        title: "Onfido sandbox API token",
        keywords: &["api_sandbox.", "api_sandbox_us.", "api_sandbox_ca."],
        pattern: r"(?P<secret>api_sandbox(?:_us|_ca)?\.(?:[0-9A-Za-z_-]{8,20}\.)?[0-9A-Za-z_-]{20,80})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes checks of invented applicants",
        advice: "Revoke it and read the next one from the environment",
        hits: &["ONFIDO_TOKEN=<<api_sandbox.{A62:11}.{A62:32}>>", "apiToken: \"<<api_sandbox_ca.{A62:43}>>\""],
        misses: &[("api_sandbox.url", "a setting"), ("my_api_sandbox.{A62:11}.{A62:32}", "a piece of something longer")],
        ..ONFIDO
    },
];
