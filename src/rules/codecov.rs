//! Codecov: upload and access tokens.

use super::rule::*;

const DOCS: &str = "https://docs.codecov.com/docs/codecov-tokens";

/// Codecov's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "codecov-token",
        provider: "Codecov",
        title: "Codecov upload or access token",
        keywords: &["codecov"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
        after: Edge::Url,
        near: Some(Near { words: &["codecov"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Medium,
        exposes: "uploads coverage reports in the repository's name; an access token reads them",
        roll: DOCS,
        advice: "Regenerate the upload token in the repository's settings",
        reference: DOCS,
        hits: &["CODECOV_TOKEN=<<{uuid}>>", "codecov:\n  token: \"<<{uuid}>>\"", "bash <(curl -s https://codecov.io/bash) -t token=<<{uuid}>>"],
        misses: &[("token: {uuid}", "nothing of Codecov near"), ("codecov_trace_id: {uuid}", "named as a trace"), ("CODECOV_TOKEN=00000000-0000-0000-0000-000000000000", "a placeholder")],
        ..Rule::BASE
    },
];
