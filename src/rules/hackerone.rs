//! HackerOne: API tokens.

use super::rule::*;

/// HackerOne's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "hackerone-api-token",
        provider: "HackerOne",
        title: "HackerOne API token",
        keywords: &["hackerone", "h1_api", "h1_token"],
        case: Case::Any,
        pattern: r"(?P<secret>[A-Za-z0-9+/]{43}=)",
        after: Edge::Base64,
        near: Some(Near { words: &["hackerone", "h1_api", "h1_token"], above: 2 }),
        entropy: Some(Alphabet::A64),
        rank: -1,
        exposes: "reads reports of holes that are not closed yet",
        roll: "https://hackerone.com/settings/api_token/edit",
        advice: "Revoke the token and make another",
        reference: "https://api.hackerone.com/getting-started/",
        hits: &["HACKERONE_API_TOKEN=<<{A64:43}=>>", "# hackerone\napi_token: '<<{A64:43}=>>'"],
        misses: &[("api_token = {A64:43}=", "no vendor near"), ("HACKERONE_API_TOKEN={A64:42}=", "one character short"), ("hackerone_sha256 = {A64:43}=", "a digest")],
        ..Rule::BASE
    },
];
