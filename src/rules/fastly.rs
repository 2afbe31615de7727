//! Fastly: API tokens.

use super::rule::*;

/// Fastly's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "fastly-api-token",
        provider: "Fastly",
        title: "Fastly API token",
        keywords: &["fastly"],
        case: Case::Any,
        pattern: r#"(?i:fastly(?:[0-9a-z_.-]{0,24}|[^\n]{0,8}\n\s{0,8}["']?[0-9a-z_.-]{0,12})(?:key|token))["']?\s{0,3}(?:[=:]{1,2}>?|,)?\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{32})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        rank: -1,
        exposes: "purges caches and changes services that its scope covers",
        advice: "Delete the token and read the service's event log",
        roll: "https://manage.fastly.com/account/personal/tokens",
        logs: "https://manage.fastly.com/observability/events",
        reference: "https://www.fastly.com/documentation/guides/account-info/user-and-account-management/using-api-tokens/",
        hits: &["FASTLY_API_TOKEN=<<{A64u:32}>>", "curl -H 'Fastly-Key: <<{A64u:32}>>' https://api.fastly.com/service", "fastly:\n  api_token: \"<<{A64u:32}>>\""],
        misses: &[("FASTLY_SERVICE_ID={A62:22}", "an id"), ("FASTLY_API_TOKEN={A64u:31}", "one character short"), ("token: {A64u:32}", "nothing names the vendor")],
        ..Rule::BASE
    },
];
