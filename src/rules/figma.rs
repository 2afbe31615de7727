//! Figma: personal access tokens.

use super::rule::*;

const FIGMA: Rule = Rule {
    provider: "Figma",
    roll: "https://www.figma.com/settings",
    reference: "https://developers.figma.com/docs/rest-api/authentication/",
    exposes: "reads the design files of its owner, and comments in their name",
    ..Rule::BASE
};

/// Figma's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "figma-legacy-access-token",
        title: "Figma personal access token, old form",
        keywords: &["figma"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{4,6}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
        before: Edge::Url,
        after: Edge::Url,
        near: Some(Near { words: &["figma"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        advice: "Revoke the token in the settings",
        hits: &["FIGMA_TOKEN=<<{dig:5}-{uuid}>>", "curl -H 'X-Figma-Token: <<{dig:6}-{uuid}>>' https://api.figma.com/v1/me"],
        misses: &[("FIGMA_ID={uuid}", "a uuid alone"), ("TOKEN={dig:6}-{uuid}", "nothing names the vendor")],
        ..FIGMA
    },
    Rule {
        id: "figma-personal-access-token",
        title: "Figma personal access token",
        keywords: &["figd_"],
        pattern: r"(?P<secret>figd_[0-9A-Za-z_-]{38,42})",
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        advice: "Revoke the token in the settings and make one that expires",
        hits: &["FIGMA_ACCESS_TOKEN=<<figd_{A64u:40}>>", "X-Figma-Token: <<figd_{A64u:40}>>"],
        misses: &[("figd_{A64u:30}", "too short"), ("figd_{A64u:50}", "too long"), ("configd_{A64u:40}", "an ordinary identifier")],
        ..FIGMA
    },
];
