//! Papertrail (SolarWinds): API tokens.

use super::rule::*;

/// Papertrail's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "papertrail-api-token",
        provider: "Papertrail",
        title: "Papertrail API token",
        keywords: &["papertrail"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{20})"#,
        after: Edge::Dotted,
        near: Some(Near { words: &["papertrail"], above: 2 }),
        entropy: Some(Alphabet::A62),
        rank: -1,
        severity: Severity::Medium,
        exposes: "searches the account's logs, and whatever was logged by mistake",
        roll: "https://papertrailapp.com/account/profile",
        advice: "Reset the token on the profile page",
        reference: "https://www.papertrail.com/help/search-api/",
        hits: &["PAPERTRAIL_API_TOKEN=<<{A62:20}>>", "# papertrail\nX-Papertrail-Token: <<{A62:20}>>"],
        misses: &[("api_token={A62:20}", "nothing says Papertrail"), ("PAPERTRAIL_API_TOKEN={A62:19}", "one character short")],
        ..Rule::BASE
    },
];
