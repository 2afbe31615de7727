//! LlamaCloud (LlamaIndex): API keys.

use super::rule::*;

/// LlamaCloud's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "llamacloud-api-key",
        provider: "LlamaCloud",
        title: "LlamaCloud API key",
        keywords: &["llx-"],
        pattern: r"(?P<secret>llx-[0-9A-Za-z]{40,48})",
        before: Edge::Url,
        after: Edge::Url,
        entropy: Some(Alphabet::A62),
        exposes: "parses documents at the account's cost and reads its indexes",
        roll: "https://cloud.llamaindex.ai/api-key",
        advice: "Revoke the key and generate another",
        reference: "https://docs.cloud.llamaindex.ai/api_key",
        hits: &["LLAMA_CLOUD_API_KEY=<<llx-{A62:48}>>", "LlamaParse(api_key=\"<<llx-{A62:48}>>\")"],
        misses: &[("llx-{A62:30}", "too short"), ("llx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..Rule::BASE
    },
];
