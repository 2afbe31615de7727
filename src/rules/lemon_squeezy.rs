//! Lemon Squeezy: API keys, which are signed tokens.

use super::rule::*;
use crate::proof::jwt;

/// Lemon Squeezy's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "lemon-squeezy-api-key",
        provider: "Lemon Squeezy",
        title: "Lemon Squeezy API key",
        keywords: &["lemonsqueezy", "lemon_squeezy", "lemon-squeezy", "lemon squeezy"],
        case: Case::Any,
        // {"typ":"JWT","alg":"RS256"} in base64
        pattern: r"(?P<secret>eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9\.eyJ[0-9A-Za-z_-]{200,450}\.[0-9A-Za-z_-]{512,683})",
        reach: 1500,
        after: Edge::Url,
        near: Some(Near { words: &["lemonsqueezy", "lemon_squeezy", "lemon-squeezy", "lemon squeezy"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        proof: Some(jwt::JWT),
        rank: 1,
        exposes: "reads orders and customers, issues refunds and licence keys of every store",
        roll: "https://app.lemonsqueezy.com/settings/api",
        advice: "Delete the key and create another; it has no scopes to lose",
        reference: "https://docs.lemonsqueezy.com/api",
        hits: &[
            "LEMONSQUEEZY_API_KEY=<<eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJ{A62:311}.{A64u:682}A>>",
            "lemonSqueezySetup({{ apiKey: \"<<eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJ{A62:320}.{A64u:682}A>>\" }})",
        ],
        misses: &[
            ("token=eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJ{A62:311}.{A64u:682}A", "nothing of the vendor near"),
            ("LEMONSQUEEZY_API_KEY=eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJ{A62:311}.{A64u:43}", "another algorithm"),
        ],
        ..Rule::BASE
    },
];
