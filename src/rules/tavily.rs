//! Tavily: API keys.

use super::rule::*;

/// Tavily's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "tavily-api-key",
        provider: "Tavily",
        title: "Tavily API key",
        keywords: &["tvly-"],
        pattern: r"(?P<secret>tvly-(?:dev-|prod-)?[0-9A-Za-z]{32})",
        after: Edge::Url,
        entropy: Some(Alphabet::A62),
        severity: Severity::Medium,
        exposes: "searches at the account's cost",
        advice: "Delete the key and make another",
        roll: "https://app.tavily.com/",
        reference: "https://docs.tavily.com/documentation/api-reference/introduction",
        hits: &["TAVILY_API_KEY=<<tvly-{A62:32}>>", "TavilyClient(api_key=\"<<tvly-dev-{A62:32}>>\")"],
        misses: &[("tvly-YOUR_API_KEY", "a placeholder"), ("tvly-{A62:20}", "too short"), ("tvly-test-{A62:32}", "no such word")],
        ..Rule::BASE
    },
];
