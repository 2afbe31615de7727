//! Prismic: permanent access tokens.

use super::rule::*;

/// Prismic's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "prismic-access-token",
        provider: "Prismic",
        title: "Prismic permanent access token",
        keywords: &["prismic"],
        case: Case::Any,
        pattern: r"(?P<secret>MC5[0-9A-Za-z_-]{20,120}(?:\.[0-9A-Za-z_-]{20,250})?)",
        reach: 400,
        after: Edge::Url,
        near: Some(Near { words: &["prismic"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        severity: Severity::Medium,
        exposes: "reads the repository's content, unpublished too if it is made so",
        advice: "Delete the access token in the repository's settings",
        roll: "https://prismic.io/docs/access-token",
        reference: "https://prismic.io/docs/access-token",
        hits: &["PRISMIC_ACCESS_TOKEN=<<MC5{A62:30}.{A64u:80}>>", "prismic.createClient(repo, {{ accessToken: '<<MC5{A62:40}>>' }})"],
        misses: &[("ACCESS_TOKEN=MC5{A62:40}", "nothing names the vendor"), ("PRISMIC_ACCESS_TOKEN=MC5{A62:10}", "too short")],
        ..Rule::BASE
    },
];
