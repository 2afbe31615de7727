//! Mattermost: access tokens and incoming webhooks.

use super::rule::*;

const DOCS: &str = "https://developers.mattermost.com/integrate/reference/personal-access-token/";

const MATTERMOST: Rule = Rule { provider: "Mattermost", entropy: Some(Alphabet::Lc36), ..Rule::BASE };

/// Mattermost's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mattermost-access-token",
        title: "Mattermost personal or bot access token",
        keywords: &["mattermost"],
        case: Case::Any,
        pattern: r#"(?i:token|secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-z]{26})"#,
        near: Some(Near { words: &["mattermost"], above: 3 }),
        rank: -1,
        exposes: "reads and writes messages as its user or bot",
        roll: DOCS,
        advice: "Revoke the token in the account's security settings; for a bot, under Integrations",
        reference: DOCS,
        hits: &["MATTERMOST_TOKEN=<<{lc36:26}>>", "mattermost:\n  url: https://chat.acme.example\n  token: '<<{lc36:26}>>'"],
        misses: &[("token = {lc36:26}", "nothing of Mattermost near"), ("MATTERMOST_TOKEN={UC36:26}", "upper case"), ("MATTERMOST_TOKEN={lc36:27}", "too long")],
        ..MATTERMOST
    },
    Rule {
        id: "mattermost-incoming-webhook",
        title: "Mattermost incoming webhook",
        keywords: &["/hooks/"],
        pattern: r"https?://[0-9A-Za-z.:-]{3,100}(?:/[0-9A-Za-z_-]{1,40}){0,2}/hooks/(?P<secret>[0-9a-z]{26})",
        after: Edge::Url,
        rank: -1,
        severity: Severity::Medium,
        exposes: "posts into a channel under any name",
        roll: "https://developers.mattermost.com/integrate/webhooks/incoming/",
        advice: "Delete the webhook and make another; its address is all it takes to post",
        reference: "https://developers.mattermost.com/integrate/webhooks/incoming/",
        hits: &["curl -d 'payload={{}}' https://chat.acme.example/hooks/<<{lc36:26}>>", "webhook: \"https://acme.example:8065/team/hooks/<<{lc36:26}>>\""],
        misses: &[("import x from '../hooks/{lc36:26}'", "a path of a program"), ("https://chat.acme.example/hooks/{lc36:20}", "too short")],
        ..MATTERMOST
    },
];
