//! Duffel: access tokens.

use super::rule::*;

const DUFFEL: Rule = Rule {
    provider: "Duffel",
    roll: "https://app.duffel.com/tokens",
    reference: "https://duffel.com/docs/api/overview/authentication",
    after: Edge::Url,
    entropy: Some(Alphabet::A64),
    ..Rule::BASE
};

/// Duffel's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "duffel-live-access-token",
        title: "Duffel live access token",
        keywords: &["duffel_live_"],
        pattern: r"(?P<secret>duffel_live_[A-Za-z0-9_=-]{43})",
        mode: Mode::Live,
        exposes: "books and cancels flights on the account's balance and reads passengers' data",
        advice: "Delete the token, make another and check the orders since",
        hits: &["duffel_live_{A64u:42}{A62:1}", "DUFFEL_ACCESS_TOKEN=<<duffel_live_{A64u:42}{A62:1}>>"],
        misses: &[("duffel_live_{A62:42}", "one character short"), ("duffel_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..DUFFEL
    },
    Rule {
        id: "duffel-test-access-token",
        title: "Duffel test access token",
        keywords: &["duffel_test_"],
        pattern: r"(?P<secret>duffel_test_[A-Za-z0-9_=-]{43})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "books test flights",
        advice: "Delete the test token and keep the next in the environment",
        hits: &["duffel_test_{A64u:42}{A62:1}", "token: '<<duffel_test_{A64u:42}{A62:1}>>'"],
        misses: &[("duffel_test_{A62:42}", "one character short"), ("duffel_test_mode_enabled", "a name")],
        ..DUFFEL
    },
];
