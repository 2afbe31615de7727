//! TeamCity: access tokens.

use super::rule::*;
use crate::proof::decode::TEAMCITY;

/// TeamCity's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "teamcity-access-token",
        provider: "TeamCity",
        title: "TeamCity access token",
        keywords: &["eyJ0eXAiOiAiVENWMiJ9"],
        pattern: r"(?P<secret>eyJ0eXAiOiAiVENWMiJ9\.[0-9A-Za-z_-]{36}\.[0-9A-Za-z_-]{48})",
        proof: Some(TEAMCITY),
        after: Edge::Url,
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Critical,
        exposes: "runs builds and reads their parameters as its owner",
        advice: "Delete the access token in the user's profile",
        roll: "https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html",
        reference: "https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html",
        hits: &["TEAMCITY_TOKEN=<<eyJ0eXAiOiAiVENWMiJ9.{seal}>>", "Authorization: Bearer <<eyJ0eXAiOiAiVENWMiJ9.{seal}>>"],
        misses: &[("eyJ0eXAiOiAiVENWMiJ9.{A64u:36}.{A64u:40}", "the last part is too short"), ("eyJ0eXAiOiAiSldUIn0.{A64u:36}.{A64u:48}", "a JWT's head")],
        ..Rule::BASE
    },
];
