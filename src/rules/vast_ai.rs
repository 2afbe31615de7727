//! Vast.ai: API keys.

use super::rule::*;

/// Vast.ai's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "vast-ai-api-key",
        provider: "Vast.ai",
        title: "Vast.ai API key",
        keywords: &["vast_api", "vastai", "vast_ai", "vast.ai", "vast-ai"],
        case: Case::Any,
        pattern: r#"(?i:(?:vast|vastai|vast[_.-]ai)[_.-]?api[_.-]?key|api[_-]key)["']?(?:\s{0,3}[=:]{1,2}>?\s{0,3}| )["']?(?P<secret>[0-9a-f]{64})"#,
        near: Some(Near { words: &["vast_api", "vastai", "vast_ai", "vast.ai", "vast-ai"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "rents machines on the account's balance and logs into those it runs",
        roll: "https://cloud.vast.ai/manage-keys/",
        advice: "Delete the key, and stop instances that you did not start",
        reference: "https://docs.vast.ai/api-reference/introduction",
        hits: &["VAST_API_KEY=<<{hex:64}>>", "vastai set api-key <<{hex:64}>>"],
        misses: &[("API_KEY={hex:64}", "nothing of the vendor near"), ("vastai_wheel_sha256={hex:64}", "a digest")],
        ..Rule::BASE
    },
];
