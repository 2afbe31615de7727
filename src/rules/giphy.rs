//! Giphy: API keys.

use super::rule::*;

/// Giphy's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "giphy-api-key",
        provider: "Giphy",
        title: "Giphy API key",
        keywords: &["giphy"],
        case: Case::Any,
        pattern: r"(?P<secret>[A-Za-z0-9]{32})",
        near: Some(Near { words: &["giphy"], above: 2 }),
        entropy: Some(Alphabet::A62),
        rank: -1,
        severity: Severity::Low,
        exposes: "searches pictures on the app's quota",
        roll: "https://developers.giphy.com/dashboard/",
        advice: "Make another key and delete this one in the dashboard",
        reference: "https://developers.giphy.com/docs/api/",
        hits: &["GIPHY_API_KEY=<<{A62:32}>>", "https://api.giphy.com/v1/gifs/search?q=cat&api_key=<<{A62:32}>>"],
        misses: &[("api_key = {A62:32}", "no vendor near"), ("GIPHY_API_KEY={A62:31}", "one character short"), ("giphy_commit = {hex:32}", "a commit")],
        ..Rule::BASE
    },
];
