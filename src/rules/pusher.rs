//! Pusher Channels: app secrets.

use super::rule::*;

const PUSHER: Rule = Rule {
    provider: "Pusher Channels",
    keywords: &["pusher"],
    case: Case::Any,
    entropy: Some(Alphabet::Hex),
    rank: -1,
    roll: "https://dashboard.pusher.com/",
    reference: "https://pusher.com/docs/channels/library_auth_reference/rest-api/",
    ..Rule::BASE
};

/// Pusher's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "pusher-app-key",
        title: "Pusher app key",
        pattern: r#"(?i:pusher[0-9a-z_.-]{0,16}key["']?\s{0,3}[=:]{1,2}>?|new pusher\()\s{0,3}["']?(?P<secret>[0-9a-f]{20})"#,
        severity: Severity::Info,
        exposes: "nothing: it is made for pages and apps",
        advice: "Leave it, it is public",
        hits: &["PUSHER_APP_KEY=<<{hex:20}>>", "var pusher = new Pusher('<<{hex:20}>>', {{ cluster: 'eu' }});"],
        misses: &[("PUSHER_APP_KEY={hex:16}", "another width"), ("APP_KEY={hex:20}", "nothing names the vendor")],
        ..PUSHER
    },
    Rule {
        id: "pusher-app-secret",
        title: "Pusher app secret",
        pattern: r#"(?i:pusher(?s:.{0,160}?)secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{20})"#,
        pair: Some(Pair { with: &["pusher-app-key"], lines: 4, severity: Severity::Medium }),
        severity: Severity::Medium,
        exposes: "sends events on every channel and signs subscriptions to private ones",
        advice: "Create a new pair of keys for the app and delete the old one",
        hits: &["PUSHER_APP_SECRET=<<{hex:20}>>", "PUSHER_APP_ID={dig:7}\nPUSHER_APP_KEY={hex:20}\nPUSHER_APP_SECRET=<<{hex:20}>>", "new Pusher({{\n  appId: '{dig:6}',\n  secret: '<<{hex:20}>>' }})"],
        misses: &[("APP_SECRET={hex:20}", "nothing names the vendor"), ("PUSHER_APP_SECRET={hex:32}", "another width")],
        ..PUSHER
    },
];
