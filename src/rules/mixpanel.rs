//! Mixpanel: secrets of projects and service accounts. (Project tokens are public.)

use super::rule::*;

/// Mixpanel's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mixpanel-secret",
        provider: "Mixpanel",
        title: "Mixpanel API secret or service account secret",
        keywords: &["mixpanel"],
        case: Case::Any,
        pattern: r#"(?i:secret|password)[0-9A-Za-z_-]{0,8}[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{32})"#,
        near: Some(Near { words: &["mixpanel"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Medium,
        exposes: "exports the events and profiles of the project",
        roll: "https://mixpanel.com/settings/org#serviceaccounts",
        advice: "Delete the service account, or reset the project's secret in its settings",
        reference: "https://developer.mixpanel.com/reference/service-accounts",
        hits: &["MIXPANEL_API_SECRET=<<{hex:32}>>", "# mixpanel\nservice_account_secret: <<{A62:32}>>"],
        misses: &[("MIXPANEL_TOKEN={hex:32}", "the public token"), ("api_secret={hex:32}", "nothing says Mixpanel")],
        ..Rule::BASE
    },
];
