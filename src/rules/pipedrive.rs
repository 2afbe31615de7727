//! Pipedrive: API tokens.

use super::rule::*;

/// Pipedrive's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "pipedrive-api-token",
        provider: "Pipedrive",
        title: "Pipedrive API token",
        keywords: &["pipedrive"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{40})",
        near: Some(Near { words: &["pipedrive"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "reads and changes deals and contacts as its owner",
        roll: "https://app.pipedrive.com/settings/api",
        advice: "Regenerate the token in the owner's settings",
        reference: "https://pipedrive.readme.io/docs/core-api-concepts-authentication",
        hits: &["PIPEDRIVE_API_TOKEN=<<{hex:40}>>", "https://acme.pipedrive.com/api/v1/deals?api_token=<<{hex:40}>>"],
        misses: &[("api_token={hex:40}", "no vendor near"), ("pipedrive_client_commit = {hex:40}", "a commit"), ("PIPEDRIVE_API_TOKEN={hex:39}", "one character short")],
        ..Rule::BASE
    },
];
