//! Cohere: API keys.

use super::rule::*;

/// Cohere's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "cohere-api-key",
        provider: "Cohere",
        title: "Cohere API key",
        keywords: &["cohere", "co_api_key"],
        case: Case::Any,
        pattern: r#"(?i:cohere[0-9a-z_.-]{0,20}(?:key|token)|co_api_key|cohere\.(?:async)?client(?:v2)?\((?:\s{0,4}(?:api_key|token)\s{0,2}[=:])?)["']?\s{0,3}(?:[=:]{1,2}>?)?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{40})"#,
        entropy: Some(Alphabet::A62),
        rank: -1,
        exposes: "runs models at the account's cost",
        advice: "Delete the key and make another",
        roll: "https://dashboard.cohere.com/api-keys",
        logs: "https://dashboard.cohere.com/billing",
        reference: "https://docs.cohere.com/reference/about",
        hits: &["COHERE_API_KEY=<<{A62:40}>>", "co = cohere.Client('<<{A62:40}>>')", "export CO_API_KEY=\"<<{A62:40}>>\""],
        misses: &[("COHERE_API_KEY={A62:39}", "one character short"), ("coherence={hex:40}", "an ordinary word"), ("API_KEY={A62:40}", "nothing names the vendor")],
        ..Rule::BASE
    },
];
