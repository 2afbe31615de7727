//! Heroku: API keys.

use super::rule::*;

const ACCOUNT: &str = "https://dashboard.heroku.com/account";

const HEROKU: Rule = Rule {
    provider: "Heroku",
    roll: ACCOUNT,
    after: Edge::Url,
    severity: Severity::Critical,
    exposes: "deploys code to, and reads the configuration of, every app of the account",
    reference: "https://devcenter.heroku.com/articles/authentication",
    ..Rule::BASE
};

/// Heroku's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "heroku-api-key",
        title: "Heroku API key",
        keywords: &["HRKU-AA"],
        pattern: r"(?P<secret>HRKU-AA[0-9A-Za-z_-]{58})",
        entropy: Some(Alphabet::A64),
        advice: "Regenerate the API key on the account page, or revoke the authorisation that made it",
        hits: &["HEROKU_API_KEY=<<HRKU-AA{A64u:58}>>", "machine api.heroku.com\n  password <<HRKU-AA{A64u:58}>>"],
        misses: &[("HRKU-AA{A64u:57}", "one character short"), ("HRKU-{uuid}", "another form")],
        ..HEROKU
    },
    Rule {
        id: "heroku-legacy-api-key",
        title: "Heroku API key (UUID form)",
        keywords: &["heroku"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>(?:HRKU-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"#,
        near: Some(Near { words: &["heroku"], above: 3 }),
        // a UUID's dashes keep it below the floor of hex; that of digits still drops nil and typed ones
        entropy: Some(Alphabet::Digits),
        rank: -1,
        advice: "Regenerate the API key on the account page; the next one has a prefix of its own",
        hits: &["HEROKU_API_KEY=<<{uuid}>>", "machine api.heroku.com\n  login me@mail.net\n  password <<{uuid}>>", "heroku_api_key: \"<<HRKU-{uuid}>>\""],
        misses: &[("HEROKU_APP_ID={uuid}", "the id of an app"), ("api_key={uuid}", "nothing says Heroku"), ("HEROKU_API_KEY=12345678-1234-1234-1234-123456789abc", "a placeholder")],
        ..HEROKU
    },
];
