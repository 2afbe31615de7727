//! Mailgun: private API keys and domain sending keys.

use super::rule::*;

const WORDS: Near = Near { words: &["mailgun", "mg_api", "mg_key", "mg_domain"], above: 3 };

const MAILGUN: Rule = Rule {
    provider: "Mailgun",
    keywords: WORDS.words,
    case: Case::Any,
    roll: "https://app.mailgun.com/settings/api_security",
    logs: "https://app.mailgun.com/mg/reporting/logs",
    reference: "https://documentation.mailgun.com/docs/mailgun/api-reference/authentication",
    entropy: Some(Alphabet::Hex),
    after: Edge::Url,
    ..Rule::BASE
};

/// Mailgun's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mailgun-api-key",
        title: "Mailgun API key or domain sending key",
        pattern: r"(?P<secret>[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})",
        before: Edge::Url,
        near: Some(WORDS),
        severity: Severity::Critical,
        exposes: "sends mail in the domain's name and reads its logs and lists",
        advice: "Delete the key and make a sending key for the one domain",
        hits: &["MAILGUN_API_KEY=<<{hex:32}-{hex:8}-{hex:8}>>", "curl --user 'api:<<{hex:32}-{hex:8}-{hex:8}>>' https://api.mailgun.net/v3/mg.site.org/messages"],
        misses: &[("API_KEY={hex:32}-{hex:8}-{hex:8}", "nothing names the vendor"), ("MAILGUN_API_KEY={hex:32}-{hex:8}", "a group is missing"), ("MAILGUN_ID={uuid}", "a uuid")],
        ..MAILGUN
    },
    Rule {
        id: "mailgun-legacy-api-key",
        title: "Mailgun private API key, old form",
        pattern: r"(?P<secret>key-[0-9a-z]{32})",
        before: Edge::Url,
        near: Some(WORDS),
        severity: Severity::Critical,
        exposes: "sends mail from every domain of the account and reads its logs and lists",
        advice: "Make a new key and delete this one; a reset key may live up to 48 hours",
        hits: &["MAILGUN_API_KEY=<<key-{hex:32}>>", "mailgun:\n  domain: mg.site.org\n  apiKey: \"<<key-{hex:32}>>\""],
        misses: &[("pubkey-{hex:32} # mailgun", "the public validation key"), ("MAILGUN_API_KEY=key-{hex:30}", "too short"), ("cache-key-{hex:32}", "no vendor near")],
        ..MAILGUN
    },
    Rule {
        id: "mailgun-public-validation-key",
        title: "Mailgun public validation key",
        keywords: &["pubkey-"],
        case: Case::Exact,
        pattern: r"(?P<secret>pubkey-[0-9a-f]{32})",
        severity: Severity::Info,
        exposes: "checks addresses only: it is made for pages",
        advice: "Leave it, it is public",
        hits: &["MAILGUN_PUBLIC_KEY=<<pubkey-{hex:32}>>", "api_key: '<<pubkey-{hex:32}>>'"],
        misses: &[("pubkey-{hex:30}", "too short"), ("pubkey-{hex:64}", "a longer digest")],
        ..MAILGUN
    },
];
