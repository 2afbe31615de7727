//! Logz.io: API and shipping tokens.

use super::rule::*;

/// The rules of Logz.io.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "logz-io-token",
        provider: "Logz.io",
        title: "Logz.io API or shipping token",
        keywords: &["logz_", "logzio", "logz.io", "logz-"],
        case: Case::Any,
        pattern: r#"(?:(?i:logz[_.-]?(?:io)?[_.-]?(?:(?:api|shipping|account|logs?|metrics|tracing|listener)[_.-]?){0,3}token)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?|logz\.io[^\s"']{0,40}[?&]token=)(?P<secret>[0-9A-Za-z]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Medium,
        exposes: "an API token searches the logs, a shipping token writes into them",
        roll: "https://app.logz.io/#/dashboard/settings/api-tokens",
        advice: "Delete the token; agents in the field need the new shipping token first",
        reference: "https://docs.logz.io/docs/user-guide/admin/authentication-tokens/api-tokens/",
        hits: &["LOGZIO_TOKEN=<<{A62:32}>>", "LOGZIO_API_TOKEN: <<{uuid}>>", "url: https://listener.logz.io:8071?token=<<{A62:32}>>"],
        misses: &[("token={A62:32}", "nothing of the vendor"), ("LOGZIO_TOKEN={A62:40}", "too long")],
        ..Rule::BASE
    },
];
