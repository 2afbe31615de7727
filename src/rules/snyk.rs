//! Snyk: API tokens.

use super::rule::*;

const SNYK: Rule = Rule {
    provider: "Snyk",
    roll: "https://app.snyk.io/account",
    severity: Severity::Critical,
    exposes: "reads projects, their known holes and the integrations of the organisation",
    reference: "https://docs.snyk.io/snyk-api/authentication-for-api",
    ..Rule::BASE
};

/// Snyk's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "snyk-api-token",
        title: "Snyk API token",
        keywords: &["snyk"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"#,
        before: Edge::Url,
        after: Edge::Url,
        near: Some(Near { words: &["snyk"], above: 3 }),
        // a UUID's dashes keep it below the floor of hex; that of digits still drops nil and typed ones
        entropy: Some(Alphabet::Digits),
        rank: -1,
        advice: "Revoke and regenerate the token in the account settings",
        hits: &["SNYK_TOKEN=<<{uuid}>>", "snyk:\n  org: acme\n  token: \"<<{uuid}>>\""],
        misses: &[("SNYK_ORG_ID={uuid}", "the id of an organisation"), ("token: {uuid}", "nothing says Snyk")],
        ..SNYK
    },
    Rule {
        id: "snyk-platform-token",
        title: "Snyk personal or service account token",
        keywords: &["snyk_uat.", "snyk_sat."],
        pattern: r"(?P<secret>snyk_[us]at\.[0-9a-z]{8}\.[0-9A-Za-z_-]{20,800}\.[0-9A-Za-z_-]{20,200})",
        reach: 1100,
        after: Edge::Url,
        entropy: Some(Alphabet::A62),
        advice: "Revoke the token; one of a service account under the group's or organisation's settings",
        hits: &["SNYK_TOKEN=<<snyk_uat.{lc36:8}.{A64u:200}.{A64u:86}>>", "Authorization: token <<snyk_sat.{lc36:8}.{A64u:180}.{A64u:43}>>"],
        misses: &[("snyk_uat.{lc36:8}", "the head alone"), ("snyk_xat.{lc36:8}.{A64u:180}.{A64u:43}", "no such kind")],
        ..SNYK
    },
];
