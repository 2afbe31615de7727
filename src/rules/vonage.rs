//! Vonage (Nexmo): API secrets.

use super::rule::*;

/// Vonage's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "vonage-api-key",
        provider: "Vonage",
        title: "Vonage API key",
        keywords: &["nexmo", "vonage"],
        case: Case::Any,
        pattern: named!(r"(?:api|nexmo|vonage)[_-]?key", "[0-9a-f]{8}"),
        near: Some(Near { words: &["nexmo", "vonage"], above: 3 }),
        severity: Severity::Info,
        exposes: "names the account; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://developer.vonage.com/en/getting-started/concepts/authentication",
        hits: &["VONAGE_API_KEY=<<{hex:8}>>", "nexmo:\n  api_key: \"<<{hex:8}>>\""],
        misses: &[("api_key={hex:8}", "nothing says Vonage"), ("VONAGE_API_KEY={hex:12}", "too long")],
        ..Rule::BASE
    },
    Rule {
        id: "vonage-api-secret",
        provider: "Vonage",
        title: "Vonage API secret",
        keywords: &["nexmo", "vonage"],
        case: Case::Any,
        pattern: r#"(?i:secret)(?:_?key)?[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{16})"#,
        after: Edge::Dotted,
        near: Some(Near { words: &["nexmo", "vonage"], above: 3 }),
        entropy: Some(Alphabet::A62),
        rank: -1,
        pair: Some(Pair { with: &["vonage-api-key"], lines: 4, severity: Severity::High }),
        exposes: "sends messages and calls at the account's cost, also to numbers that charge for it",
        roll: "https://dashboard.nexmo.com/settings",
        logs: "https://dashboard.nexmo.com/sms",
        advice: "Create a second secret, deploy it, then revoke this one",
        reference: "https://developer.vonage.com/en/account/secret-management",
        hits: &["NEXMO_API_SECRET=<<{A62:16}>>", "vonage:\n  api_key: {hex:8}\n  api_secret: \"<<{A62:16}>>\""],
        misses: &[("api_secret={A62:16}", "nothing says Vonage"), ("VONAGE_API_SECRET={A62:15}", "one character short"), ("VONAGE_API_KEY={hex:8}", "the public half")],
        ..Rule::BASE
    },
];
