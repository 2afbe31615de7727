//! GoCardless: access tokens.

use super::rule::*;

const WORDS: &[&str] = &["gocardless", "go_cardless", "gc_access_token"];

const GOCARDLESS: Rule = Rule {
    provider: "GoCardless",
    keywords: WORDS,
    case: Case::Any,
    near: Some(Near { words: WORDS, above: 3 }),
    after: Edge::Url,
    entropy: Some(Alphabet::A64),
    reference: "https://developer.gocardless.com/api-reference/",
    ..Rule::BASE
};

/// GoCardless' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "gocardless-live-access-token",
        title: "GoCardless live access token",
        pattern: r"(?P<secret>live_[A-Za-z0-9_-]{40,42})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "collects payments from customers' bank accounts and reads their details",
        roll: "https://manage.gocardless.com/developers/access-tokens",
        advice: "Delete the access token, make another and look at the payments made since",
        hits: &["GOCARDLESS_ACCESS_TOKEN=<<live_{A64u:39}{A62:1}>>", "# gocardless\naccess_token: '<<live_{A62:40}>>'"],
        misses: &[("token = live_{A62:40}", "no vendor near"), ("GOCARDLESS_TOKEN=live_{A62:30}", "too short")],
        ..GOCARDLESS
    },
    Rule {
        id: "gocardless-sandbox-access-token",
        title: "GoCardless sandbox access token",
        pattern: r"(?P<secret>sandbox_[A-Za-z0-9_-]{40,42})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes sandbox payments",
        roll: "https://manage-sandbox.gocardless.com/developers/access-tokens",
        advice: "Delete the sandbox token and make another",
        hits: &["GOCARDLESS_ACCESS_TOKEN=<<sandbox_{A64u:39}{A62:1}>>", "# gocardless\naccess_token: '<<sandbox_{A62:40}>>'"],
        misses: &[("token = sandbox_{A62:40}", "no vendor near"), ("GOCARDLESS_TOKEN=sandbox_{A62:30}", "too short")],
        ..GOCARDLESS
    },
];
