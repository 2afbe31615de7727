//! Together AI: API keys.

use super::rule::*;

/// Together AI's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "together-ai-api-key",
        provider: "Together AI",
        title: "Together AI API key",
        keywords: &["tgp_v1_"],
        pattern: r"(?P<secret>tgp_v1_[A-Za-z0-9_-]{43})",
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        exposes: "runs models and fine-tuning jobs at the account's cost",
        roll: "https://api.together.ai/settings/api-keys",
        advice: "Regenerate the key and look at the account's usage",
        reference: "https://docs.together.ai/docs/quickstart",
        hits: &["tgp_v1_{A64u:42}{A62:1}", "TOGETHER_API_KEY=<<tgp_v1_{A64u:42}{A62:1}>>"],
        misses: &[("tgp_v1_{A62:42}", "one character short"), ("tgp_v1_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..Rule::BASE
    },
    Rule {
        id: "together-ai-api-key-legacy",
        provider: "Together AI",
        title: "Together AI API key (64 hex digits)",
        keywords: &["together_api", "togetherai", "together_ai", "together.ai", "together.xyz", "together-api"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{64})",
        near: Some(Near { words: &["together_api", "togetherai", "together_ai", "together.ai", "together.xyz", "together-api"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "runs models and fine-tuning jobs at the account's cost",
        roll: "https://api.together.ai/settings/api-keys",
        advice: "Regenerate the key; keys of today begin with tgp_",
        reference: "https://docs.together.ai/docs/quickstart",
        hits: &["TOGETHER_API_KEY=<<{hex:64}>>", "base_url = 'https://api.together.xyz/v1'\napi_key = '<<{hex:64}>>'"],
        misses: &[("api_key = {hex:64}", "no vendor near"), ("togetherai_wheel_sha256 = {hex:64}", "a digest")],
        ..Rule::BASE
    },
];
