//! Cerebras: API keys.

use super::rule::*;

/// Cerebras' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "cerebras-api-key",
        provider: "Cerebras",
        title: "Cerebras API key",
        keywords: &["csk-"],
        pattern: r"(?P<secret>csk-[0-9a-z]{48})",
        before: Edge::Url,
        after: Edge::Url,
        entropy: Some(Alphabet::Lc36),
        exposes: "runs models at the account's cost",
        roll: "https://cloud.cerebras.ai/",
        advice: "Delete the key and make another",
        reference: "https://inference-docs.cerebras.ai/quickstart",
        hits: &["csk-{lc36:48}", "CEREBRAS_API_KEY=<<csk-{lc36:48}>>"],
        misses: &[("csk-{lc36:47}", "one character short"), ("css-csk-{lc36:48}x", "a longer name")],
        ..Rule::BASE
    },
];
