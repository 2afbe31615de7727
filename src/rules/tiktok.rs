//! TikTok: client secrets.

use super::rule::*;

/// TikTok's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "tiktok-client-secret",
        provider: "TikTok",
        title: "TikTok client secret",
        keywords: &["tiktok"],
        case: Case::Any,
        pattern: named!(r"tiktok[a-z_.-]{0,24}secret", r"[A-Za-z0-9]{32}"),
        entropy: Some(Alphabet::Hex),
        severity: Severity::Medium,
        exposes: "gets tokens in the app's name",
        roll: "https://developers.tiktok.com/apps/",
        advice: "Reset the app's client secret",
        reference: "https://developers.tiktok.com/doc/oauth-user-access-token-management",
        hits: &["TIKTOK_CLIENT_SECRET=<<{A62:32}>>", "\"tiktokClientSecret\": \"<<{A62:32}>>\""],
        misses: &[("client_secret = {A62:32}", "no name of the vendor"), ("TIKTOK_CLIENT_KEY={lc36:18}", "the client key is public")],
        ..Rule::BASE
    },
];
