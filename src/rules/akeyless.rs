//! Akeyless: access ids and access keys.

use super::rule::*;

const API_KEY: &str = "https://docs.akeyless.io/docs/api-key";

const AKEYLESS: Rule = Rule {
    provider: "Akeyless",
    keywords: &["akeyless"],
    case: Case::Any,
    roll: API_KEY,
    logs: "https://docs.akeyless.io/docs/audit-logs",
    reference: API_KEY,
    rank: -1,
    ..Rule::BASE
};

/// Akeyless' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "akeyless-access-id",
        title: "Akeyless access id",
        pattern: r"(?P<secret>p-[0-9a-z]{12,14})",
        after: Edge::Url,
        near: Some(Near { words: &["akeyless"], above: 3 }),
        severity: Severity::Info,
        exposes: "nothing by itself: it names an authentication method",
        advice: "Leave it; look whether the access key stands beside it",
        hits: &["AKEYLESS_ACCESS_ID=<<p-{lc36:12}>>", "akeyless configure --access-id <<p-{lc36:14}>>"],
        misses: &[("id = p-{lc36:12}", "nothing of Akeyless near"), ("akeyless id p-{lc36:6}", "too short")],
        ..AKEYLESS
    },
    Rule {
        id: "akeyless-access-key",
        title: "Akeyless access key",
        pattern: r#"(?i:access[_-]?key|akeyless[_-]?(?:api[_-]?)?key)["']?(?:\s{0,3}[=:]{1,2}>?\s{0,3}| )["']?(?P<secret>[0-9A-Za-z+/]{43}=)"#,
        after: Edge::Base64,
        near: Some(Near { words: &["akeyless"], above: 3 }),
        entropy: Some(Alphabet::A64),
        pair: Some(Pair { with: &["akeyless-access-id"], lines: 4, severity: Severity::High }),
        exposes: "with the access id: every secret that the method's role may read",
        advice: "Reset the access key of the authentication method, then roll the secrets that its role could read",
        hits: &["AKEYLESS_ACCESS_KEY=<<{A64:43}=>>", "akeyless auth --access-id p-{lc36:12} --access-key '<<{A64:43}=>>'"],
        misses: &[("access_key={A64:43}=", "nothing of Akeyless near"), ("AKEYLESS_ACCESS_KEY={A64:30}=", "too short")],
        ..AKEYLESS
    },
];
