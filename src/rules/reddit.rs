//! Reddit: application secrets.

use super::rule::*;

/// Reddit's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "reddit-client-id",
        provider: "Reddit",
        title: "Reddit client id",
        keywords: &["reddit", "praw"],
        case: Case::Any,
        pattern: named!(r"client[_-]?id", "[0-9A-Za-z_-]{14,22}"),
        after: Edge::Url,
        near: Some(Near { words: &["reddit", "praw"], above: 4 }),
        rank: -1,
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://github.com/reddit-archive/reddit/wiki/OAuth2",
        hits: &["REDDIT_CLIENT_ID=<<{A62:14}>>", "praw.Reddit(client_id=\"<<{A62:22}>>\","],
        misses: &[("client_id={A62:14}", "nothing says Reddit"), ("REDDIT_CLIENT_ID={A62:8}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "reddit-client-secret",
        provider: "Reddit",
        title: "Reddit script or web application secret",
        keywords: &["reddit", "praw"],
        case: Case::Any,
        pattern: r#"(?i:(?:reddit|praw)(?s:.{0,120}?)secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{27,30})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        rank: -1,
        pair: Some(Pair { with: &["reddit-client-id"], lines: 4, severity: Severity::Medium }),
        severity: Severity::Medium,
        exposes: "acts as the application; a script's secret with its owner's password acts as the owner",
        advice: "Delete the application, or make it anew with another secret",
        roll: "https://www.reddit.com/prefs/apps",
        reference: "https://github.com/reddit-archive/reddit/wiki/OAuth2",
        hits: &["REDDIT_CLIENT_SECRET=<<{A64u:30}>>", "reddit = praw.Reddit(\n  client_id=\"{A62:22}\",\n  client_secret=\"<<{A64u:27}>>\",\n)"],
        misses: &[("REDDIT_CLIENT_ID={A64u:22}", "the id"), ("CLIENT_SECRET={A64u:27}", "nothing names the vendor"), ("REDDIT_CLIENT_SECRET=your_reddit_client_secret_ok", "a placeholder")],
        ..Rule::BASE
    },
];
