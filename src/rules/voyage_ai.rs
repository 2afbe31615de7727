//! Voyage AI: API keys.

use super::rule::*;

/// Voyage AI's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "voyage-ai-api-key",
        provider: "Voyage AI",
        title: "Voyage AI API key",
        keywords: &["voyage"],
        case: Case::Any,
        pattern: r"(?P<secret>pa-[0-9A-Za-z_-]{43})",
        before: Edge::Url,
        after: Edge::Url,
        near: Some(Near { words: &["voyage"], above: 3 }),
        entropy: Some(Alphabet::A64),
        rank: -1,
        exposes: "makes embeddings on the account's bill",
        roll: "https://dashboard.voyageai.com/",
        advice: "Delete the key and create another",
        reference: "https://docs.voyageai.com/docs/api-key-and-installation",
        hits: &["VOYAGE_API_KEY=<<pa-{A64u:42}{A62:1}>>", "voyageai.Client(api_key=\"<<pa-{A64u:42}{A62:1}>>\")"],
        misses: &[("key=pa-{A62:43}", "nothing of the vendor near"), ("voyage key: spa-{A62:43}", "a piece of something longer")],
        ..Rule::BASE
    },
];
