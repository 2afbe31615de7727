//! Foursquare: API keys.

use super::rule::*;

const FOURSQUARE: Rule = Rule {
    provider: "Foursquare",
    roll: "https://foursquare.com/developers/",
    reference: "https://docs.foursquare.com/",
    severity: Severity::Medium,
    exposes: "asks for places at the account's cost",
    advice: "Delete the key and generate another",
    ..Rule::BASE
};

/// Foursquare's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "foursquare-api-key",
        title: "Foursquare API key",
        keywords: &["fsq3"],
        pattern: r"(?P<secret>fsq3(?:[0-9A-Za-z+/]{44}|[0-9A-Za-z+/]{43}=|[0-9A-Za-z+/]{42}==))",
        before: Edge::Base64,
        after: Edge::Base64,
        entropy: Some(Alphabet::A64),
        hits: &["FOURSQUARE_API_KEY=<<fsq3{A64:43}=>>", "headers = {{\"Authorization\": \"<<fsq3{A64:44}>>\"}}"],
        misses: &[("fsq3{A64:40}", "too short"), ("fsq3{A64:60}", "too long")],
        ..FOURSQUARE
    },
    Rule {
        id: "foursquare-legacy-client-secret",
        title: "Foursquare client secret, old form",
        keywords: &["foursquare"],
        case: Case::Any,
        pattern: r#"(?i:foursquare(?s:.{0,120}?)secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Z]{48})"#,
        entropy: Some(Alphabet::Lc36),
        rank: -1,
        advice: "Reset the client secret of the application",
        hits: &["FOURSQUARE_CLIENT_SECRET=<<{UC36:48}>>", "foursquare:\n  clientId: {UC36:48}\n  clientSecret: '<<{UC36:48}>>'"],
        misses: &[("FOURSQUARE_CLIENT_ID={UC36:48}", "the id"), ("CLIENT_SECRET={UC36:48}", "nothing names the vendor")],
        ..FOURSQUARE
    },
];
