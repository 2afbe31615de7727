//! Neptune.ai: API tokens.

use super::rule::*;
use crate::proof::base64_text;

/// Neptune's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "neptune-api-token",
        provider: "Neptune.ai",
        title: "Neptune.ai API token",
        // base64 of {"api_address":
        keywords: &["eyJhcGlfYWRkcmVzcyI6"],
        pattern: r"(?P<secret>eyJhcGlfYWRkcmVzcyI6[0-9A-Za-z+/]{60,400}={0,2})",
        reach: 480,
        after: Edge::Base64,
        entropy: Some(Alphabet::Lc36),
        proof: Some(base64_text::NEPTUNE),
        exposes: "reads and writes the experiments that its owner can see",
        advice: "Revoke the token and get another",
        roll: "https://app.neptune.ai/get_my_api_token",
        reference: "https://docs.neptune.ai/",
        hits: &["NEPTUNE_API_TOKEN=<<eyJhcGlfYWRkcmVzcyI6{seal}>>", "neptune.init_run(api_token=\"<<eyJhcGlfYWRkcmVzcyI6{seal}>>\")"],
        misses: &[("eyJhcGlfYWRkcmVzcyI6{A64:20}", "too short"), ("eyJhcGlfdXJsIjoi{A64:150}", "another object")],
        ..Rule::BASE
    },
];
