//! Shodan: API keys.

use super::rule::*;
use crate::proof::mixed::MIXED;

/// Shodan's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "shodan-api-key",
        provider: "Shodan",
        title: "Shodan API key",
        keywords: &["shodan"],
        case: Case::Any,
        pattern: r#"(?i:key|token|shodan\(|init)[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{0,6}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{32})"#,
        near: Some(Near { words: &["shodan"], above: 2 }),
        entropy: Some(Alphabet::A62),
        proof: Some(MIXED),
        rank: -1,
        severity: Severity::Medium,
        exposes: "searches and scans with the account's credits",
        roll: "https://account.shodan.io/",
        advice: "Reset the API key on the account page",
        reference: "https://developer.shodan.io/api",
        hits: &["SHODAN_API_KEY=<<{A62:32}>>", "shodan init <<{A62:32}>>", "https://api.shodan.io/shodan/host/1.1.1.1?key=<<{A62:32}>>"],
        misses: &[("api_key={A62:32}", "nothing says Shodan"), ("SHODAN_API_KEY={A62:30}", "too short")],
        ..Rule::BASE
    },
];
