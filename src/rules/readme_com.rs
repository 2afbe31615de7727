//! ReadMe: API keys of documentation projects.

use super::rule::*;

/// ReadMe's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "readme-api-key",
        provider: "ReadMe",
        title: "ReadMe API key",
        keywords: &["rdme_"],
        pattern: r"(?P<secret>rdme_[0-9a-z]{70})",
        entropy: Some(Alphabet::Hex),
        exposes: "changes the published documentation and API definitions of the project",
        roll: "https://dash.readme.com/",
        advice: "Delete the API key in the project's settings",
        reference: "https://docs.readme.com/main/reference/intro/authentication",
        hits: &["README_API_KEY=<<rdme_xn8s9h{hex:64}>>", "rdme openapi --key=<<rdme_{lc36:70}>>"],
        misses: &[("rdme_{lc36:60}", "too short"), ("rdme_{lc36:71}", "one character long")],
        ..Rule::BASE
    },
];
