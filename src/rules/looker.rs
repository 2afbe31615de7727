//! Looker: API3 keys.

use super::rule::*;

/// Looker's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "looker-client-secret",
        provider: "Looker",
        title: "Looker API3 client secret",
        keywords: &["looker"],
        case: Case::Any,
        pattern: named!(r"looker[a-z_.-]{0,20}secret", r"[A-Za-z0-9]{24}"),
        entropy: Some(Alphabet::A62),
        exposes: "runs queries and reads dashboards as its owner, together with the client id",
        roll: "https://cloud.google.com/looker/docs/api-auth",
        advice: "Delete the API key pair in the instance's user page and make another",
        reference: "https://cloud.google.com/looker/docs/api-auth",
        hits: &["LOOKERSDK_CLIENT_SECRET=<<{A62:24}>>", "looker_client_secret: \"<<{A62:24}>>\""],
        misses: &[("LOOKERSDK_CLIENT_ID={A62:20}", "the client id is public"), ("LOOKER_CLIENT_SECRET={A62:23}", "one character short")],
        ..Rule::BASE
    },
];
