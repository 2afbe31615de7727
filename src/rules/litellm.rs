//! `LiteLLM` and proxies that speak OpenAI's interface: master and virtual keys.

use super::rule::*;

const KEYS: &str = "https://docs.litellm.ai/docs/proxy/virtual_keys";

/// The rules of `LiteLLM`.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "litellm-proxy-key",
        provider: "LiteLLM",
        title: "LiteLLM master or virtual key",
        keywords: &["litellm"],
        case: Case::Any,
        pattern: r"(?P<secret>sk-[0-9A-Za-z_-]{16,48})",
        after: Edge::Url,
        near: Some(Near { words: &["litellm"], above: 3 }),
        entropy: Some(Alphabet::A64),
        rank: -3,
        severity: Severity::Medium,
        exposes: "runs models through the proxy on its owner's accounts; a master key also makes and reads keys",
        roll: KEYS,
        advice: "Block or delete a virtual key; a leaked master key means a new one, and a new salt with it",
        reference: KEYS,
        hits: &["LITELLM_MASTER_KEY=<<sk-{A62:22}>>", "# litellm proxy\napi_key: \"<<sk-{A62:32}>>\""],
        misses: &[("LITELLM_MASTER_KEY=sk-1234", "the documentation's"), ("api_key: sk-{A62:22}", "nothing of the vendor near"), ("litellm api_key: sk-no-key-required", "a stand-in")],
        ..Rule::BASE
    },
];
