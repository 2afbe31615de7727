//! Bugcrowd: API tokens.

use super::judge;
use super::rule::*;

/// Bugcrowd's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "bugcrowd-api-token",
        provider: "Bugcrowd",
        title: "Bugcrowd API token (user and password)",
        keywords: &["bugcrowd"],
        case: Case::Any,
        pattern: r"(?P<secret>[A-Za-z0-9_-]{8,64}:[A-Za-z0-9_-]{16,64})",
        before: Edge::Url,
        after: Edge::Url,
        near: Some(Near { words: &["bugcrowd"], above: 2 }),
        entropy: Some(Alphabet::A62),
        judge: Some(judge::holds_a_digit),
        rank: -2,
        exposes: "reads reports of holes that are not closed yet",
        roll: "https://tracker.bugcrowd.com/user/api_credentials",
        advice: "Revoke the token and make another for a user with fewer programmes",
        reference: "https://docs.bugcrowd.com/api/getting-started/",
        hits: &["BUGCROWD_API_TOKEN=<<{A62:12}:{A62:32}>>", "# bugcrowd\nAuthorization: Token <<{A62:16}:{A62:40}>>"],
        misses: &[("Token {A62:12}:{A62:32}", "no vendor near"), ("BUGCROWD_API_TOKEN={A62:12}", "the second half is missing")],
        ..Rule::BASE
    },
];
