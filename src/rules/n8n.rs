//! n8n: API keys.

use super::rule::*;
use crate::proof::jwt::JWT;

const N8N: Rule = Rule {
    provider: "n8n",
    roll: "https://docs.n8n.io/api/authentication/",
    reference: "https://docs.n8n.io/api/authentication/",
    exposes: "reads, changes and runs workflows of the instance",
    advice: "Delete the key under Settings, n8n API",
    ..Rule::BASE
};

/// n8n's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "n8n-api-key",
        title: "n8n API key",
        keywords: &["n8n_api_key", "n8n-api-key", "n8napikey", "n8n_key", "n8n_token"],
        case: Case::Any,
        pattern: r#"(?i:n8n[_-]?(?:api)?[_-]?(?:key|token))["']?\s{0,3}(?:[=:]{1,2}>?|,)\s{0,3}["']?(?P<secret>eyJ[0-9A-Za-z_-]{10,100}\.eyJ[0-9A-Za-z_-]{40,500}\.[0-9A-Za-z_-]{43})"#,
        proof: Some(JWT),
        reach: 800,
        after: Edge::Url,
        entropy: Some(Alphabet::Lc36),
        rank: 1,
        hits: &["N8N_API_KEY=<<eyJ{seal}>>", "curl -H 'X-N8N-API-KEY: <<eyJ{seal}>>' https://n8n.corp/api/v1/workflows"],
        misses: &[("API_KEY=eyJ{A62:33}.eyJ{A62:180}.{A64u:43}", "some other JWT"), ("N8N_API_KEY=eyJ{A62:33}", "no JWT")],
        ..N8N
    },
    Rule {
        id: "n8n-legacy-api-key",
        title: "n8n API key, old form",
        keywords: &["n8n_api_"],
        pattern: r"(?P<secret>n8n_api_[0-9a-f]{80})",
        entropy: Some(Alphabet::Hex),
        hits: &["N8N_KEY=<<n8n_api_{hex:80}>>", "\"X-N8N-API-KEY\": \"<<n8n_api_{hex:80}>>\""],
        misses: &[("n8n_api_{hex:64}", "too short"), ("n8n_api_key_name", "a name")],
        ..N8N
    },
];
