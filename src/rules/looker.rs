//! Looker: API3 keys.

use super::rule::*;

/// Looker's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "looker-client-id",
        provider: "Looker",
        title: "Looker API3 client id",
        keywords: &["looker"],
        case: Case::Any,
        pattern: named!(r"looker[a-z_.-]{0,20}client[_-]?id", "[0-9A-Za-z]{20}"),
        severity: Severity::Info,
        exposes: "names an API key; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://cloud.google.com/looker/docs/api-auth",
        hits: &["LOOKERSDK_CLIENT_ID=<<{A62:20}>>", "looker_client_id: \"<<{A62:20}>>\""],
        misses: &[("client_id={A62:20}", "nothing says Looker"), ("LOOKERSDK_CLIENT_ID={A62:10}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "looker-client-secret",
        provider: "Looker",
        title: "Looker API3 client secret",
        keywords: &["looker"],
        case: Case::Any,
        pattern: named!(r"looker[a-z_.-]{0,20}secret", r"[A-Za-z0-9]{24}"),
        entropy: Some(Alphabet::A62),
        pair: Some(Pair { with: &["looker-client-id"], lines: 4, severity: Severity::High }),
        exposes: "runs queries and reads dashboards as its owner, together with the client id",
        roll: "https://cloud.google.com/looker/docs/api-auth",
        advice: "Delete the API key pair in the instance's user page and make another",
        reference: "https://cloud.google.com/looker/docs/api-auth",
        hits: &["LOOKERSDK_CLIENT_SECRET=<<{A62:24}>>", "looker_client_secret: \"<<{A62:24}>>\""],
        misses: &[("LOOKERSDK_CLIENT_ID={A62:20}", "the client id is public"), ("LOOKER_CLIENT_SECRET={A62:23}", "one character short")],
        ..Rule::BASE
    },
];
