//! Mapbox: secret, temporary and public access tokens.

use super::rule::*;
use crate::proof::decode;

const MAPBOX: Rule = Rule {
    provider: "Mapbox",
    roll: "https://account.mapbox.com/access-tokens/",
    logs: "https://account.mapbox.com/statistics/",
    reference: "https://docs.mapbox.com/help/dive-deeper/access-tokens/",
    before: Edge::Dotted,
    after: Edge::Url,
    entropy: Some(Alphabet::A64),
    ..Rule::BASE
};

/// Mapbox's rules. The middle part is JSON with the user (`u`) and an id (`a`).
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mapbox-public-token",
        title: "Mapbox public token",
        keywords: &["pk.eyJ1Ijoi"],
        pattern: r"(?P<secret>pk\.eyJ1Ijoi[A-Za-z0-9_-]{40,240}\.[A-Za-z0-9_-]{22})",
        proof: Some(decode::MAPBOX),
        severity: Severity::Info,
        exposes: "loads maps at the account's cost; it is made for clients",
        advice: "Leave it, or restrict it to your URLs",
        hits: &["pk.eyJ1Ijoi{seal}", "mapboxgl.accessToken = '<<pk.eyJ1Ijoi{seal}>>'"],
        misses: &[("pk.eyJ1Ijoi{A62:60}", "without its signature"), ("pk.eyJ...", "documentation")],
        ..MAPBOX
    },
    Rule {
        id: "mapbox-secret-token",
        title: "Mapbox secret token",
        keywords: &["sk.eyJ1Ijoi"],
        pattern: r"(?P<secret>sk\.eyJ1Ijoi[A-Za-z0-9_-]{40,240}\.[A-Za-z0-9_-]{22})",
        proof: Some(decode::MAPBOX),
        exposes: "uploads, styles and manages tokens of the account, within its scopes",
        advice: "Delete the token and make one with fewer scopes (downloads alone need DOWNLOADS:READ)",
        hits: &["sk.eyJ1Ijoi{seal}", "MAPBOX_DOWNLOADS_TOKEN=<<sk.eyJ1Ijoi{seal}>>"],
        misses: &[("sk.eyJ1Ijoi{A62:60}", "without its signature"), ("risk.eyJ1Ijoi{A62:60}.{A62:22}", "a piece of a longer name")],
        ..MAPBOX
    },
    Rule {
        id: "mapbox-temporary-token",
        title: "Mapbox temporary token",
        keywords: &["tk.eyJ1Ijoi"],
        pattern: r"(?P<secret>tk\.eyJ1Ijoi[A-Za-z0-9_-]{40,400}\.[A-Za-z0-9_-]{22})",
        proof: Some(decode::MAPBOX),
        severity: Severity::Low,
        exposes: "uses the account for at most an hour",
        advice: "Wait until it has run out, or delete the token that made it",
        hits: &["tk.eyJ1Ijoi{seal}", "access_token=<<tk.eyJ1Ijoi{seal}>>"],
        misses: &[("tk.eyJ1Ijoi{A62:60}", "without its signature"), ("tk.eyJ...", "documentation")],
        ..MAPBOX
    },
];
