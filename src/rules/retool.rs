//! Retool: API tokens.

use super::rule::*;

/// Retool's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "retool-api-token",
        provider: "Retool",
        title: "Retool API token",
        keywords: &["retool_"],
        // the width is not published
        pattern: r"(?P<secret>retool_[0-9A-Za-z]{24,80})",
        entropy: Some(Alphabet::Lc36),
        exposes: "manages users, groups and source control of the organisation, by its scopes",
        advice: "Delete the token under Settings, API",
        roll: "https://docs.retool.com/retool-api/authentication",
        reference: "https://docs.retool.com/retool-api/authentication",
        hits: &["RETOOL_TOKEN=<<retool_{lc36:30}>>", "Authorization: Bearer <<retool_{A62:40}>>"],
        misses: &[("retool_{A62:12}", "too short"), ("retool_workflow_trigger", "a name")],
        ..Rule::BASE
    },
];
