//! Unsplash: API keys.

use super::rule::*;

/// Unsplash's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "unsplash-api-key",
        provider: "Unsplash",
        title: "Unsplash access or secret key",
        keywords: &["unsplash"],
        case: Case::Any,
        pattern: r"(?P<secret>[A-Za-z0-9_-]{43})",
        before: Edge::Url,
        after: Edge::Url,
        near: Some(Near { words: &["unsplash"], above: 2 }),
        entropy: Some(Alphabet::A64),
        rank: -1,
        severity: Severity::Low,
        exposes: "searches photos on the app's quota; the secret key logs people in to it",
        roll: "https://unsplash.com/oauth/applications",
        advice: "Have the keys of the application rotated",
        reference: "https://unsplash.com/documentation",
        hits: &["UNSPLASH_ACCESS_KEY=<<{A64u:42}{A62:1}>>", "# unsplash\nAuthorization: Client-ID <<{A64u:42}{A62:1}>>"],
        misses: &[("access_key = {A62:43}", "no vendor near"), ("UNSPLASH_ACCESS_KEY={A62:42}", "one character short")],
        ..Rule::BASE
    },
];
