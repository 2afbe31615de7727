//! Groq: API keys.

use super::rule::*;

/// Groq's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "groq-api-key",
        provider: "Groq",
        title: "Groq API key",
        keywords: &["gsk_"],
        pattern: r"(?P<secret>gsk_[0-9A-Za-z]{50,54})",
        entropy: Some(Alphabet::A62),
        exposes: "runs models at the organisation's cost",
        advice: "Delete the key and read the usage page",
        roll: "https://console.groq.com/keys",
        logs: "https://console.groq.com/dashboard/usage",
        reference: "https://console.groq.com/docs/quickstart",
        hits: &["GROQ_API_KEY=<<gsk_{A62:52}>>", "client = Groq(api_key=\"<<gsk_{A62:20}WGdyb3FY{A62:24}>>\")"],
        misses: &[("gsk_{A62:40}", "too short"), ("gsk_{A62:60}", "too long"), ("gsk_your_key_here", "a placeholder")],
        ..Rule::BASE
    },
];
