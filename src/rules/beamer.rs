//! Beamer: API keys.

use super::rule::*;

/// Beamer's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "beamer-api-key",
        provider: "Beamer",
        title: "Beamer API key",
        keywords: &["beamer"],
        case: Case::Any,
        pattern: r"(?P<secret>b_[0-9A-Za-z_=-]{44})",
        before: Edge::Url,
        after: Edge::Url,
        near: Some(Near { words: &["beamer"], above: 2 }),
        entropy: Some(Alphabet::A64),
        severity: Severity::Medium,
        exposes: "publishes posts in the product's news feed and reads its users",
        advice: "Delete the key and make another",
        roll: "https://app.getbeamer.com/settings",
        reference: "https://www.getbeamer.com/api",
        hits: &["BEAMER_API_KEY=<<b_{A64u:44}>>", "curl -H 'Beamer-Api-Key: <<b_{A62:43}=>>' https://api.getbeamer.com/v0/posts"],
        misses: &[("API_KEY=b_{A64u:44}", "nothing names the vendor"), ("BEAMER_API_KEY=b_{A64u:40}", "too short")],
        ..Rule::BASE
    },
];
