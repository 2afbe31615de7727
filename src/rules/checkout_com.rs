//! Checkout.com: secret keys, new and classic.

use super::rule::*;

const CHECKOUT: Rule = Rule {
    provider: "Checkout.com",
    roll: "https://dashboard.checkout.com/developers/keys",
    reference: "https://github.com/checkout/checkout-sdk-java",
    after: Edge::Url,
    ..Rule::BASE
};

/// Words that give the short prefix its meaning.
const NEAR: Option<Near> = Some(Near { words: &["checkout.com", "checkout_", "checkoutsdk", "checkout.", "cko_", "cko-", "ckosecret"], above: 3 });
const WORDS: &[&str] = &["checkout.com", "checkout_", "checkoutsdk", "checkout.", "cko_", "cko-", "ckosecret"];

/// Checkout.com's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "checkout-com-classic-secret-key",
        title: "Checkout.com classic secret key",
        keywords: &["\"sk_", "'sk_", "=sk_", " sk_", ":sk_", "\nsk_"],
        pattern: r"(?P<secret>sk_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "takes, refunds and reads payments of the whole account",
        advice: "Regenerate the secret key and move to keys with scopes",
        hits: &["CKO_SECRET_KEY=<<sk_{uuid}>>", "secretKey: \"<<sk_{uuid}>>\""],
        misses: &[("sk_{hex:32}", "not a uuid"), ("risk_{uuid}", "a longer name")],
        ..CHECKOUT
    },
    Rule {
        id: "checkout-com-classic-test-secret-key",
        title: "Checkout.com classic test secret key",
        keywords: &["sk_test_"],
        pattern: r"(?P<secret>sk_test_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes sandbox payments",
        advice: "Regenerate the sandbox key",
        hits: &["sk_test_{uuid}", "CKO_SECRET_KEY=<<sk_test_{uuid}>>"],
        misses: &[("sk_test_{A62:24}", "Stripe's form"), ("pk_test_{uuid}", "the public key")],
        ..CHECKOUT
    },
    Rule {
        id: "checkout-com-sandbox-secret-key",
        title: "Checkout.com sandbox secret key",
        keywords: &["sk_sbox_"],
        pattern: r"(?P<secret>sk_sbox_[a-z2-7]{26}[a-z2-7*#$=])",
        after: Edge::Word,
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes sandbox payments",
        advice: "Expire the sandbox key and make another",
        hits: &["sk_sbox_{b32:26}#", "CKO_SECRET_KEY=\"<<sk_sbox_{b32:27}>>\""],
        misses: &[("sk_sbox_{b32:20}", "too short"), ("pk_sbox_{b32:27}", "the public key")],
        ..CHECKOUT
    },
    Rule {
        id: "checkout-com-secret-key",
        title: "Checkout.com secret key",
        keywords: WORDS,
        case: Case::Any,
        pattern: r"(?P<secret>sk_[a-z2-7]{26}[a-z2-7*#$=])",
        after: Edge::Word,
        near: NEAR,
        entropy: Some(Alphabet::Lc36),
        rank: 1,
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "takes, refunds and reads payments within its scopes",
        advice: "Expire the key in the Dashboard and make a new one with fewer scopes",
        hits: &["CHECKOUT_SECRET_KEY=<<sk_{b32:26}*>>", "# checkout.com\nsecret_key: '<<sk_{b32:27}>>'"],
        misses: &[("key = sk_{b32:27}", "no vendor near"), ("CKO_KEY=sk_{b32:25}", "too short")],
        ..CHECKOUT
    },
];
