//! Zhipu (Z.ai): API keys.

use super::rule::*;

/// Zhipu's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "zhipu-api-key",
        provider: "Zhipu",
        title: "Zhipu or Z.ai API key",
        keywords: &["zhipu", "z.ai", "bigmodel", "glm_api", "glm_key", "glm-4", "glm-5", "chatglm", "zai_api"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{32}\.[A-Za-z0-9]{16})",
        before: Edge::Dotted,
        after: Edge::Dotted,
        near: Some(Near { words: &["zhipu", "z.ai", "bigmodel", "glm_", "glm-", "chatglm", "zai_api"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "runs models at the account's cost",
        roll: "https://open.bigmodel.cn/usercenter/apikeys",
        advice: "Delete the key and make another",
        reference: "https://docs.z.ai/api-reference/introduction",
        hits: &["ZHIPUAI_API_KEY=<<{hex:32}.{A62:16}>>", "client = OpenAI(base_url='https://open.bigmodel.cn/api/paas/v4/', api_key='<<{hex:32}.{A62:16}>>')"],
        misses: &[("api_key = {hex:32}.{A62:16}", "no vendor near"), ("ZHIPUAI_API_KEY={hex:32}.{A62:15}", "one character short")],
        ..Rule::BASE
    },
];
