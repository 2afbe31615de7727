//! OpenRouter: API keys.

use super::rule::*;

/// OpenRouter's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "openrouter-api-key",
        provider: "OpenRouter",
        title: "OpenRouter API key",
        keywords: &["sk-or-v1-"],
        pattern: r"(?P<secret>sk-or-v1-[0-9a-f]{64})",
        entropy: Some(Alphabet::Hex),
        exposes: "runs models on the account's credit; a provisioning key also makes keys",
        roll: "https://openrouter.ai/settings/keys",
        logs: "https://openrouter.ai/activity",
        advice: "Delete the key and give the next one a spending limit and an end",
        reference: "https://openrouter.ai/docs/api-reference/authentication",
        hits: &["sk-or-v1-{hex:64}", "OPENROUTER_API_KEY=<<sk-or-v1-{hex:64}>>"],
        misses: &[("sk-or-v1-{hex:63}", "one character short"), ("sk-or-v1-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..Rule::BASE
    },
];
