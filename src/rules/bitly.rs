//! Bitly: access tokens.

use super::rule::*;

/// Bitly's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "bitly-access-token",
        provider: "Bitly",
        title: "Bitly access token",
        keywords: &["bitly", "bit_ly"],
        case: Case::Any,
        pattern: r#"(?i:bit_?ly[_.-]?(?:(?:generic|access|api|oauth|auth)[_.-]?){0,2}(?:token|key))["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{40})"#,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Low,
        exposes: "shortens links and, with a paid plan, points your short links elsewhere",
        roll: "https://app.bitly.com/settings/api/",
        advice: "Generate a new token and revoke the old one, which otherwise goes on working",
        reference: "https://dev.bitly.com/docs/getting-started/authentication/",
        hits: &["BITLY_ACCESS_TOKEN=<<{hex:40}>>", "bitlyToken: '<<{hex:40}>>'"],
        misses: &[("access_token={hex:40}", "nothing of the vendor"), ("bitly_commit={hex:40}", "a commit id"), ("BITLY_TOKEN={hex:64}", "too long")],
        ..Rule::BASE
    },
];
