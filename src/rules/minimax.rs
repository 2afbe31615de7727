//! MiniMax: API keys.

use super::rule::*;

/// MiniMax's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "minimax-api-key",
        provider: "MiniMax",
        title: "MiniMax API key",
        keywords: &["sk-api-"],
        pattern: r"(?P<secret>sk-api-[0-9A-Za-z_-]{119})",
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        exposes: "runs models at the account's cost",
        roll: "https://platform.minimaxi.com/user-center/basic-information/interface-key",
        advice: "Delete the key in the user centre and create another",
        reference: "https://platform.minimaxi.com/document/guides/chat-model/V2",
        hits: &["MINIMAX_API_KEY=<<sk-api-{A64u:119}>>", "Authorization: Bearer <<sk-api-{A64u:119}>>"],
        misses: &[("sk-api-{A64u:118}", "one character short"), ("sk-api-key", "a name")],
        ..Rule::BASE
    },
];
