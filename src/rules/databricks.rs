//! Databricks: personal access tokens, OAuth secrets of service principals.

use super::rule::*;

const DATABRICKS: Rule = Rule {
    provider: "Databricks",
    logs: "https://docs.databricks.com/aws/en/admin/system-tables/audit-logs",
    entropy: Some(Alphabet::Hex),
    severity: Severity::Critical,
    ..Rule::BASE
};

/// Databricks' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "databricks-client-id",
        provider: "Databricks",
        title: "Databricks service principal client id",
        keywords: &["databricks"],
        case: Case::Any,
        pattern: named!(r"client[_-]?id", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        near: Some(Near { words: &["databricks"], above: 3 }),
        severity: Severity::Info,
        exposes: "names a service principal; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://docs.databricks.com/dev-tools/auth/oauth-m2m.html",
        hits: &["DATABRICKS_CLIENT_ID=<<{uuid}>>", "databricks:\n  client_id: \"<<{uuid}>>\""],
        misses: &[("client_id={uuid}", "nothing says Databricks"), ("DATABRICKS_CLIENT_ID={hex:32}", "no UUID")],
        ..Rule::BASE
    },
    Rule {
        id: "databricks-oauth-secret",
        title: "Databricks service principal OAuth secret",
        keywords: &["dose"],
        pattern: r"(?P<secret>dose[0-9a-f]{32})",
        pair: Some(Pair { with: &["databricks-client-id"], lines: 4, severity: Severity::Critical }),
        exposes: "acts as the service principal in every workspace that it was added to",
        roll: "https://accounts.cloud.databricks.com/",
        advice: "Delete this secret of the service principal in the account console and generate another",
        reference: "https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m",
        hits: &["DATABRICKS_CLIENT_SECRET=<<dose{hex:32}>>", "client_secret: \"<<dose{hex:32}>>\""],
        misses: &[("overdose{hex:32}", "the end of a word"), ("dose{hex:31}", "one character short")],
        ..DATABRICKS
    },
    Rule {
        id: "databricks-personal-access-token",
        title: "Databricks personal access token",
        keywords: &["dapi"],
        pattern: r"(?P<secret>dapi[0-9a-f]{32}(?:-[0-9])?)",
        exposes: "reads data and runs code in the workspace as its owner",
        roll: "https://docs.databricks.com/aws/en/dev-tools/auth/pat",
        advice: "Revoke the token in the workspace's developer settings and give the next one a lifetime",
        reference: "https://docs.databricks.com/aws/en/dev-tools/auth/pat",
        hits: &["DATABRICKS_TOKEN=<<dapi{hex:32}>>", "[DEFAULT]\nhost = https://adb-{dig:16}.azuredatabricks.net\ntoken = <<dapi{hex:32}-2>>"],
        misses: &[("dapi{hex:30}", "too short"), ("dapi00000000000000000000000000000000", "a placeholder"), ("pandapi{hex:32}", "the end of a word")],
        ..DATABRICKS
    },
];
