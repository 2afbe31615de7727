//! Moonshot (Kimi): API keys.

use super::rule::*;

/// Moonshot's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "moonshot-api-key",
        provider: "Moonshot",
        title: "Moonshot (Kimi) API key",
        keywords: &["moonshot", "kimi"],
        case: Case::Any,
        pattern: r"(?P<secret>sk-[0-9A-Za-z_-]{48})",
        before: Edge::Url,
        after: Edge::Url,
        near: Some(Near { words: &["moonshot", "kimi"], above: 3 }),
        entropy: Some(Alphabet::A62),
        rank: -1,
        exposes: "runs models at the account's cost",
        advice: "Delete the key and make another",
        roll: "https://platform.moonshot.cn/console/api-keys",
        reference: "https://platform.moonshot.cn/docs/api/chat",
        hits: &["MOONSHOT_API_KEY=<<sk-{A62:48}>>", "client = OpenAI(\n  base_url=\"https://api.moonshot.cn/v1\",\n  api_key=\"<<sk-{A62:48}>>\")"],
        misses: &[("API_KEY=sk-{A62:48}", "nothing names the vendor"), ("MOONSHOT_API_KEY=sk-{A62:47}", "one character short")],
        ..Rule::BASE
    },
];
