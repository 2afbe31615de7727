//! Scalingo: API tokens.

use super::rule::*;

/// Scalingo's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "scalingo-api-token",
        provider: "Scalingo",
        title: "Scalingo API token",
        keywords: &["tk-us-"],
        pattern: r"(?P<secret>tk-us-[0-9A-Za-z_-]{48})",
        before: Edge::Url,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        exposes: "deploys, scales and reads the environment of its owner's applications",
        advice: "Revoke the token",
        roll: "https://dashboard.scalingo.com/account/tokens",
        reference: "https://developers.scalingo.com/",
        hits: &["SCALINGO_API_TOKEN=<<tk-us-{A64u:48}>>", "scalingo login --api-token <<tk-us-{A64u:48}>>"],
        misses: &[("tk-us-{A64u:47}", "one character short"), ("gtk-us-{A64u:48}", "an ordinary identifier"), ("tk-us-{A64u:60}", "too long")],
        ..Rule::BASE
    },
];
