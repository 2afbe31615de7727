//! Harness: tokens of persons and service accounts.

use super::rule::*;

/// Harness' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "harness-api-token",
        provider: "Harness",
        title: "Harness personal or service account token",
        keywords: &["pat.", "sat."],
        pattern: r"(?P<secret>[ps]at\.[0-9A-Za-z_-]{22}\.[0-9a-f]{24}\.[0-9A-Za-z]{20})",
        reach: 100,
        before: Edge::Dotted,
        after: Edge::Dotted,
        entropy: Some(Alphabet::Hex),
        severity: Severity::Critical,
        exposes: "runs pipelines with their connectors and secrets, as its owner's roles say",
        roll: "https://app.harness.io/",
        logs: "https://developer.harness.io/docs/platform/governance/audit-trail/",
        advice: "Delete the token in the profile or service account, and look for pipeline runs nobody started",
        reference: "https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/",
        hits: &["x-api-key: <<pat.{A62:10}_{A62:11}.{hex:24}.{A62:20}>>", "HARNESS_PLATFORM_API_KEY=<<sat.{A62:22}.{hex:24}.{A62:20}>>"],
        misses: &[("pat.{A62:22}.{hex:24}", "a part is missing"), ("compat.{A62:22}.{hex:24}.{A62:20}", "an identifier that ends alike")],
        ..Rule::BASE
    },
];
