//! Mollie: API keys and organization access tokens.

use super::rule::*;

const KEYS: &str = "https://my.mollie.com/dashboard/developers/api-keys";

/// The prefixes are words that other vendors use too, so Mollie's name must stand near.
const MOLLIE: Rule = Rule {
    provider: "Mollie",
    keywords: &["mollie"],
    case: Case::Any,
    near: Some(Near { words: &["mollie"], above: 3 }),
    entropy: Some(Alphabet::A62),
    rank: -1,
    roll: KEYS,
    logs: "https://my.mollie.com/dashboard/developers/api-logs",
    reference: "https://github.com/mollie/mollie-api-php",
    ..Rule::BASE
};

/// Mollie's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mollie-live-api-key",
        title: "Mollie live API key",
        pattern: r"(?P<secret>live_[0-9A-Za-z_]{30,60})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "creates and refunds payments and reads customers of one profile",
        advice: "Make a new key and revoke the leaked one under API access tokens",
        hits: &["MOLLIE_API_KEY=<<live_{A62:30}>>", "$mollie->setApiKey('<<live_{A62:32}>>');"],
        misses: &[("API_KEY=live_{A62:30}", "nothing of Mollie near"), ("MOLLIE_API_KEY=live_{A62:20}", "too short")],
        ..MOLLIE
    },
    Rule {
        id: "mollie-organization-access-token",
        title: "Mollie organization access token",
        pattern: r"(?P<secret>access_[0-9A-Za-z_]{20,80})",
        severity: Severity::Critical,
        exposes: "manages payments, settlements and profiles of the organization, as its permissions say",
        roll: "https://my.mollie.com/dashboard/developers/organization-access-tokens",
        advice: "Revoke the token, and give the next one only the permissions it needs",
        reference: "https://docs.mollie.com/reference/authentication",
        hits: &["MOLLIE_ACCESS_TOKEN=<<access_{A62:30}>>", "# mollie\nauthorization = 'Bearer <<access_{A62:40}>>'"],
        misses: &[("token: access_{A62:30}", "nothing of Mollie near"), ("mollie key: access_token_of_the_organization", "a name")],
        ..MOLLIE
    },
    Rule {
        id: "mollie-test-api-key",
        title: "Mollie test API key",
        pattern: r"(?P<secret>test_[0-9A-Za-z_]{30,60})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes test payments",
        advice: "Replace it and read it from the environment",
        hits: &["MOLLIE_KEY=<<test_{A62:30}>>", "mollieClient = createMollieClient({{ apiKey: '<<test_{A62:30}>>' }})"],
        misses: &[("mollie key: test_that_a_payment_is_refunded_once_only", "a test's name"), ("KEY=test_{A62:30}", "nothing of Mollie near")],
        ..MOLLIE
    },
];
