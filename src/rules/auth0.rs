//! Auth0: client secrets.

use super::rule::*;

/// Auth0's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "auth0-client-id",
        provider: "Auth0",
        title: "Auth0 client id",
        keywords: &["auth0"],
        case: Case::Any,
        pattern: named!(r"client[_-]?id", "[0-9A-Za-z]{32}"),
        near: Some(Near { words: &["auth0"], above: 4 }),
        rank: -1,
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://auth0.com/docs/get-started/applications/application-settings",
        hits: &["AUTH0_CLIENT_ID=<<{A62:32}>>", "domain: acme.eu.auth0.com\nclientId: '<<{A62:32}>>'"],
        misses: &[("client_id={A62:32}", "nothing says Auth0"), ("AUTH0_CLIENT_ID={A62:20}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "auth0-client-secret",
        provider: "Auth0",
        title: "Auth0 client secret",
        keywords: &["auth0"],
        case: Case::Any,
        pattern: r"(?P<secret>[A-Za-z0-9_-]{64})",
        before: Edge::Url,
        after: Edge::Url,
        near: Some(Near { words: &["auth0"], above: 4 }),
        reach: 320,
        entropy: Some(Alphabet::A64),
        rank: -2,
        pair: Some(Pair { with: &["auth0-client-id"], lines: 5, severity: Severity::High }),
        exposes: "gets tokens in the application's name; with a machine-to-machine grant it manages the tenant",
        roll: "https://manage.auth0.com/",
        logs: "https://auth0.com/docs/deploy-monitor/logs",
        advice: "Rotate the application's secret and look at the tenant's log",
        reference: "https://auth0.com/docs/get-started/applications/rotate-client-secret",
        hits: &["AUTH0_CLIENT_SECRET=<<{A64u:63}{A62:1}>>", "domain: acme.eu.auth0.com\nclientId: {A62:32}\nclientSecret: '<<{A62:64}>>'"],
        misses: &[("client_secret={A62:64}", "no vendor near"), ("AUTH0_CLIENT_ID={A62:32}", "the client id is public"), ("auth0_sdk_sha256={hex:64}", "a digest"), ("auth0_client_secret={A62:63}", "one character short")],
        ..Rule::BASE
    },
];
