//! Tableau: personal access tokens.

use super::rule::*;

/// What joins the token's two halves, with each character that may come next: a keyword has four bytes.
#[rustfmt::skip]
const JOINTS: &[&str] = &[
    "==:0", "==:1", "==:2", "==:3", "==:4", "==:5", "==:6", "==:7", "==:8", "==:9", "==:a", "==:b", "==:c", "==:d", "==:e", "==:f", "==:g", "==:h",
    "==:i", "==:j", "==:k", "==:l", "==:m", "==:n", "==:o", "==:p", "==:q", "==:r", "==:s", "==:t", "==:u", "==:v", "==:w", "==:x", "==:y", "==:z",
];

/// Tableau's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "tableau-personal-access-token",
        provider: "Tableau",
        title: "Tableau personal access token",
        keywords: JOINTS,
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z+/]{22}==:[0-9A-Za-z]{32})",
        reach: 100,
        before: Edge::Word,
        after: Edge::Base64,
        entropy: Some(Alphabet::A62),
        exposes: "reads workbooks and data sources as its owner, and publishes over them",
        roll: "https://online.tableau.com/",
        advice: "Revoke the token in the owner's account settings",
        reference: "https://help.tableau.com/current/server/en-us/security_personal_access_tokens.htm",
        hits: &["TABLEAU_PAT_SECRET=<<{A64:22}==:{A62:32}>>", "\"personalAccessTokenSecret\": \"<<{A62:22}==:{A62:32}>>\""],
        misses: &[("{A62:30}==:{A62:32}", "the first half is too long"), ("{A64:22}==:{A62:20}", "too short")],
        ..Rule::BASE
    },
];
