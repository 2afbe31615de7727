//! Uber: client secrets and server tokens.

use super::rule::*;
use crate::proof::mixed::MIXED;

/// Uber's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "uber-client-secret",
        provider: "Uber",
        title: "Uber client secret or server token",
        keywords: &["uber_client", "uber_secret", "uber_api", "uber_server", "uber_access", "uberclient", "ubersecret", "uberserver", "uber-client", "uber-server", "api.uber.com"],
        case: Case::Any,
        pattern: r#"(?i:secret|token)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z_-]{40})"#,
        after: Edge::Url,
        near: Some(Near { words: &["uber_", "uber-", "uberclient", "ubersecret", "uberserver", "api.uber.com"], above: 3 }),
        entropy: Some(Alphabet::A64),
        proof: Some(MIXED),
        rank: -1,
        severity: Severity::Medium,
        exposes: "poses as the application towards Uber's sign-in and API",
        roll: "https://developer.uber.com/dashboard",
        advice: "Generate a new client secret in the dashboard and delete this one",
        reference: "https://developer.uber.com/docs/riders/guides/authentication/introduction",
        hits: &["UBER_CLIENT_SECRET=<<{A64u:40}>>", "uber_server_token: '<<{A64u:40}>>'"],
        misses: &[("client_secret={A64u:40}", "nothing says Uber"), ("kubernetes_token={A64u:40}", "another word"), ("UBER_CLIENT_ID={A64u:32}", "the public half")],
        ..Rule::BASE
    },
];
