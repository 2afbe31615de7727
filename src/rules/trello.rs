//! Trello (Atlassian): API tokens.

use super::rule::*;

const TRELLO: Rule = Rule {
    provider: "Atlassian Trello",
    roll: "https://trello.com/my/account",
    reference: "https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/",
    entropy: Some(Alphabet::Hex),
    ..Rule::BASE
};

/// Trello's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "trello-api-token",
        title: "Trello API token",
        keywords: &["ATTA"],
        pattern: r"(?P<secret>ATTA[0-9a-f]{64}[0-9A-F]{8})",
        exposes: "reads and changes the boards of the person who granted it",
        advice: "Revoke the application on the account page",
        hits: &["TRELLO_TOKEN=<<ATTA{hex:64}{HEX:8}>>", "https://api.trello.com/1/members/me?key=x&token=<<ATTA{hex:64}{HEX:8}>>"],
        misses: &[("ATTA{hex:63}{HEX:8}", "one character short"), ("ATTA{hex:64}", "no tail")],
        ..TRELLO
    },
    Rule {
        id: "trello-legacy-api-token",
        title: "Trello API token (older)",
        keywords: &["trello"],
        case: Case::Any,
        pattern: r#"(?i:token|trello[_.-]?(?:api[_.-]?)?secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{64})"#,
        near: Some(Near { words: &["trello"], above: 2 }),
        rank: -1,
        exposes: "reads and changes the boards of the person who granted it, mostly without an end",
        advice: "Revoke the application on the account page; the next token is of the newer form",
        hits: &["TRELLO_API_TOKEN=<<{hex:64}>>", "https://api.trello.com/1/boards?key={hex:32}&token=<<{hex:64}>>"],
        misses: &[("token={hex:64}", "nothing of Trello near"), ("trello_bundle_sha256 = {hex:64}", "a digest"), ("TRELLO_KEY={hex:32}", "the application's key")],
        ..TRELLO
    },
];
