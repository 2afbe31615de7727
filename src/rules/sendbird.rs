//! Sendbird: master API tokens.

use super::rule::*;

/// Sendbird's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "sendbird-api-token",
        provider: "Sendbird",
        title: "Sendbird API token",
        keywords: &["sendbird"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{40})",
        near: Some(Near { words: &["sendbird"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "reads every channel and administers users of the application",
        roll: "https://dashboard.sendbird.com/",
        advice: "Make a secondary API token, deploy it and revoke the one that leaked",
        reference: "https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api",
        hits: &["SENDBIRD_API_TOKEN=<<{hex:40}>>", "# sendbird\nheaders: {{ 'Api-Token': '<<{hex:40}>>' }}"],
        misses: &[("api_token = {hex:40}", "no vendor near"), ("sendbird_sdk_commit = {hex:40}", "a commit"), ("SENDBIRD_APP_ID={uuid}", "the app id is public")],
        ..Rule::BASE
    },
];
