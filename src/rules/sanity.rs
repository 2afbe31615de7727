//! Sanity: API tokens.

use super::rule::*;

/// Sanity's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "sanity-api-token",
        provider: "Sanity",
        title: "Sanity API token",
        keywords: &["sanity"],
        case: Case::Any,
        pattern: r"(?P<secret>sk(?:[A-Za-z0-9]{178}|[A-Za-z0-9]{79}))",
        near: Some(Near { words: &["sanity"], above: 3 }),
        reach: 320,
        entropy: Some(Alphabet::A62),
        exposes: "reads drafts and writes documents of the project",
        roll: "https://www.sanity.io/manage",
        advice: "Delete the token in the project's API settings",
        reference: "https://www.sanity.io/docs/content-lake/http-auth",
        hits: &["SANITY_API_TOKEN=<<sk{A62:178}>>", "sanityClient({{ projectId, token: '<<sk{A62:79}>>' }})"],
        misses: &[("token: sk{A62:178}", "no vendor near"), ("SANITY_TOKEN=sk{A62:60}", "too short")],
        ..Rule::BASE
    },
];
