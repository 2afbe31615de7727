//! Aiven: API tokens.

use super::rule::*;

/// Aiven's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "aiven-api-token",
        provider: "Aiven",
        title: "Aiven API token",
        keywords: &["aiven"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z+/]{372})",
        reach: 640,
        after: Edge::Base64,
        near: Some(Near { words: &["aiven"], above: 2 }),
        entropy: Some(Alphabet::A64),
        rank: -1,
        severity: Severity::Critical,
        exposes: "manages the services of its owner's projects and reads their connection details",
        roll: "https://console.aiven.io/profile/tokens",
        advice: "Revoke the token on the profile page",
        reference: "https://aiven.io/docs/platform/concepts/authentication-tokens",
        hits: &["AIVEN_TOKEN=<<{A64:372}>>", "provider \"aiven\" {{\n  api_token = \"<<{A64:372}>>\"\n}}"],
        misses: &[("token = {A64:372}", "nothing says Aiven"), ("AIVEN_TOKEN={A64:360}", "too short")],
        ..Rule::BASE
    },
];
