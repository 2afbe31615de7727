//! SparkPost (Bird): API keys.

use super::rule::*;

/// SparkPost's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "sparkpost-api-key",
        provider: "SparkPost",
        title: "SparkPost API key",
        keywords: &["sparkpost"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{40})",
        near: Some(Near { words: &["sparkpost"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "sends mail from the account's domains, as far as its rights go",
        advice: "Delete the key and make another",
        roll: "https://app.sparkpost.com/account/api-keys",
        reference: "https://developers.sparkpost.com/api/",
        hits: &["SPARKPOST_API_KEY=<<{hex:40}>>", "client = new SparkPost('<<{hex:40}>>');", "sparkpost:\n  key: \"<<{hex:40}>>\""],
        misses: &[("api_key = {hex:40}", "nothing names the vendor"), ("sparkpost-commit: {hex:40}", "a commit"), ("SPARKPOST_API_KEY={hex:64}", "another width")],
        ..Rule::BASE
    },
];
