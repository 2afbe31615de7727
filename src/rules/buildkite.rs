//! Buildkite: tokens of people, agents, clusters, jobs, registries and portals.

use super::rule::*;

const BUILDKITE: Rule = Rule {
    provider: "Buildkite",
    roll: "https://buildkite.com/docs/platform/security/tokens",
    logs: "https://buildkite.com/docs/platform/audit-log",
    reference: "https://buildkite.com/docs/platform/security/tokens",
    entropy: Some(Alphabet::A64),
    after: Edge::Url,
    ..Rule::BASE
};

/// Buildkite's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "buildkite-agent-token",
        title: "Buildkite agent access token",
        keywords: &["bkaa_"],
        pattern: r"(?P<secret>bkaa_[A-Za-z0-9_-]{75})",
        exposes: "takes and runs the queue's jobs, and sees their environment",
        advice: "Revoke the agent token and start the agents with another",
        hits: &["bkaa_{A64u:74}{A62:1}", "BUILDKITE_TOKEN=<<bkaa_{A64u:74}{A62:1}>>"],
        misses: &[("bkaa_{A62:74}", "one character short"), ("bkaa_{A62:76}", "one character long")],
        ..BUILDKITE
    },
    Rule {
        id: "buildkite-cluster-token",
        title: "Buildkite cluster agent token",
        keywords: &["bkct_"],
        pattern: r"(?P<secret>bkct_[A-Za-z0-9_-]{73})",
        exposes: "registers agents in the cluster, which receive its jobs and secrets",
        advice: "Revoke the cluster's agent token and start its agents with another",
        hits: &["bkct_{A64u:72}{A62:1}", "BUILDKITE_TOKEN=<<bkct_{A64u:72}{A62:1}>>"],
        misses: &[("bkct_{A62:72}", "one character short"), ("bkct_{A62:74}", "one character long")],
        ..BUILDKITE
    },
    Rule {
        id: "buildkite-job-token",
        title: "Buildkite job token",
        keywords: &["bkaj_"],
        pattern: r"(?P<secret>bkaj_[A-Za-z0-9_-]{333})",
        reach: 512,
        severity: Severity::Medium,
        exposes: "acts as one job while it runs",
        advice: "Let the job end, or cancel it",
        hits: &["bkaj_{A64u:332}{A62:1}", "BUILDKITE_TOKEN=<<bkaj_{A64u:332}{A62:1}>>"],
        misses: &[("bkaj_{A62:332}", "one character short"), ("bkaj_{A62:334}", "one character long")],
        ..BUILDKITE
    },
    Rule {
        id: "buildkite-package-token",
        title: "Buildkite package token",
        keywords: &["bkpat_"],
        pattern: r"(?P<secret>bkpat_[A-Za-z0-9_-]{54})",
        exposes: "reads packages of the organisation",
        advice: "Revoke the package token",
        hits: &["bkpat_{A64u:53}{A62:1}", "BUILDKITE_TOKEN=<<bkpat_{A64u:53}{A62:1}>>"],
        misses: &[("bkpat_{A62:53}", "one character short"), ("bkpat_{A62:55}", "one character long")],
        ..BUILDKITE
    },
    Rule {
        id: "buildkite-portal-secret",
        title: "Buildkite portal secret",
        keywords: &["bkps_"],
        pattern: r"(?P<secret>bkps_[A-Za-z0-9_-]{64})",
        exposes: "gets short-lived tokens of the portal",
        advice: "Rotate the portal's secret",
        hits: &["bkps_{A64u:63}{A62:1}", "BUILDKITE_TOKEN=<<bkps_{A64u:63}{A62:1}>>"],
        misses: &[("bkps_{A62:63}", "one character short"), ("bkps_{A62:65}", "one character long")],
        ..BUILDKITE
    },
    Rule {
        id: "buildkite-portal-token",
        title: "Buildkite portal token",
        keywords: &["bkpt_"],
        pattern: r"(?P<secret>bkpt_[A-Za-z0-9_-]{199})",
        exposes: "runs the queries that the portal allows",
        advice: "Revoke the portal's token",
        hits: &["bkpt_{A64u:198}{A62:1}", "BUILDKITE_TOKEN=<<bkpt_{A64u:198}{A62:1}>>"],
        misses: &[("bkpt_{A62:198}", "one character short"), ("bkpt_{A62:200}", "one character long")],
        ..BUILDKITE
    },
    Rule {
        id: "buildkite-registry-token",
        title: "Buildkite package registry token",
        keywords: &["bkar_"],
        pattern: r"(?P<secret>bkar_[A-Za-z0-9_-]{73})",
        exposes: "reads and publishes packages of the registry",
        advice: "Revoke the registry token and check what was published",
        hits: &["bkar_{A64u:72}{A62:1}", "BUILDKITE_TOKEN=<<bkar_{A64u:72}{A62:1}>>"],
        misses: &[("bkar_{A62:72}", "one character short"), ("bkar_{A62:74}", "one character long")],
        ..BUILDKITE
    },
    Rule {
        id: "buildkite-user-api-token",
        title: "Buildkite API access token",
        keywords: &["bkua_"],
        pattern: r"(?P<secret>bkua_(?:[0-9a-z]{53}|[0-9a-z]{40}))",
        severity: Severity::Critical,
        entropy: Some(Alphabet::Hex),
        exposes: "reads and changes pipelines and builds as its owner, within its scopes",
        roll: "https://buildkite.com/user/api-access-tokens",
        advice: "Revoke the API access token and read the organisation's audit log",
        hits: &["bkua_{hex:40}", "BUILDKITE_API_TOKEN=<<bkua_{lc36:53}>>"],
        misses: &[("bkua_{hex:39}", "one character short"), ("bkua_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..BUILDKITE
    },
];
