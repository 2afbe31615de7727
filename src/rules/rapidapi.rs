//! RapidAPI: application keys.

use super::rule::*;

const RAPIDAPI: Rule = Rule {
    provider: "RapidAPI",
    keywords: &["rapidapi", "rapid_api", "rapid-api"],
    case: Case::Any,
    severity: Severity::Medium,
    roll: "https://rapidapi.com/developer/apps",
    reference: "https://docs.rapidapi.com/docs/keys",
    exposes: "calls every interface that the application subscribed to, at its cost",
    advice: "Rotate the application's key",
    ..Rule::BASE
};

/// RapidAPI's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "rapidapi-application-key",
        title: "RapidAPI application key",
        pattern: r#"(?i:rapid[_-]?api[0-9a-z_.-]{0,16}key|x-rapidapi-key)["']?\]?\s{0,3}(?:[=:]{1,2}>?|,)\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{50})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::Lc36),
        rank: -1,
        hits: &["RAPIDAPI_KEY=<<{A62:50}>>", "'X-RapidAPI-Key': '<<{A64u:50}>>'", "headers.add(\"X-RapidAPI-Key\", \"<<{A62:50}>>\")"],
        misses: &[("'X-RapidAPI-Key': 'SIGN-UP-FOR-KEY'", "the public placeholder"), ("RAPIDAPI_KEY={A62:49}", "one character short"), ("KEY={A62:50}", "nothing names the vendor")],
        ..RAPIDAPI
    },
    Rule {
        id: "rapidapi-marked-application-key",
        title: "RapidAPI application key with marks",
        pattern: r"(?P<secret>[0-9a-z]{10}msh[0-9a-z]{15}p1[0-9a-z]{6}jsn[0-9a-z]{11})",
        before: Edge::Word,
        entropy: Some(Alphabet::Hex),
        hits: &["x-rapidapi-key: <<{hex:10}msh{hex:15}p1{hex:6}jsn{hex:11}>>", "\"X-RapidAPI-Key\": \"<<{hex:10}msh{hex:15}p1{hex:6}jsn{hex:11}>>\""],
        misses: &[("rapidapi {hex:10}msh{hex:15}p2{hex:6}jsn{hex:11}", "another mark"), ("{hex:10}msh{hex:15}p1{hex:6}jsn{hex:11}", "nothing names the vendor")],
        ..RAPIDAPI
    },
];
