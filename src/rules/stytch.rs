//! Stytch: project secrets.

use super::rule::*;

const STYTCH: Rule = Rule {
    provider: "Stytch",
    roll: "https://stytch.com/dashboard/api-keys",
    logs: "https://stytch.com/dashboard/event-logs",
    after: Edge::Base64,
    entropy: Some(Alphabet::A64),
    reference: "https://stytch.com/docs/workspace-management/stytch-b2b-basics",
    ..Rule::BASE
};

/// Stytch's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "stytch-live-secret",
        title: "Stytch live project secret",
        keywords: &["secret-live-"],
        pattern: r"(?P<secret>secret-live-[0-9A-Za-z_-]{43}=)",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "signs in as any user of the project and changes them all",
        advice: "Rotate the project's secret in the dashboard, where both work for a while",
        hits: &["STYTCH_SECRET=<<secret-live-{A64u:43}=>>", "secret: '<<secret-live-{A64u:43}=>>',"],
        misses: &[("secret-live-{A64u:42}=", "one character short"), ("secret-live-11111111-1111-1111-1111-111111111111", "the documentation's form")],
        ..STYTCH
    },
    Rule {
        id: "stytch-test-secret",
        title: "Stytch test project secret",
        keywords: &["secret-test-"],
        pattern: r"(?P<secret>secret-test-[0-9A-Za-z_-]{43}=)",
        severity: Severity::Medium,
        mode: Mode::Test,
        exposes: "signs in as any test user of the project",
        advice: "Rotate the test secret in the dashboard",
        hits: &["STYTCH_SECRET=<<secret-test-{A64u:43}=>>", "\"secret\": \"<<secret-test-{A64u:43}=>>\""],
        misses: &[("secret-test-{A64u:40}", "too short"), ("secret-test-data", "a name")],
        ..STYTCH
    },
];
