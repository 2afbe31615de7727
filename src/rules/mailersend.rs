//! `MailerSend`: API tokens.

use super::rule::*;

/// The rules of `MailerSend`.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mailersend-api-token",
        provider: "MailerSend",
        title: "MailerSend API token",
        keywords: &["mlsn."],
        pattern: r"(?P<secret>mlsn\.[0-9a-f]{64})",
        entropy: Some(Alphabet::Hex),
        exposes: "sends mail from your domains and reads recipients, as its permissions say",
        roll: "https://app.mailersend.com/api-tokens",
        logs: "https://app.mailersend.com/activity",
        advice: "Delete the token and create one that may only send",
        reference: "https://developers.mailersend.com/general.html",
        hits: &["MAILERSEND_API_KEY=<<mlsn.{hex:64}>>", "new MailerSend({{ apiKey: '<<mlsn.{hex:64}>>' }})"],
        misses: &[("mlsn.{hex:63}", "one character short"), ("mlsn-{hex:64}", "no dot")],
        ..Rule::BASE
    },
];
