//! Pulumi: access tokens.

use super::rule::*;

/// Pulumi's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "pulumi-access-token",
        provider: "Pulumi",
        title: "Pulumi access token",
        keywords: &["pul-"],
        pattern: r"(?P<secret>pul-[0-9a-f]{40})",
        before: Edge::Url,
        entropy: Some(Alphabet::Hex),
        severity: Severity::Critical,
        exposes: "reads the state of every stack, secrets included, and starts deployments",
        roll: "https://app.pulumi.com/account/tokens",
        logs: "https://www.pulumi.com/docs/administration/security-compliance/audit-logs/",
        advice: "Delete the token on the account page, then rotate the secrets of the stacks it could read",
        reference: "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/",
        hits: &["PULUMI_ACCESS_TOKEN=<<pul-{hex:40}>>", "Authorization: token <<pul-{hex:40}>>"],
        misses: &[("pul-{hex:39}", "one character short"), ("pul-{hex:42}", "too long")],
        ..Rule::BASE
    },
];
