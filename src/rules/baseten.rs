//! Baseten: API keys.

use super::rule::*;

/// Baseten's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "baseten-api-key",
        provider: "Baseten",
        title: "Baseten API key",
        keywords: &["baseten"],
        case: Case::Any,
        pattern: r"(?P<secret>[A-Za-z0-9]{8}\.[A-Za-z0-9]{32})",
        before: Edge::Dotted,
        after: Edge::Dotted,
        near: Some(Near { words: &["baseten"], above: 2 }),
        entropy: Some(Alphabet::A62),
        rank: -1,
        exposes: "calls and deploys the workspace's models",
        roll: "https://app.baseten.co/settings/api_keys",
        advice: "Delete the key and look at the deployments",
        reference: "https://docs.baseten.co/organization/api-keys",
        hits: &["BASETEN_API_KEY=<<{A62:8}.{A62:32}>>", "# baseten\nheaders = {{'Authorization': 'Api-Key <<{A62:8}.{A62:32}>>'}}"],
        misses: &[("api_key = {A62:8}.{A62:32}", "no vendor near"), ("BASETEN_API_KEY={A62:8}.{A62:31}", "one character short")],
        ..Rule::BASE
    },
];
