//! Shippo: API tokens.

use super::rule::*;

const SHIPPO: Rule = Rule {
    provider: "Shippo",
    roll: "https://apps.goshippo.com/settings/api",
    reference: "https://docs.goshippo.com/docs/guides_general/authentication/",
    entropy: Some(Alphabet::Hex),
    ..Rule::BASE
};

/// Shippo's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "shippo-live-token",
        title: "Shippo live token",
        keywords: &["shippo_live_"],
        pattern: r"(?P<secret>shippo_live_[0-9a-f]{40})",
        mode: Mode::Live,
        exposes: "buys labels at the account's cost and reads recipients' addresses",
        advice: "Delete the token, make another and look at the labels bought since",
        hits: &["shippo_live_{hex:40}", "Authorization: ShippoToken <<shippo_live_{hex:40}>>"],
        misses: &[("shippo_live_{hex:39}", "one character short"), ("shippo_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..SHIPPO
    },
    Rule {
        id: "shippo-test-token",
        title: "Shippo test token",
        keywords: &["shippo_test_"],
        pattern: r"(?P<secret>shippo_test_[0-9a-f]{40})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes test labels",
        advice: "Delete the test token and keep the next in the environment",
        hits: &["shippo_test_{hex:40}", "SHIPPO_TOKEN=<<shippo_test_{hex:40}>>"],
        misses: &[("shippo_test_{hex:39}", "one character short"), ("shippo_test_token_for_the_sandbox", "a name")],
        ..SHIPPO
    },
];
