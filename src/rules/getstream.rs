//! Stream: API secrets.

use super::rule::*;

/// Stream's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "getstream-api-secret",
        provider: "Stream",
        title: "Stream API secret",
        keywords: &["getstream", "stream_api", "streamchat", "stream_secret", "stream-chat"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-z]{64})",
        near: Some(Near { words: &["getstream", "stream_api", "streamchat", "stream_secret", "stream-chat"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "signs user tokens and administers chats and feeds of the app",
        roll: "https://dashboard.getstream.io/",
        advice: "Make a new secret, deploy it, then disable the one that leaked",
        reference: "https://getstream.io/chat/docs/node/tokens_and_authentication/",
        hits: &["STREAM_API_SECRET=<<{lc36:64}>>", "const client = StreamChat.getInstance(key, '<<{lc36:64}>>') // stream_secret"],
        misses: &[("secret = {lc36:64}", "no vendor near"), ("STREAM_API_KEY={lc36:12}", "the key is public")],
        ..Rule::BASE
    },
];
