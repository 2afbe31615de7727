//! Flutterwave: secret, encryption and public keys.

use super::rule::*;

const FLUTTERWAVE: Rule = Rule {
    provider: "Flutterwave",
    roll: "https://app.flutterwave.com/dashboard/settings/apis",
    reference: "https://developer.flutterwave.com/docs/authentication",
    entropy: Some(Alphabet::Hex),
    after: Edge::Url,
    ..Rule::BASE
};

/// Flutterwave's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "flutterwave-live-secret-key",
        title: "Flutterwave live secret key",
        keywords: &["FLWSECK-"],
        pattern: r"(?P<secret>FLWSECK-[0-9a-z]{32}-(?:[0-9a-z]{8,16}vt-)?X)",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "charges customers, pays out and reads the account's transactions",
        advice: "Regenerate the API keys under Settings, API, and check recent transfers",
        hits: &["FLWSECK-{lc36:32}-X", "FLW_SECRET_KEY=<<FLWSECK-{lc36:32}-{lc36:11}vt-X>>"],
        misses: &[("FLWSECK-{lc36:32}", "without its ending"), ("FLWSECK-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-X", "a placeholder")],
        ..FLUTTERWAVE
    },
    Rule {
        id: "flutterwave-public-key",
        title: "Flutterwave public key",
        keywords: &["FLWPUBK-", "FLWPUBK_TEST-"],
        pattern: r"(?P<secret>FLWPUBK(?:_TEST)?-[0-9a-z]{32}-X)",
        severity: Severity::Info,
        exposes: "opens the checkout; it is made for clients",
        advice: "Leave it",
        hits: &["FLWPUBK-{lc36:32}-X", "publicKey: '<<FLWPUBK_TEST-{lc36:32}-X>>'"],
        misses: &[("FLWPUBK-{lc36:31}-X", "one character short"), ("FLWPUBK-", "the prefix alone")],
        ..FLUTTERWAVE
    },
    Rule {
        id: "flutterwave-test-encryption-key",
        title: "Flutterwave test encryption key",
        keywords: &["FLWSECK_TEST"],
        pattern: r"(?P<secret>FLWSECK_TEST[0-9a-f]{12})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "encrypts test card data",
        advice: "Regenerate the test keys and keep them in the environment",
        hits: &["FLWSECK_TEST{hex:12}", "FLW_ENCRYPTION_KEY=<<FLWSECK_TEST{hex:12}>>"],
        misses: &[("FLWSECK_TEST{hex:11}", "one character short"), ("FLWSECK_TESTxxxxxxxxxxxx", "a placeholder")],
        ..FLUTTERWAVE
    },
    Rule {
        id: "flutterwave-test-secret-key",
        title: "Flutterwave test secret key",
        keywords: &["FLWSECK_TEST-"],
        pattern: r"(?P<secret>FLWSECK_TEST-[0-9a-z]{32}-X)",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes test payments",
        advice: "Regenerate the test keys and keep them in the environment",
        hits: &["FLWSECK_TEST-{lc36:32}-X", "secret: \"<<FLWSECK_TEST-{lc36:32}-X>>\""],
        misses: &[("FLWSECK_TEST-{lc36:30}-X", "too short"), ("FLWSECK_TEST-SANDBOXDEMOKEY-X", "the vendor's sample")],
        ..FLUTTERWAVE
    },
];
