//! Strava: client secrets, access and refresh tokens.

use super::rule::*;

/// Strava's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "strava-secret",
        provider: "Strava",
        title: "Strava client secret or token",
        keywords: &["strava"],
        case: Case::Any,
        pattern: r#"(?i:secret|token)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9a-f]{40})"#,
        near: Some(Near { words: &["strava"], above: 4 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Medium,
        exposes: "reads the activities, and so the whereabouts, of the athletes who allowed the app",
        roll: "https://www.strava.com/settings/api",
        advice: "Reset the client secret on the API settings page; a token, by deauthorising the app",
        reference: "https://developers.strava.com/docs/authentication/",
        hits: &["STRAVA_CLIENT_SECRET=<<{hex:40}>>", "strava:\n  client_id: {dig:5}\n  refresh_token: '<<{hex:40}>>'"],
        misses: &[("client_secret={hex:40}", "nothing says Strava"), ("strava commit = {hex:40}", "a commit")],
        ..Rule::BASE
    },
];
