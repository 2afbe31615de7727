//! Lyft: client secrets.

use super::rule::*;
use crate::proof::mixed::MIXED;

/// Lyft's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "lyft-client-secret",
        provider: "Lyft",
        title: "Lyft client secret",
        keywords: &["lyft"],
        case: Case::Any,
        pattern: r#"(?i:secret)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z_-]{32,64})"#,
        after: Edge::Url,
        near: Some(Near { words: &["lyft"], above: 3 }),
        entropy: Some(Alphabet::A62),
        proof: Some(MIXED),
        rank: -1,
        severity: Severity::Medium,
        exposes: "poses as the application towards Lyft's sign-in and API",
        roll: "https://www.lyft.com/developers/manage",
        advice: "Ask for a new client secret on the developer page",
        reference: "https://www.lyft.com/developers",
        hits: &["LYFT_CLIENT_SECRET=<<{A62:32}>>", "lyft:\n  client_secret: \"<<SANDBOX-{A62:32}>>\""],
        misses: &[("client_secret={A62:32}", "nothing says Lyft"), ("LYFT_CLIENT_SECRET={A62:20}", "too short")],
        ..Rule::BASE
    },
];
