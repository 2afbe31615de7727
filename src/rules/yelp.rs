//! Yelp: API keys.

use super::rule::*;
use crate::proof::mixed::MIXED;

/// Yelp's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "yelp-api-key",
        provider: "Yelp",
        title: "Yelp API key",
        keywords: &["yelp"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z_-]{124}(?:[0-9A-Za-z_-]{4}|[0-9A-Za-z_-]{3}=|[0-9A-Za-z_-]{2}==))",
        after: Edge::Base64,
        near: Some(Near { words: &["yelp"], above: 3 }),
        entropy: Some(Alphabet::A64),
        proof: Some(MIXED),
        rank: -1,
        severity: Severity::Medium,
        exposes: "searches businesses with the application's quota",
        roll: "https://www.yelp.com/developers/v3/manage_app",
        advice: "Ask for a new key on the app's page; the old one then ends",
        reference: "https://docs.developer.yelp.com/docs/fusion-authentication",
        hits: &["YELP_API_KEY=<<{A64u:128}>>", "# yelp\nAuthorization: Bearer <<{A64u:126}==>>"],
        misses: &[("api_key={A64u:128}", "nothing says Yelp"), ("YELP_API_KEY={A64u:120}", "too short")],
        ..Rule::BASE
    },
];
