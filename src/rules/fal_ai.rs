//! fal.ai: API keys.

use super::rule::*;

const WORDS: &[&str] = &["fal_key", "fal-key", "falkey", "fal-ai", "fal_ai", "fal.ai", "fal.run", "fal_api", "fal_client", "fal.config"];

/// fal.ai's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "fal-ai-api-key",
        provider: "fal.ai",
        title: "fal.ai API key",
        keywords: WORDS,
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9a-f]{32})",
        before: Edge::Url,
        near: Some(Near { words: WORDS, above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "runs models at the account's cost",
        roll: "https://fal.ai/dashboard/keys",
        logs: "https://fal.ai/dashboard/usage",
        advice: "Delete the key in the dashboard and create another",
        reference: "https://docs.fal.ai/model-apis/authentication",
        hits: &["FAL_KEY=\"<<{uuid}:{hex:32}>>\"", "fal.config({{ credentials: '<<{uuid}:{hex:32}>>' }})"],
        misses: &[("id = {uuid}:{hex:32}", "nothing says fal"), ("FAL_KEY={uuid}", "the id of a key alone")],
        ..Rule::BASE
    },
];
