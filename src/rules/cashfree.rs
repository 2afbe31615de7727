//! Cashfree: client secrets.

use super::rule::*;

const CASHFREE: Rule = Rule {
    provider: "Cashfree",
    roll: "https://merchant.cashfree.com/",
    reference: "https://www.cashfree.com/docs",
    entropy: Some(Alphabet::Hex),
    ..Rule::BASE
};

/// Cashfree's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "cashfree-live-client-secret",
        title: "Cashfree production client secret",
        keywords: &["cfsk_ma_prod_"],
        pattern: r"(?P<secret>cfsk_ma_prod_[0-9a-f]{32}_[0-9a-f]{8})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "takes payments, refunds them and, with payouts enabled, sends money",
        advice: "Generate new API keys in the merchant dashboard and drop this pair",
        hits: &["CASHFREE_SECRET=<<cfsk_ma_prod_{hex:32}_{hex:8}>>", "x-client-secret: <<cfsk_ma_prod_{hex:32}_{hex:8}>>"],
        misses: &[("cfsk_ma_prod_{hex:32}", "the tail is missing"), ("cfsk_ma_prod_{hex:30}_{hex:8}", "too short")],
        ..CASHFREE
    },
    Rule {
        id: "cashfree-test-client-secret",
        title: "Cashfree test client secret",
        keywords: &["cfsk_ma_test_"],
        pattern: r"(?P<secret>cfsk_ma_test_[0-9a-f]{32}_[0-9a-f]{8})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes payments in the sandbox",
        advice: "Generate a new pair and read it from the environment",
        hits: &["Cashfree.XClientSecret = '<<cfsk_ma_test_{hex:32}_{hex:8}>>'", "CF_SECRET=<<cfsk_ma_test_{hex:32}_{hex:8}>>"],
        misses: &[("cfsk_ma_test_{hex:32}_{hex:7}", "one character short"), ("cfsk_ma_dev_{hex:32}_{hex:8}", "no such mode")],
        ..CASHFREE
    },
];
