//! Calendly: personal access tokens.

use super::rule::*;
use crate::proof::jwt::JWT;

/// Calendly's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "calendly-personal-access-token",
        provider: "Calendly",
        title: "Calendly personal access token",
        keywords: &["calendly"],
        case: Case::Any,
        pattern: r"(?P<secret>eyJraWQiOi[0-9A-Za-z_-]{20,200}\.eyJ[0-9A-Za-z_-]{40,500}\.[0-9A-Za-z_-]{40,350})",
        proof: Some(JWT),
        reach: 1100,
        after: Edge::Url,
        near: Some(Near { words: &["calendly"], above: 3 }),
        entropy: Some(Alphabet::Lc36),
        rank: 1,
        severity: Severity::Medium,
        exposes: "reads and changes its owner's calendar events and invitees",
        advice: "Revoke the token and make another",
        roll: "https://calendly.com/integrations/api_webhooks",
        reference: "https://developer.calendly.com/personal-access-tokens",
        hits: &["CALENDLY_TOKEN=<<eyJraWQiOi{seal}>>", "# calendly\nAuthorization: Bearer <<eyJraWQiOi{seal}>>"],
        misses: &[("TOKEN=eyJraWQiOi{A64u:80}.eyJ{A64u:250}.{A64u:86}", "some other JWT"), ("CALENDLY_TOKEN=eyJ{A64u:30}", "no JWT")],
        ..Rule::BASE
    },
];
