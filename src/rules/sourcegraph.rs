//! Sourcegraph: access tokens.

use super::rule::*;

/// Sourcegraph's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "sourcegraph-access-token",
        provider: "Sourcegraph",
        title: "Sourcegraph access token",
        keywords: &["sgp_"],
        pattern: r"(?P<secret>sgp_(?:(?:[0-9a-f]{16}|local)_)?[0-9a-f]{40})",
        entropy: Some(Alphabet::Hex),
        exposes: "searches and reads all code that its owner may see",
        roll: "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token",
        logs: "https://sourcegraph.com/docs/admin/audit_log",
        advice: "Delete the access token in its owner's settings",
        reference: "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token",
        hits: &["sgp_{hex:16}_{hex:40}", "SRC_ACCESS_TOKEN=<<sgp_{hex:40}>>", "token = '<<sgp_local_{hex:40}>>'"],
        misses: &[("sgp_{hex:39}", "one character short"), ("sgp_{hex:16}_", "the second half is missing")],
        ..Rule::BASE
    },
];
