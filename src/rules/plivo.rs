//! Plivo: auth ids and auth tokens.

use super::rule::*;

const DASHBOARD: &str = "https://console.plivo.com/dashboard/";

const PLIVO: Rule = Rule {
    provider: "Plivo",
    keywords: &["plivo"],
    case: Case::Any,
    near: Some(Near { words: &["plivo"], above: 3 }),
    roll: DASHBOARD,
    logs: "https://console.plivo.com/sms/logs/",
    reference: "https://www.plivo.com/docs/account/api/overview/",
    rank: -1,
    ..Rule::BASE
};

/// Plivo's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "plivo-auth-id",
        title: "Plivo auth id",
        pattern: r"(?P<secret>[MS]A[0-9A-Z]{18})",
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Info,
        exposes: "nothing by itself: it names the account",
        advice: "Leave it; look whether the auth token stands beside it",
        hits: &["PLIVO_AUTH_ID=<<MA{UC36:18}>>", "plivo:\n  auth_id: \"<<SA{UC36:18}>>\""],
        misses: &[("AUTH_ID=MA{UC36:18}", "nothing of the vendor near"), ("PLIVO_AUTH_ID=MA{UC36:12}", "too short")],
        ..PLIVO
    },
    Rule {
        id: "plivo-auth-token",
        title: "Plivo auth token",
        pattern: r#"(?i:auth[_-]?token|plivo[_.-]?token)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{40})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        pair: Some(Pair { with: &["plivo-auth-id"], lines: 4, severity: Severity::High }),
        exposes: "with the auth id: calls and text messages on the account's balance",
        advice: "Regenerate the auth token and look for messages to countries that you do not serve",
        hits: &["PLIVO_AUTH_TOKEN=<<{A62:40}>>", "PLIVO_AUTH_ID=MA{UC36:18}\nPLIVO_AUTH_TOKEN=<<{A62:40}>>"],
        misses: &[("AUTH_TOKEN={A62:40}", "nothing of the vendor near"), ("PLIVO_AUTH_TOKEN={A62:32}", "too short")],
        ..PLIVO
    },
];
