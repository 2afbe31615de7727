//! Exa: API keys.

use super::rule::*;

const WORDS: &[&str] = &["exa_api", "exa-api", "exaapi", "exa_key", "api.exa.ai", "exa_py", "exa-js", "= exa(", "new exa("];

/// Exa's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "exa-api-key",
        provider: "Exa",
        title: "Exa API key",
        keywords: WORDS,
        case: Case::Any,
        pattern: r#"(?i:key|exa\()[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{0,6}[\\"'`]{0,2}(?P<secret>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"#,
        before: Edge::Url,
        after: Edge::Url,
        near: Some(Near { words: WORDS, above: 3 }),
        // a UUID's dashes keep it below the floor of hex; that of digits still drops nil and typed ones
        entropy: Some(Alphabet::Digits),
        rank: -1,
        severity: Severity::Medium,
        exposes: "searches at the team's cost",
        roll: "https://dashboard.exa.ai/api-keys",
        advice: "Delete the key in the dashboard and create another",
        reference: "https://docs.exa.ai/reference/getting-started",
        hits: &["EXA_API_KEY=<<{uuid}>>", "exa = Exa(\"<<{uuid}>>\")", "curl https://api.exa.ai/search -H 'x-api-key: <<{uuid}>>'"],
        misses: &[("api_key={uuid}", "nothing says Exa"), ("EXA_API_KEY={hex:32}", "no UUID")],
        ..Rule::BASE
    },
];
