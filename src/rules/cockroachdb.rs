//! `CockroachDB` Cloud: service accounts' API keys.

use super::rule::*;

/// The rules of `CockroachDB` Cloud.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "cockroachdb-cloud-api-key",
        provider: "CockroachDB Cloud",
        title: "CockroachDB Cloud API key",
        keywords: &["CCDB1_"],
        pattern: r"(?P<secret>CCDB1_[0-9A-Za-z]{22}_[0-9A-Za-z]{40})",
        entropy: Some(Alphabet::A62),
        severity: Severity::Critical,
        exposes: "creates and deletes clusters and database users, as the service account's roles say",
        roll: "https://cockroachlabs.cloud/",
        logs: "https://www.cockroachlabs.com/docs/cockroachcloud/cloud-org-audit-logs",
        advice: "Delete the key on the service account's page, then list the SQL users it may have made",
        reference: "https://www.cockroachlabs.com/docs/cockroachcloud/cloud-api",
        hits: &["COCKROACH_API_KEY=<<CCDB1_{A62:22}_{A62:40}>>", "Authorization: Bearer <<CCDB1_{A62:22}_{A62:40}>>"],
        misses: &[("CCDB1_{A62:22}_{A62:39}", "one character short"), ("CCDB1_{A62:63}", "one part only")],
        ..Rule::BASE
    },
];
