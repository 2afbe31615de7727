//! Instagram: tokens of the Graph and Basic Display interfaces.

use super::rule::*;

/// Instagram's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "instagram-access-token",
        provider: "Instagram",
        title: "Instagram access token",
        keywords: &["IGQV", "IGAA"],
        pattern: r"(?P<secret>IG(?:QV|AA)[0-9A-Za-z_-]{50,250})",
        reach: 300,
        after: Edge::Url,
        entropy: Some(Alphabet::Lc36),
        exposes: "reads, and with publishing rights posts to, the person's account for up to 60 days",
        roll: "https://www.instagram.com/accounts/manage_access/",
        advice: "Remove the app under apps and websites in the Instagram settings",
        reference: "https://developers.facebook.com/docs/instagram-platform/",
        hits: &["INSTAGRAM_TOKEN=<<IGQVJ{A62:140}>>", "https://graph.instagram.com/me/media?access_token=<<IGAAI{A62:160}>>"],
        misses: &[("IGQVJ{A62:20}", "too short"), ("MIGAA{A64u:100}", "DER in base64")],
        ..Rule::BASE
    },
];
