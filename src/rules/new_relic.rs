//! New Relic: user keys, licence keys, Insights keys, browser keys.

use super::rule::*;

const NEW_RELIC: Rule = Rule {
    provider: "New Relic",
    roll: "https://one.newrelic.com/launcher/api-keys-ui.api-keys-launcher",
    logs: "https://docs.newrelic.com/docs/data-apis/understand-data/event-data/query-account-audit-logs-nrauditevent/",
    reference: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
    ..Rule::BASE
};

/// New Relic's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "new-relic-browser-key",
        title: "New Relic browser key",
        keywords: &["NRJS-"],
        pattern: r"(?P<secret>NRJS-[0-9a-f]{19})",
        entropy: Some(Alphabet::Hex),
        severity: Severity::Info,
        exposes: "sends page timings; it stands in every page",
        advice: "Leave it, it is made for browsers",
        hits: &["NRJS-{hex:19}", "licenseKey: \"<<NRJS-{hex:19}>>\""],
        misses: &[("NRJS-{hex:18}", "one character short"), ("NRJS-xxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..NEW_RELIC
    },
    Rule {
        id: "new-relic-insights-key",
        title: "New Relic Insights insert or query key",
        keywords: &["NRII-", "NRIQ-"],
        pattern: r"(?P<secret>NRI[IQ]-[A-Za-z0-9_-]{32})",
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        severity: Severity::Medium,
        exposes: "sends events to the account, or queries them",
        advice: "Delete the Insights key; New Relic wants licence and user keys in its place",
        hits: &["NRII-{A64u:31}{A62:1}", "X-Query-Key: <<NRIQ-{A64u:31}{A62:1}>>"],
        misses: &[("NRIX-{A62:32}", "another letter"), ("NRII-{A62:31}", "one character short")],
        ..NEW_RELIC
    },
    Rule {
        id: "new-relic-license-key",
        title: "New Relic license key",
        keywords: &["NRAL", "nral"],
        pattern: r"(?P<secret>(?:[0-9a-f]{32}|[a-z]{2}[0-9]{2}xx[0-9a-f]{26})(?:[0-9a-f]{4}|FFFF)(?:NRAL|nral))",
        entropy: Some(Alphabet::Hex),
        severity: Severity::Medium,
        exposes: "sends data to the account; it reads nothing",
        advice: "Rotate the licence key and update the agents",
        hits: &["NEW_RELIC_LICENSE_KEY=<<{hex:32}FFFFNRAL>>", "license_key: '<<eu01xx{hex:26}FFFFNRAL>>'", "licenseKey: <<{hex:36}NRAL>>"],
        misses: &[("license_key: {hex:30}NRAL", "too short"), ("license_key: ffffffffffffffffffffffffffffffffFFFFNRAL", "a placeholder"), ("GENERAL", "a word")],
        ..NEW_RELIC
    },
    Rule {
        id: "new-relic-user-key",
        title: "New Relic user key",
        keywords: &["NRAK-"],
        pattern: r"(?P<secret>NRAK-[A-Z0-9]{27})",
        entropy: Some(Alphabet::Lc36),
        exposes: "queries and configures the accounts of its owner through NerdGraph",
        advice: "Delete the key and look at the audit events for what it changed",
        hits: &["NRAK-{UC36:27}", "NEW_RELIC_API_KEY=<<NRAK-{UC36:27}>>"],
        misses: &[("NRAK-{UC36:26}", "one character short"), ("NRAK-XXXXXXXXXXXXXXXXXXXXXXXXXXX", "a placeholder")],
        ..NEW_RELIC
    },
];
