//! Censys: API ids with secrets, and personal access tokens.

use super::rule::*;

const TOKENS: &str = "https://accounts.censys.io/settings/personal-access-tokens";

const CENSYS: Rule = Rule {
    provider: "Censys",
    roll: TOKENS,
    reference: "https://docs.censys.com/reference/get-started",
    severity: Severity::Medium,
    ..Rule::BASE
};

/// Censys' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "censys-api-id",
        title: "Censys API id",
        keywords: &["censys"],
        case: Case::Any,
        pattern: r#"(?i:censys[_.-]?(?:api[_.-]?)?(?:id|uid))["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"#,
        after: Edge::Url,
        rank: -1,
        severity: Severity::Info,
        exposes: "nothing by itself: it names the account",
        advice: "Leave it; look whether the secret stands beside it",
        hits: &["CENSYS_API_ID=<<{uuid}>>", "censys_uid: '<<{uuid}>>'"],
        misses: &[("API_ID={uuid}", "nothing of the vendor"), ("CENSYS_API_ID={hex:32}", "no uuid")],
        ..CENSYS
    },
    Rule {
        id: "censys-api-secret",
        title: "Censys API secret",
        keywords: &["censys"],
        case: Case::Any,
        pattern: r#"(?i:censys[_.-]?(?:api[_.-]?)?secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{32})"#,
        entropy: Some(Alphabet::A62),
        rank: -1,
        pair: Some(Pair { with: &["censys-api-id"], lines: 4, severity: Severity::Medium }),
        exposes: "with the API id: searches on the account's quota",
        advice: "Reset the API secret on the account page",
        hits: &["CENSYS_API_SECRET=<<{A62:32}>>", "CENSYS_API_ID={uuid}\nCENSYS_API_SECRET=<<{A62:32}>>"],
        misses: &[("API_SECRET={A62:32}", "nothing of the vendor"), ("CENSYS_API_SECRET={A62:40}", "too long")],
        ..CENSYS
    },
    Rule {
        id: "censys-personal-access-token",
        title: "Censys personal access token",
        keywords: &["censys_"],
        pattern: r"(?P<secret>censys_[0-9A-Za-z]{20,60}(?:_[0-9A-Za-z]{20,60})?)",
        entropy: Some(Alphabet::A62),
        exposes: "searches on the organisation's quota as its owner",
        advice: "Delete the token in the account's settings",
        hits: &["CENSYS_PLATFORM_TOKEN=<<censys_{A62:30}>>", "Authorization: Bearer <<censys_{A62:22}_{A62:32}>>"],
        misses: &[("censys_search_hosts_by_certificate_name", "an identifier"), ("censys_{A62:10}", "too short")],
        ..CENSYS
    },
];
