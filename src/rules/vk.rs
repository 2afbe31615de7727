//! VK: access tokens.

use super::rule::*;

/// VK's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "vk-access-token",
        provider: "VK",
        title: "VK access token",
        keywords: &["vk1.a."],
        pattern: r"(?P<secret>vk1\.a\.[0-9A-Za-z_-]{150,300})",
        reach: 400,
        before: Edge::Dotted,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        exposes: "reads and writes as its user, or as the community",
        advice: "End the session, or revoke the application's access",
        roll: "https://vk.com/settings?act=sessions",
        reference: "https://dev.vk.com/",
        hits: &["VK_TOKEN=<<vk1.a.{A64u:198}>>", "https://api.vk.com/method/users.get?access_token=<<vk1.a.{A64u:220}>>&v=5.131"],
        misses: &[("vk1.a.{A64u:100}", "too short"), ("vk1.a.example", "a placeholder")],
        ..Rule::BASE
    },
];
