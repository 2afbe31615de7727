//! `LinkedIn`: client secrets of applications.

use super::rule::*;

const APPS: &str = "https://www.linkedin.com/developers/apps";

const LINKEDIN: Rule = Rule {
    provider: "LinkedIn",
    roll: APPS,
    reference: "https://learn.microsoft.com/linkedin/shared/authentication/authentication",
    ..Rule::BASE
};

/// The rules of `LinkedIn`.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "linkedin-client-id",
        provider: "LinkedIn",
        title: "LinkedIn client id",
        keywords: &["linkedin", "linked_in"],
        case: Case::Any,
        pattern: named!(r"linked_?in[a-z0-9_.-]{0,16}(?:client|app)[_-]?id", "[0-9a-z]{12,14}"),
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://learn.microsoft.com/linkedin/shared/authentication/client-credentials-flow",
        hits: &["LINKEDIN_CLIENT_ID=<<{lc36:14}>>", "linkedinClientId: '<<{lc36:14}>>'"],
        misses: &[("client_id={lc36:14}", "nothing says LinkedIn"), ("LINKEDIN_CLIENT_ID={lc36:8}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "linkedin-client-secret",
        title: "LinkedIn client secret",
        keywords: &["WPL_AP"],
        pattern: r"(?P<secret>WPL_AP[0-9]\.[0-9A-Za-z]{16}\.[0-9A-Za-z+/=]{6,8})",
        after: Edge::Base64,
        entropy: Some(Alphabet::Hex),
        pair: Some(Pair { with: &["linkedin-client-id"], lines: 4, severity: Severity::High }),
        exposes: "signs people in as the application and calls what it was granted",
        advice: "Generate a new client secret, deploy it, and delete the old one",
        hits: &["LINKEDIN_CLIENT_SECRET=<<WPL_AP1.{A62:16}.{A62:6}==>>", "\"clientSecret\": \"<<WPL_AP0.{A62:16}.{A62:8}>>\""],
        misses: &[("WPL_AP1.{A62:10}", "cut short"), ("WPL_APX.{A62:16}.{A62:8}", "no version")],
        ..LINKEDIN
    },
    Rule {
        id: "linkedin-legacy-client-secret",
        title: "LinkedIn client secret (older)",
        keywords: &["linkedin", "linked_in"],
        case: Case::Any,
        pattern: r#"(?i:linked_?in[_.-]?(?:(?:client|app|api|consumer|oauth2?|oauth_key)[_.-]?){0,2}secret(?:_?key)?)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{16})"#,
        entropy: Some(Alphabet::A62),
        rank: -1,
        pair: Some(Pair { with: &["linkedin-client-id"], lines: 4, severity: Severity::High }),
        exposes: "signs people in as the application and calls what it was granted",
        advice: "Generate a new client secret, which is of the longer form, and delete the old one",
        hits: &["LINKEDIN_CLIENT_SECRET=<<{A62:16}>>", "linkedinSecret: '<<{A62:16}>>'"],
        misses: &[("LINKEDIN_CLIENT_ID={lc36:14}", "the id"), ("CLIENT_SECRET={A62:16}", "nothing of the vendor"), ("LINKEDIN_CLIENT_SECRET=yourclientsecret", "a placeholder")],
        ..LINKEDIN
    },
];
