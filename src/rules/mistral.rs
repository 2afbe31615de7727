//! Mistral AI: API keys.

use super::rule::*;
use crate::proof::mixed::MIXED;

/// Mistral's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mistral-api-key",
        provider: "Mistral AI",
        title: "Mistral AI API key",
        keywords: &["mistral"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{32})"#,
        near: Some(Near { words: &["mistral"], above: 2 }),
        entropy: Some(Alphabet::A62),
        proof: Some(MIXED),
        rank: -1,
        exposes: "runs models at the workspace's cost",
        roll: "https://admin.mistral.ai/plateforme/api-keys",
        logs: "https://console.mistral.ai/usage",
        advice: "Delete the key in the console and create another with a spending limit",
        reference: "https://docs.mistral.ai/admin/identity-access/api-keys",
        hits: &["MISTRAL_API_KEY=<<{A62:32}>>", "client = Mistral(api_key=\"<<{A62:32}>>\")"],
        misses: &[("api_key={A62:32}", "nothing says Mistral"), ("MISTRAL_API_KEY={A62:31}", "one character short"), ("mistral_key = getMistralApiKeyFromTheSettings0", "a name")],
        ..Rule::BASE
    },
];
