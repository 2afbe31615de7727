//! Mailjet: API keys and their secrets.

use super::rule::*;

const WORDS: &[&str] = &["mailjet", "mj_apikey", "mj_api"];

const MAILJET: Rule = Rule {
    provider: "Mailjet",
    keywords: WORDS,
    case: Case::Any,
    near: Some(Near { words: WORDS, above: 3 }),
    entropy: Some(Alphabet::Hex),
    rank: -1,
    roll: "https://app.mailjet.com/account/apikeys",
    reference: "https://dev.mailjet.com/email/reference/overview/authentication/",
    ..Rule::BASE
};

/// Mailjet's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mailjet-api-key",
        title: "Mailjet API key",
        pattern: r#"(?i:api_?-?key)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9a-f]{32})"#,
        severity: Severity::Medium,
        exposes: "names the account; with its secret key, sends its mail",
        advice: "Find out where its secret key is kept, and regenerate that if it has left too",
        hits: &["MAILJET_API_KEY=<<{hex:32}>>", "mailjet:\n  api_key: '<<{hex:32}>>'"],
        misses: &[("api_key={hex:32}", "nothing says Mailjet"), ("MJ_APIKEY_PUBLIC={hex:32}", "says itself that it is public")],
        ..MAILJET
    },
    Rule {
        id: "mailjet-secret-key",
        title: "Mailjet secret key",
        pattern: r#"(?i:secret|private)[0-9A-Za-z_-]{0,12}[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{32})"#,
        pair: Some(Pair { with: &["mailjet-api-key"], lines: 4, severity: Severity::High }),
        exposes: "with its API key, sends mail as the account and reads its contacts",
        advice: "Regenerate the secret key on the API key page",
        hits: &["MAILJET_SECRET_KEY=<<{hex:32}>>", "MJ_APIKEY_PRIVATE=<<{hex:32}>>", "mailjet:\n  api_key: {hex:32}\n  api_secret: <<{hex:32}>>"],
        misses: &[("secret_key={hex:32}", "nothing says Mailjet"), ("MAILJET_SECRET_KEY={hex:31}", "one character short")],
        ..MAILJET
    },
];
