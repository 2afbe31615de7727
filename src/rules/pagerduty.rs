//! PagerDuty: API keys of users and accounts, integration keys.

use super::rule::*;

const KEYS: &str = "https://support.pagerduty.com/main/docs/api-access-keys";

const PAGERDUTY: Rule = Rule {
    provider: "PagerDuty",
    case: Case::Any,
    roll: KEYS,
    logs: "https://support.pagerduty.com/main/docs/audit-trail-reporting",
    reference: KEYS,
    entropy: Some(Alphabet::A64),
    rank: -1,
    ..Rule::BASE
};

/// PagerDuty's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "pagerduty-api-key",
        title: "PagerDuty API key",
        keywords: &["pagerduty", "pager_duty"],
        pattern: r#"(?i:pager_?duty[_.-]?(?:(?:api|rest|access|account|service|user)[_.-]?){0,2}(?:key|token))["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{20})"#,
        after: Edge::Url,
        exposes: "reads and changes incidents, schedules and services, and the people on call",
        advice: "Remove the key under API Access Keys and make a read-only one where that will do",
        hits: &["PAGERDUTY_API_KEY=<<{A62:20}>>", "pagerduty_token: \"<<{A62:10}_{A62:9}>>\""],
        misses: &[("PAGERDUTY_API_KEY={A62:32}", "too long: an integration key"), ("PAGERDUTY_API_KEY=your_pagerduty_token", "a placeholder")],
        ..PAGERDUTY
    },
    Rule {
        id: "pagerduty-integration-key",
        title: "PagerDuty integration key",
        keywords: &["pagerduty", "pager_duty"],
        pattern: r#"(?i:pager_?duty[_.-]?(?:(?:events?|api|service|v2)[_.-]?){0,2}(?:integration|routing|service|events?)[_.-]?key)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-z]{32})"#,
        entropy: Some(Alphabet::Hex),
        severity: Severity::Low,
        exposes: "raises and resolves alerts of one service; reads nothing",
        roll: "https://support.pagerduty.com/main/docs/services-and-integrations",
        advice: "Delete the integration and add it again, which gives another key",
        reference: "https://developer.pagerduty.com/docs/events-api-v2-overview",
        hits: &["PAGERDUTY_INTEGRATION_KEY=<<{hex:32}>>", "pagerduty_routing_key = \"<<{lc36:32}>>\""],
        misses: &[("PAGERDUTY_ROUTING_KEY={hex:40}", "too long"), ("integration_key: {hex:32}", "nothing says whose it is")],
        ..PAGERDUTY
    },
    Rule {
        id: "pagerduty-user-api-key",
        title: "PagerDuty user API key",
        keywords: &["pagerduty", "pager_duty", "token token="],
        pattern: r"(?P<secret>u\+[0-9A-Za-z_-]{18})",
        after: Edge::Url,
        near: Some(Near { words: &["pagerduty", "pager_duty", "token token="], above: 3 }),
        exposes: "does what its user can: incidents, schedules, escalation",
        advice: "Remove the key on the user's profile under User Settings",
        hits: &["Authorization: Token token=<<u+{A62:18}>>", "PAGERDUTY_TOKEN=<<u+{A64u:17}{A62:1}>>"],
        misses: &[("x = u+{A62:18}", "an addition"), ("pagerduty key: u+{A62:12}", "too short")],
        ..PAGERDUTY
    },
];
