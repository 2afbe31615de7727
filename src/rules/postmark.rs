//! Postmark: server and account tokens.

use super::rule::*;

/// Postmark's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "postmark-api-token",
        provider: "Postmark",
        title: "Postmark server or account token",
        keywords: &["postmark"],
        case: Case::Any,
        pattern: r#"(?i:(?:x-)?postmark(?:app)?[_.-]?(?:(?:server|account|api|smtp)[_.-]?){0,3}(?:token|key))["']?\s{0,3}[=:,]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "sends mail in your name and reads what was sent; an account token also makes servers",
        roll: "https://account.postmarkapp.com/servers",
        logs: "https://account.postmarkapp.com/servers",
        advice: "Create a second server token, deploy it, then delete the leaked one",
        reference: "https://postmarkapp.com/developer/api/overview",
        hits: &["POSTMARK_API_TOKEN=<<{uuid}>>", "curl -H \"X-Postmark-Server-Token: <<{uuid}>>\" https://api.postmarkapp.com/email"],
        misses: &[("POSTMARK_API_TOKEN=POSTMARK_API_TEST", "the public test token"), ("postmark_message_id={uuid}", "a message"), ("token: {uuid}", "nothing of the vendor")],
        ..Rule::BASE
    },
];
