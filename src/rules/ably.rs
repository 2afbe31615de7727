//! Ably: API keys.

use super::rule::*;

const WORDS: &[&str] = &["ably_", "ably-", "ablykey", "ably.realtime", "ably.rest", "ably.io", "ably.com", "ably.net", "ablyrest", "ablyrealtime", "ably:"];

/// Ably's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "ably-api-key",
        provider: "Ably",
        title: "Ably API key",
        keywords: WORDS,
        case: Case::Any,
        // application, a dot, the key's name, a colon, the secret
        pattern: r"(?P<secret>[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{6}:(?:[0-9A-Za-z_-]{43}|[0-9A-Za-z_-]{16}))",
        before: Edge::Dotted,
        after: Edge::Url,
        near: Some(Near { words: WORDS, above: 3 }),
        entropy: Some(Alphabet::A62),
        rank: -1,
        exposes: "publishes and reads messages of the application's channels",
        roll: "https://ably.com/accounts",
        advice: "Revoke the key in the application's API keys tab",
        reference: "https://ably.com/docs/auth",
        hits: &["ABLY_API_KEY=<<{A62:6}.{A62:6}:{A64u:43}>>", "new Ably.Realtime({{ key: '<<{A62:6}.{A62:6}:{A62:16}>>' }})"],
        misses: &[("key = {A62:6}.{A62:6}:{A64u:43}", "nothing says Ably"), ("ABLY_API_KEY={A62:6}.{A62:6}", "the key's name, without its secret")],
        ..Rule::BASE
    },
];
