//! Dwolla: application secrets.

use super::rule::*;

/// Dwolla's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "dwolla-app-key",
        provider: "Dwolla",
        title: "Dwolla app key",
        keywords: &["dwolla"],
        case: Case::Any,
        pattern: named!(r"dwolla[a-z_.-]{0,12}(?:key|client[_-]?id)", "[0-9A-Za-z]{50}"),
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://developers.dwolla.com/docs/balance/api-fundamentals",
        hits: &["DWOLLA_APP_KEY=<<{A62:50}>>", "dwollaClientId: '<<{A62:50}>>'"],
        misses: &[("app_key={A62:50}", "nothing says Dwolla"), ("DWOLLA_APP_KEY={A62:20}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "dwolla-client-secret",
        provider: "Dwolla",
        title: "Dwolla application secret",
        keywords: &["dwolla"],
        case: Case::Any,
        pattern: r#"(?i:dwolla(?s:.{0,160}?)secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{50})"#,
        entropy: Some(Alphabet::A62),
        rank: -1,
        pair: Some(Pair { with: &["dwolla-app-key"], lines: 4, severity: Severity::High }),
        exposes: "moves money between the bank accounts of the application's customers",
        advice: "Rotate the application secret and look at the transfers",
        roll: "https://dashboard.dwolla.com/applications-legacy",
        reference: "https://developers.dwolla.com/docs/auth",
        hits: &["DWOLLA_APP_SECRET=<<{A62:50}>>", "new Client({{ environment: 'production', // dwolla\n  key: '{A62:50}',\n  secret: '<<{A62:50}>>' }})"],
        misses: &[("DWOLLA_APP_KEY={A62:50}", "the id"), ("DWOLLA_APP_SECRET={A62:40}", "another width"), ("APP_SECRET={A62:50}", "nothing names the vendor")],
        ..Rule::BASE
    },
];
