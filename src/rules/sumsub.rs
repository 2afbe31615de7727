//! Sumsub: app tokens.

use super::rule::*;

const SUMSUB: Rule = Rule {
    provider: "Sumsub",
    roll: "https://cockpit.sumsub.com/checkus#/devSpace/appTokens",
    reference: "https://docs.sumsub.com/docs/app-tokens",
    entropy: Some(Alphabet::A62),
    ..Rule::BASE
};

/// Sumsub's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "sumsub-app-token",
        title: "Sumsub app token",
        keywords: &["prd:"],
        pattern: r"(?P<secret>prd:[A-Za-z0-9]{24}\.[A-Za-z0-9]{32})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "reads applicants' identity documents, together with the secret key",
        advice: "Delete the app token and make another that works from your addresses only",
        hits: &["prd:{A62:24}.{A62:32}", "SUMSUB_APP_TOKEN=<<prd:{A62:24}.{A62:32}>>"],
        misses: &[("prd:{A62:24}", "the second half is missing"), ("prd:{A62:24}.{A62:31}", "one character short")],
        ..SUMSUB
    },
    Rule {
        id: "sumsub-sandbox-app-token",
        title: "Sumsub sandbox app token",
        keywords: &["sbx:"],
        pattern: r"(?P<secret>sbx:[A-Za-z0-9]{24}\.[A-Za-z0-9]{32})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "reads test applicants",
        advice: "Delete the sandbox token and make another",
        hits: &["sbx:{A62:24}.{A62:32}", "X-App-Token: <<sbx:{A62:24}.{A62:32}>>"],
        misses: &[("sbx:{A62:24}.{A62:31}", "one character short"), ("sbx:main", "a name")],
        ..SUMSUB
    },
    Rule {
        id: "sumsub-secret-key",
        title: "Sumsub secret key",
        keywords: &["sumsub"],
        case: Case::Any,
        pattern: named!(r"sumsub[a-z_.-]{0,20}secret(?:_?key)?", "[A-Za-z0-9]{32}"),
        pair: Some(Pair { with: &["sumsub-app-token", "sumsub-sandbox-app-token"], lines: 4, severity: Severity::Critical }),
        exposes: "signs requests, together with an app token",
        advice: "Delete the app token that it belongs to and make another pair",
        hits: &["SUMSUB_SECRET_KEY=<<{A62:32}>>", "sumsub_secret: '<<{A62:32}>>'"],
        misses: &[("SUMSUB_SECRET_KEY={A62:31}", "one character short"), ("secret_key={A62:32}", "no name of the vendor")],
        ..SUMSUB
    },
];
