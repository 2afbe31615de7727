//! Twitch: client secrets, access tokens, chat tokens.

use super::rule::*;

const TWITCH: Rule = Rule {
    provider: "Twitch",
    roll: "https://dev.twitch.tv/console/apps",
    reference: "https://dev.twitch.tv/docs/authentication/",
    severity: Severity::Medium,
    entropy: Some(Alphabet::Lc36),
    ..Rule::BASE
};

/// Twitch's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "twitch-chat-token",
        title: "Twitch chat token",
        keywords: &["oauth:"],
        pattern: r"(?P<secret>oauth:[0-9a-z]{30})",
        exposes: "writes in chats in its owner's name",
        advice: "Disconnect the application that the token was made for",
        roll: "https://www.twitch.tv/settings/connections",
        reference: "https://dev.twitch.tv/docs/chat/",
        hits: &["TMI_TOKEN=<<oauth:{lc36:30}>>", "PASS <<oauth:{lc36:30}>>", "password: '<<oauth:{lc36:30}>>'"],
        misses: &[("oauth:{lc36:24}", "too short"), ("oauth:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..TWITCH
    },
    Rule {
        id: "twitch-client-id",
        provider: "Twitch",
        title: "Twitch client id",
        keywords: &["twitch"],
        case: Case::Any,
        pattern: named!(r"client[_-]?id", "[0-9a-z]{30}"),
        near: Some(Near { words: &["twitch"], above: 4 }),
        rank: -1,
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://dev.twitch.tv/docs/authentication/register-app/",
        hits: &["TWITCH_CLIENT_ID=<<{lc36:30}>>", "twitch:\n  client_id: \"<<{lc36:30}>>\""],
        misses: &[("client_id={lc36:30}", "nothing says Twitch"), ("TWITCH_CLIENT_ID={lc36:20}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "twitch-client-secret",
        title: "Twitch client secret or access token",
        keywords: &["twitch"],
        case: Case::Any,
        pattern: r#"(?i:twitch(?s:.{0,80}?)(?:secret|token|oauth))["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-z]{30})"#,
        rank: -1,
        pair: Some(Pair { with: &["twitch-client-id"], lines: 4, severity: Severity::Medium }),
        exposes: "acts as the application, or as the person whose token it is",
        advice: "Make a new client secret, or revoke the token",
        hits: &["TWITCH_CLIENT_SECRET=<<{lc36:30}>>", "twitch:\n  client_id: {lc36:30}\n  client_secret: <<{lc36:30}>>"],
        misses: &[("TWITCH_CLIENT_ID={lc36:30}", "the public half"), ("TWITCH_TOKEN={lc36:29}", "one character short"), ("CLIENT_SECRET={lc36:30}", "nothing names the vendor")],
        ..TWITCH
    },
];
