//! Dynatrace: API, platform and OAuth tokens.

use super::rule::*;

/// Dynatrace's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "dynatrace-token",
        provider: "Dynatrace",
        title: "Dynatrace API or platform token",
        keywords: &["dt0c01.", "dt0s01.", "dt0s02.", "dt0s16."],
        pattern: r"(?P<secret>dt0(?:c01|s01|s02|s16)\.[A-Z2-7]{24}\.[A-Z2-7]{64})",
        entropy: Some(Alphabet::Lc36),
        exposes: "reads monitoring data and changes settings of the environment within its scopes",
        roll: "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens",
        advice: "Revoke the token by its public part, the first two pieces",
        reference: "https://docs.dynatrace.com/docs/dynatrace-api/basics/dynatrace-api-authentication",
        hits: &["DT_API_TOKEN=<<dt0c01.{B32:24}.{B32:64}>>", "Authorization: Api-Token <<dt0s16.{B32:24}.{B32:64}>>"],
        misses: &[("dt0c01.{B32:24}", "the public part alone"), ("dt0c01.{B32:24}.{B32:60}", "cut off")],
        ..Rule::BASE
    },
];
