//! Naver: client secrets.

use super::rule::*;

/// Naver's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "naver-client-secret",
        provider: "Naver",
        title: "Naver client secret",
        keywords: &["naver"],
        case: Case::Any,
        pattern: r#"(?i:naver[_.-]?(?:(?:client|api|app|login|oauth|search)[_.-]?){0,2}secret)["']?\s{0,3}[=:,]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{10})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        rank: -1,
        severity: Severity::Low,
        exposes: "with the client id: signs people in and searches as the application, up to its quota",
        roll: "https://developers.naver.com/apps",
        advice: "Reissue the client secret in the application's page",
        reference: "https://developers.naver.com/",
        hits: &["NAVER_CLIENT_SECRET=<<{A62:10}>>", "X-Naver-Client-Secret: <<{A62:10}>>"],
        misses: &[("NAVER_CLIENT_ID={A62:20}", "the id"), ("NAVER_CLIENT_SECRET={A62:20}", "no length of theirs"), ("NAVER_CLIENT_SECRET=aaaaaaaaaa", "a placeholder")],
        ..Rule::BASE
    },
];
