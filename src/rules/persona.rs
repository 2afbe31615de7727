//! Persona: API keys.

use super::rule::*;

const PERSONA: Rule = Rule { provider: "Persona", after: Edge::Url, entropy: Some(Alphabet::Digits), roll: "https://app.withpersona.com/dashboard/api-keys", reference: "https://docs.withpersona.com/api-keys", ..Rule::BASE };

/// Persona's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "persona-production-api-key",
        title: "Persona production API key",
        keywords: &["persona_production_"],
        pattern: r"(?P<secret>persona_production_[0-9A-Za-z_-]{20,80})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "reads the identity documents and checks of the people that were verified",
        advice: "Delete the key in the dashboard, create another, and look at its request log",
        hits: &["PERSONA_API_KEY=<<persona_production_{uuid}>>", "Authorization: Bearer <<persona_production_{A62:43}>>"],
        misses: &[("persona_production_{A62:10}", "too short"), ("persona_production_url", "a name")],
        ..PERSONA
    },
    Rule {
        id: "persona-sandbox-api-key",
        title: "Persona sandbox API key",
        keywords: &["persona_sandbox_"],
        pattern: r"(?P<secret>persona_sandbox_[0-9A-Za-z_-]{20,80})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "reads made-up inquiries",
        advice: "Delete the sandbox key when convenient",
        hits: &["PERSONA_API_KEY=<<persona_sandbox_{uuid}>>", "key: '<<persona_sandbox_{A62:43}>>'"],
        misses: &[("persona_sandbox_{A62:10}", "too short"), ("persona_sandbox_xxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..PERSONA
    },
];
