//! xAI: API keys.

use super::rule::*;

/// xAI's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "xai-api-key",
        provider: "xAI",
        title: "xAI API key",
        keywords: &["xai-"],
        pattern: r"(?P<secret>xai-[0-9A-Za-z_]{70,120})",
        after: Edge::Url,
        entropy: Some(Alphabet::A62),
        exposes: "runs Grok models on the team's credit",
        roll: "https://console.x.ai/",
        logs: "https://console.x.ai/",
        advice: "Disable the key in the console, then delete it when nothing breaks",
        reference: "https://docs.x.ai/docs/overview",
        hits: &["XAI_API_KEY=<<xai-{A62:80}>>", "client = OpenAI(api_key=\"<<xai-{A62:80}>>\", base_url=\"https://api.x.ai/v1\")"],
        misses: &[("xai-{A62:40}", "too short"), ("xai-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..Rule::BASE
    },
];
