//! IPinfo: tokens.

use super::rule::*;

/// IPinfo's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "ipinfo-token",
        provider: "IPinfo",
        title: "IPinfo token",
        keywords: &["ipinfo"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{14})",
        near: Some(Near { words: &["ipinfo"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Low,
        exposes: "looks up addresses on the account's quota",
        roll: "https://ipinfo.io/dashboard/token",
        advice: "Regenerate the token in the dashboard",
        reference: "https://ipinfo.io/developers",
        hits: &["IPINFO_TOKEN=<<{hex:14}>>", "curl https://ipinfo.io/8.8.8.8?token=<<{hex:14}>>"],
        misses: &[("token = {hex:14}", "no vendor near"), ("IPINFO_TOKEN={hex:13}", "one character short")],
        ..Rule::BASE
    },
];
