//! HERE: API keys.

use super::judge;
use super::rule::*;

/// HERE's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "here-api-key",
        provider: "HERE",
        title: "HERE API key",
        keywords: &["hereapi", "here_api", "here-api", "ls.hereapi.com", "here_maps", "heremaps", "here_key"],
        case: Case::Any,
        pattern: r"(?P<secret>[A-Za-z0-9_-]{43})",
        before: Edge::Url,
        after: Edge::Url,
        near: Some(Near { words: &["hereapi", "here_api", "here-api", "ls.hereapi.com", "here_maps", "heremaps", "here_key"], above: 2 }),
        entropy: Some(Alphabet::A64),
        judge: Some(judge::mixed),
        rank: -1,
        severity: Severity::Medium,
        exposes: "uses maps, routing and geocoding at the account's cost",
        roll: "https://platform.here.com/admin/apps",
        advice: "Delete the key in its app and make one for your domains",
        reference: "https://www.here.com/docs/bundle/identity-and-access-management-developer-guide/page/topics/plat-using-apikeys.html",
        hits: &["HERE_API_KEY=<<{A64u:42}{A62:1}>>", "https://geocode.search.hereapi.com/v1/geocode?q=x&apiKey=<<{A64u:42}{A62:1}>>"],
        misses: &[("api_key = {A62:43}", "no vendor near"), ("HERE_API_KEY={A62:42}", "one character short"), ("HERE_API_KEY=paste_the_key_that_you_made_right_in_here_a", "words")],
        ..Rule::BASE
    },
];
