//! E2B: API keys of teams and access tokens of persons.

use super::rule::*;

/// E2B's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "e2b-api-key",
        provider: "E2B",
        title: "E2B API key",
        keywords: &["e2b_"],
        pattern: r"(?P<secret>(?:sk_)?e2b_[0-9a-f]{40})",
        entropy: Some(Alphabet::Hex),
        exposes: "runs sandboxes on the team's bill and looks into those that run; with sk_ in front, acts as a person of the team",
        roll: "https://e2b.dev/dashboard?tab=keys",
        advice: "Delete the key and create another",
        reference: "https://e2b.dev/docs",
        hits: &["E2B_API_KEY=<<e2b_{hex:40}>>", "E2B_ACCESS_TOKEN: \"<<sk_e2b_{hex:40}>>\""],
        misses: &[("e2b_{hex:32}", "too short"), ("re2b_{hex:40}", "a piece of something longer")],
        ..Rule::BASE
    },
];
