//! Linear: API keys, OAuth tokens.

use super::rule::*;

const LINEAR: Rule = Rule {
    provider: "Linear",
    roll: "https://linear.app/settings/account/security",
    logs: "https://linear.app/docs/audit-log",
    reference: "https://linear.app/developers",
    ..Rule::BASE
};

/// Linear's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "linear-api-key",
        title: "Linear API key",
        keywords: &["lin_api_"],
        pattern: r"(?P<secret>lin_api_[0-9A-Za-z]{40})",
        entropy: Some(Alphabet::A62),
        exposes: "reads and changes the workspace's issues as its owner",
        advice: "Delete the key under security and access",
        hits: &["LINEAR_API_KEY=<<lin_api_{A62:40}>>", "Authorization: <<lin_api_{A62:40}>>"],
        misses: &[("lin_api_{A62:39}", "one character short"), ("lin_api_key_from_the_environment", "a name")],
        ..LINEAR
    },
    Rule {
        id: "linear-oauth-token",
        title: "Linear OAuth token",
        keywords: &["lin_oauth_"],
        pattern: r"(?P<secret>lin_oauth_[0-9a-f]{64})",
        entropy: Some(Alphabet::Hex),
        exposes: "acts in the workspace as the application that a member authorised",
        advice: "Revoke the application's access in the workspace settings",
        hits: &["token: <<lin_oauth_{hex:64}>>", "Authorization: Bearer <<lin_oauth_{hex:64}>>"],
        misses: &[("lin_oauth_{hex:60}", "too short"), ("lin_oauth_client", "a name")],
        ..LINEAR
    },
];
