//! Alibaba DashScope (Model Studio): API keys.

use super::rule::*;

/// DashScope's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "dashscope-api-key",
        provider: "Alibaba DashScope",
        title: "DashScope API key",
        keywords: &["dashscope", "qwen", "bailian", "aliyuncs", "tongyi"],
        case: Case::Any,
        pattern: r"(?P<secret>sk-[0-9a-f]{32})",
        after: Edge::Url,
        near: Some(Near { words: &["dashscope", "qwen", "bailian", "aliyuncs", "tongyi"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "runs models at the account's cost",
        roll: "https://bailian.console.aliyun.com/?tab=model#/api-key",
        advice: "Delete the key and make another in a workspace with limits",
        reference: "https://help.aliyun.com/zh/model-studio/get-api-key",
        hits: &["DASHSCOPE_API_KEY=<<sk-{hex:32}>>", "# qwen\nbase_url: https://dashscope.aliyuncs.com/compatible-mode/v1\napi_key: <<sk-{hex:32}>>"],
        misses: &[("api_key = sk-{hex:32}", "no vendor near"), ("DASHSCOPE_API_KEY=sk-{hex:31}", "one character short")],
        ..Rule::BASE
    },
];
