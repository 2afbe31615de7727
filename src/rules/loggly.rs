//! Loggly (SolarWinds): customer tokens.

use super::rule::*;

/// Loggly's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "loggly-customer-token",
        provider: "Loggly",
        title: "Loggly customer token",
        keywords: &["loggly"],
        case: Case::Any,
        pattern: r#"(?i:loggly[0-9a-z_.-]{0,24}(?:token|key)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?|loggly\.com/(?:inputs|bulk)/|loggly(?s:.{0,80}?)token["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?)(?P<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Low,
        exposes: "writes log lines into the account",
        advice: "Retire the token and add another",
        roll: "https://www.loggly.com/",
        reference: "https://documentation.solarwinds.com/en/success_center/loggly/content/admin/customer-token-authentication-token.htm",
        hits: &["LOGGLY_TOKEN=<<{uuid}>>", "https://logs-01.loggly.com/inputs/<<{uuid}>>/tag/http/", "new Loggly({{\n  subdomain: 'corp',\n  token: '<<{uuid}>>' }})"],
        misses: &[("token: {uuid}", "nothing names the vendor"), ("LOGGLY_TRACE_ID={uuid}", "an id")],
        ..Rule::BASE
    },
];
