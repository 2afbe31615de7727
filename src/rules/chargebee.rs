//! Chargebee: API keys.

use super::rule::*;

const CHARGEBEE: Rule = Rule {
    provider: "Chargebee",
    keywords: &["chargebee"],
    case: Case::Any,
    near: Some(Near { words: &["chargebee"], above: 3 }),
    entropy: Some(Alphabet::A62),
    // the prefix belongs to several vendors; the name beside it decides
    rank: 1,
    roll: "https://app.chargebee.com/login",
    reference: "https://apidocs.chargebee.com/docs/api/auth",
    ..Rule::BASE
};

/// Chargebee's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "chargebee-live-api-key",
        title: "Chargebee live API key",
        pattern: r"(?P<secret>live_[0-9A-Za-z]{25,50})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "changes subscriptions, refunds and customers of the site",
        advice: "Add a new API key under Configure Chargebee, deploy it, and delete this one",
        hits: &["CHARGEBEE_API_KEY=<<live_{A62:34}>>", "chargebee.configure(\"<<live_{A62:40}>>\", \"acme\")"],
        misses: &[("api_key=live_{A62:34}", "nothing says Chargebee"), ("CHARGEBEE_API_KEY=live_{A62:12}", "too short")],
        ..CHARGEBEE
    },
    Rule {
        id: "chargebee-test-api-key",
        title: "Chargebee test API key",
        pattern: r"(?P<secret>test_[0-9A-Za-z]{25,50})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "changes the test site",
        advice: "Replace the key of the test site when convenient",
        hits: &["CHARGEBEE_API_KEY=<<test_{A62:34}>>", "chargebee:\n  site: acme-test\n  key: <<test_{A62:32}>>"],
        misses: &[("api_key=test_{A62:34}", "nothing says Chargebee"), ("CHARGEBEE_SITE=test_site", "a name")],
        ..CHARGEBEE
    },
];
