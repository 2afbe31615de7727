//! Zuplo: consumers' API keys.

use super::rule::*;
use crate::proof::crc;

/// Zuplo's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "zuplo-api-key",
        provider: "Zuplo",
        title: "Zuplo consumer API key",
        keywords: &["zpka_"],
        pattern: r"(?P<secret>zpka_[0-9a-z]{32}_[0-9a-f]{8})",
        entropy: Some(Alphabet::Hex),
        proof: Some(crc::ZUPLO),
        exposes: "calls the API behind the gateway as one of its consumers",
        roll: "https://portal.zuplo.com/",
        advice: "Roll the consumer's key with a short time in which both work",
        reference: "https://zuplo.com/docs/articles/api-key-leak-detection",
        hits: &["Authorization: Bearer <<zpka_{lc36:32}_{seal}>>", "ZUPLO_KEY=<<zpka_{lc36:32}_{seal}>>"],
        misses: &[("zpka_{lc36:32}", "no checksum"), ("zpka_{lc36:30}_{hex:8}", "too short")],
        ..Rule::BASE
    },
];
