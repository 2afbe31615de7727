//! SecurityTrails: API keys.

use super::rule::*;

/// SecurityTrails' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "securitytrails-api-key",
        provider: "SecurityTrails",
        title: "SecurityTrails API key",
        keywords: &["securitytrails", "security_trails"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z]{32})",
        near: Some(Near { words: &["securitytrails", "security_trails"], above: 2 }),
        entropy: Some(Alphabet::A62),
        rank: -1,
        severity: Severity::Medium,
        exposes: "looks up domains and addresses at the account's quota",
        advice: "Create a new key and delete this one",
        roll: "https://securitytrails.com/app/account/credentials",
        reference: "https://docs.securitytrails.com/docs/authentication",
        hits: &["SECURITYTRAILS_API_KEY=<<{A62:32}>>", "securitytrails:\n  - <<{A62:32}>>"],
        misses: &[("api_key: {A62:32}", "nothing names the vendor"), ("SECURITYTRAILS_API_KEY={A62:31}", "one character short")],
        ..Rule::BASE
    },
];
