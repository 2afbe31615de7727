//! Neon: API keys.

use super::rule::*;

/// Neon's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "neon-api-key",
        provider: "Neon",
        title: "Neon API key",
        keywords: &["napi_"],
        pattern: r"(?P<secret>napi_[0-9a-z]{64})",
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Critical,
        exposes: "branches, reads and deletes every database of the person or organisation, passwords included",
        roll: "https://console.neon.tech/app/settings/api-keys",
        advice: "Revoke the key, then reset the database roles' passwords: it could read them",
        reference: "https://neon.com/docs/manage/api-keys",
        hits: &["NEON_API_KEY=<<napi_{lc36:64}>>", "Authorization: Bearer <<napi_{lc36:64}>>"],
        misses: &[("napi_{lc36:40}", "too short"), ("napi_create_external_arraybuffer_and_throw_if_that_has_been_done_before", "a function of Node-API")],
        ..Rule::BASE
    },
];
