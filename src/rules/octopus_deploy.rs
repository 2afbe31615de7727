//! Octopus Deploy: API keys.

use super::rule::*;

/// Octopus Deploy's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "octopus-deploy-api-key",
        provider: "Octopus Deploy",
        title: "Octopus Deploy API key",
        keywords: &["octopus", "octo "],
        case: Case::Any,
        pattern: r"(?P<secret>API-[A-Z0-9]{25,30})",
        before: Edge::Url,
        near: Some(Near { words: &["octopus", "octo "], above: 3 }),
        entropy: Some(Alphabet::Lc36),
        exposes: "deploys, and reads projects and their variables, as its owner",
        roll: "https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key",
        logs: "https://octopus.com/docs/security/users-and-teams/auditing",
        advice: "Revoke the API key in its owner's profile",
        reference: "https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key",
        hits: &["OCTOPUS_API_KEY=<<API-{UC36:26}>>", "octo create-release --project Shop --apiKey <<API-{UC36:27}>>"],
        misses: &[("X-Key: API-{UC36:26}", "no vendor near"), ("OCTOPUS_API_KEY=API-XXXXXXXXXXXXXXXXXXXXXXXXXX", "a placeholder")],
        ..Rule::BASE
    },
];
