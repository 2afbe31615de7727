//! Workato: API tokens.

use super::rule::*;
use crate::proof::jwt;

/// Workato's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "workato-api-token",
        provider: "Workato",
        title: "Workato API token",
        keywords: &["wrka"],
        pattern: r"(?P<secret>wrka(?:[a-z]{2})?-eyJ[0-9A-Za-z_-]{10,150}\.eyJ[0-9A-Za-z_-]{20,500}\.[0-9A-Za-z_-]{40,700})",
        reach: 1400,
        after: Edge::Url,
        entropy: Some(Alphabet::Lc36),
        proof: Some(jwt::JWT),
        rank: 1,
        exposes: "manages recipes and connections of the workspace, by its client role",
        advice: "Delete the token, or refresh it, on the API clients page",
        roll: "https://docs.workato.com/workato-api/api-clients.html",
        reference: "https://docs.workato.com/workato-api/api-clients.html",
        hits: &["WORKATO_TOKEN=<<wrkaus-eyJhbGciOiJSUzI1Ni{seal}>>", "Authorization: Bearer <<wrka-eyJ{seal}>>"],
        misses: &[("wrkaus-{A62:40}", "no JWT"), ("eyJ{A62:33}.eyJ{A62:100}.{A64u:342}", "no prefix")],
        ..Rule::BASE
    },
];
