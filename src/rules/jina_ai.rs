//! Jina AI: API keys.

use super::rule::*;

/// Jina AI's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "jina-ai-api-key",
        provider: "Jina AI",
        title: "Jina AI API key",
        keywords: &["jina_"],
        pattern: r"(?P<secret>jina_[A-Za-z0-9_-]{60})",
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        exposes: "uses embeddings and reader on the account's tokens",
        roll: "https://jina.ai/api-dashboard/",
        advice: "Delete the key and move what is left of its tokens to another",
        reference: "https://jina.ai/api-dashboard/",
        hits: &["jina_{A64u:59}{A62:1}", "JINA_API_KEY=<<jina_{A64u:59}{A62:1}>>"],
        misses: &[("jina_{A62:59}", "one character short"), ("jina_embeddings_v3", "a name")],
        ..Rule::BASE
    },
];
