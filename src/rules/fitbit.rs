//! Fitbit: client secrets.

use super::rule::*;

/// Fitbit's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "fitbit-client-secret",
        provider: "Fitbit",
        title: "Fitbit client secret",
        keywords: &["fitbit"],
        case: Case::Any,
        pattern: r#"(?i:secret)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9a-f]{32})"#,
        near: Some(Near { words: &["fitbit"], above: 4 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Medium,
        exposes: "poses as the application that reads people's health data",
        roll: "https://dev.fitbit.com/apps",
        advice: "Reset the client secret on the application's page",
        reference: "https://dev.fitbit.com/build/reference/web-api/developer-guide/authorization/",
        hits: &["FITBIT_CLIENT_SECRET=<<{hex:32}>>", "fitbit:\n  client_id: 2{UC36:5}\n  client_secret: <<{hex:32}>>"],
        misses: &[("client_secret={hex:32}", "nothing says Fitbit"), ("FITBIT_CLIENT_SECRET={hex:31}", "one character short")],
        ..Rule::BASE
    },
];
