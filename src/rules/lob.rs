//! Lob: secret API keys; publishable keys are public.

use super::rule::*;

const LOB: Rule = Rule {
    provider: "Lob",
    roll: "https://dashboard.lob.com/settings/api-keys",
    logs: "https://dashboard.lob.com/logs",
    entropy: Some(Alphabet::Hex),
    reference: "https://docs.lob.com/",
    ..Rule::BASE
};

/// Lob's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "lob-live-api-key",
        title: "Lob live secret API key",
        keywords: &["live_"],
        pattern: r"(?P<secret>live_[0-9a-f]{35})",
        mode: Mode::Live,
        exposes: "prints and posts mail at the account's cost and reads the addresses of its recipients",
        advice: "Generate a replacement in the dashboard, deploy it, and delete this key",
        hits: &["LOB_API_KEY=<<live_{hex:35}>>", "curl -u <<live_{hex:35}>>: https://api.lob.com/v1/letters"],
        misses: &[("live_{hex:34}", "one character short"), ("sk_live_{hex:35}", "another vendor's"), ("live_pub_{hex:31}", "the public half")],
        ..LOB
    },
    Rule {
        id: "lob-publishable-key",
        title: "Lob publishable key",
        keywords: &["live_pub_", "test_pub_"],
        pattern: r"(?P<secret>(?:live|test)_pub_[0-9a-f]{31})",
        severity: Severity::Info,
        exposes: "verifies and completes addresses, as browsers do",
        advice: "Leave it: it is made to be public",
        hits: &["LOB_PUBLISHABLE_KEY=<<live_pub_{hex:31}>>", "key: '<<test_pub_{hex:31}>>'"],
        misses: &[("live_pub_{hex:30}", "one character short"), ("live_{hex:35}", "the secret kind")],
        ..LOB
    },
    Rule {
        id: "lob-test-api-key",
        title: "Lob test secret API key",
        keywords: &["lob_api", "lob_test", "lob_key", "lob_secret", "lob.com", "lobapi", "lob("],
        case: Case::Any,
        pattern: r"(?P<secret>test_[0-9a-f]{35})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "reads and makes test letters",
        advice: "Replace the test key in the dashboard when convenient",
        hits: &["LOB_API_KEY=<<test_{hex:35}>>", "curl -u <<test_{hex:35}>>: https://api.lob.com/v1/letters"],
        misses: &[("LOB_API_KEY=test_{hex:34}", "one character short"), ("LOB_API_KEY=test_pub_{hex:31}", "the public half")],
        ..LOB
    },
];
