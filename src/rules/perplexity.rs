//! Perplexity: API keys.

use super::rule::*;

/// Perplexity's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "perplexity-api-key",
        provider: "Perplexity",
        title: "Perplexity API key",
        keywords: &["pplx-"],
        pattern: r"(?P<secret>pplx-[0-9A-Za-z]{48})",
        after: Edge::Url,
        entropy: Some(Alphabet::A62),
        exposes: "runs searches and models on the account's credit",
        roll: "https://console.perplexity.ai/",
        advice: "Delete the key and create another; automatic top-up makes a leak dear",
        reference: "https://docs.perplexity.ai/docs/admin/api-key-management",
        hits: &["PERPLEXITY_API_KEY=<<pplx-{A62:48}>>", "OpenAI(api_key='<<pplx-{A62:48}>>', base_url='https://api.perplexity.ai')"],
        misses: &[("pplx-{A62:40}", "too short"), ("model: pplx-70b-online", "a model's name")],
        ..Rule::BASE
    },
];
