//! DeepSeek: API keys.

use super::rule::*;

/// DeepSeek's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "deepseek-api-key",
        provider: "DeepSeek",
        title: "DeepSeek API key",
        keywords: &["deepseek"],
        case: Case::Any,
        // several vendors share the shape; the name beside it decides
        pattern: r"(?P<secret>sk-[0-9a-f]{32})",
        near: Some(Near { words: &["deepseek"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "runs models on the account's balance",
        roll: "https://platform.deepseek.com/api_keys",
        logs: "https://platform.deepseek.com/usage",
        advice: "Delete the key on the platform and look at the balance",
        reference: "https://api-docs.deepseek.com/",
        hits: &["DEEPSEEK_API_KEY=<<sk-{hex:32}>>", "client = OpenAI(base_url=\"https://api.deepseek.com\",\n    api_key=\"<<sk-{hex:32}>>\")"],
        misses: &[("API_KEY=sk-{hex:32}", "nothing says DeepSeek"), ("DEEPSEEK_API_KEY=sk-{hex:31}", "one character short")],
        ..Rule::BASE
    },
];
