//! Asana: personal access tokens.

use super::rule::*;

/// Asana's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "asana-personal-access-token",
        provider: "Asana",
        title: "Asana personal access token",
        keywords: &["asana"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9]/[0-9]{16}(?:/[0-9]{16})?:[0-9a-f]{32})",
        before: Edge::Url,
        entropy: Some(Alphabet::Hex),
        exposes: "reads and changes every task that its owner can see",
        advice: "Deauthorise the token in the developer console",
        roll: "https://app.asana.com/0/my-apps",
        reference: "https://developers.asana.com/docs/personal-access-token",
        hits: &["ASANA_TOKEN=<<1/{dig:16}:{hex:32}>>", "asana.Client.access_token('<<2/{dig:16}/{dig:16}:{hex:32}>>')"],
        misses: &[("asana 1/{dig:15}:{hex:32}", "the id is too short"), ("url/1/{dig:16}:{hex:32}", "nothing names the vendor"), ("https://app.asana.com/0/{dig:16}/{dig:16}", "a task's address")],
        ..Rule::BASE
    },
];
