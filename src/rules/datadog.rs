//! Datadog: API keys and application keys.

use super::rule::*;

const WORDS: &[&str] = &["datadog", "ddog", "dd_api_key", "dd-api-key", "dd_app_key", "dd-app-key", "dd-application-key", "dd_application_key"];

const DATADOG: Rule = Rule {
    provider: "Datadog",
    keywords: WORDS,
    case: Case::Any,
    near: Some(Near { words: WORDS, above: 2 }),
    entropy: Some(Alphabet::Hex),
    rank: -1,
    logs: "https://app.datadoghq.com/audit-trail",
    reference: "https://docs.datadoghq.com/account_management/api-app-keys/",
    ..Rule::BASE
};

/// Datadog's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "datadog-api-key",
        title: "Datadog API key",
        pattern: r"(?P<secret>[0-9a-f]{32})",
        severity: Severity::Medium,
        exposes: "sends metrics, logs and events into the organisation, but reads nothing",
        roll: "https://app.datadoghq.com/organization-settings/api-keys",
        advice: "Make a new API key, give it to the agents, then revoke this one",
        hits: &["DD_API_KEY=<<{hex:32}>>", "datadog:\n  apiKey: \"<<{hex:32}>>\"", "curl -H \"DD-API-KEY: <<{hex:32}>>\""],
        misses: &[("api_key = {hex:32}", "nothing says Datadog"), ("datadog_agent_md5: {hex:32}", "a digest"), ("DD_API_KEY=00000000000000000000000000000000", "a placeholder")],
        ..DATADOG
    },
    Rule {
        id: "datadog-application-key",
        title: "Datadog application key",
        pattern: r"(?P<secret>[0-9a-f]{40})",
        pair: Some(Pair { with: &["datadog-api-key"], lines: 5, severity: Severity::High }),
        exposes: "reads and changes dashboards, monitors and data as its owner, with an API key",
        roll: "https://app.datadoghq.com/organization-settings/application-keys",
        advice: "Revoke the application key and give the next one only the scopes it needs",
        hits: &["DD_APP_KEY=<<{hex:40}>>", "provider \"datadog\" {{\n  app_key = \"<<{hex:40}>>\"\n}}"],
        misses: &[("DD_GIT_COMMIT_SHA={hex:40}", "a commit"), ("DD_APP_KEY={hex:39}", "one character short")],
        ..DATADOG
    },
];
