//! Kraken: private keys of the exchange's API.

use super::rule::*;
use crate::proof::mixed::MIXED;

/// Kraken's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "kraken-api-key",
        provider: "Kraken",
        title: "Kraken API key",
        keywords: &["kraken"],
        case: Case::Any,
        pattern: named!(r"(?:api[_-]?)?key", "[0-9A-Za-z+/]{56}"),
        after: Edge::Base64,
        near: Some(Near { words: &["kraken"], above: 3 }),
        severity: Severity::Info,
        exposes: "names an API key; it opens nothing without its private key",
        advice: "Leave it",
        reference: "https://docs.kraken.com/api/docs/guides/spot-rest-auth",
        hits: &["KRAKEN_API_KEY=<<{A64:56}>>", "kraken:\n  key: '<<{A64:56}>>'"],
        misses: &[("api_key={A64:56}", "nothing says Kraken"), ("KRAKEN_API_KEY={A62:40}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "kraken-private-key",
        provider: "Kraken",
        title: "Kraken API private key",
        keywords: &["kraken"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z+/]{85}[AQgw]==)",
        after: Edge::Base64,
        near: Some(Near { words: &["kraken"], above: 3 }),
        entropy: Some(Alphabet::A64),
        proof: Some(MIXED),
        rank: -1,
        pair: Some(Pair { with: &["kraken-api-key"], lines: 4, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "trades, and where the key allows it withdraws, the account's funds",
        roll: "https://www.kraken.com/u/security/api",
        logs: "https://www.kraken.com/u/history/ledger",
        advice: "Delete the API key now and go through the ledger",
        reference: "https://docs.kraken.com/api/docs/guides/spot-rest-auth/",
        hits: &["KRAKEN_PRIVATE_KEY=<<{A64:85}Q==>>", "kraken:\n  key: {A64:56}\n  secret: \"<<{A64:85}w==>>\""],
        misses: &[("secret: {A64:85}Q==", "nothing says Kraken"), ("KRAKEN_API_KEY={A64:56}", "the public half"), ("kraken integrity: sha512-{A64:85}Q==", "a digest")],
        ..Rule::BASE
    },
];
