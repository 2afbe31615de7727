//! The web: Basic headers. Passwords in URLs of any host are in `generic.rs`.

use super::judge;
use super::rule::*;
use crate::proof::decode::BASIC_AUTH;

/// Rules of the web's own ways to carry a password.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "web-basic-auth-header",
        provider: "Web",
        title: "Authorization: Basic header",
        keywords: &[
            "authorization: basic ", "authorization:basic ", "authorization=basic ", "authorization\": \"basic ", "authorization\":\"basic ",
            "authorization\", \"basic ", "authorization': 'basic ", "authorization', 'basic ", "authorization' => 'basic ", "authorization\" => \"basic ",
            "authorization: 'basic ", "authorization: \"basic ", "authorization: `basic ", "authorization = \"basic ", "authorization = 'basic ",
            "authorization\"] = \"basic ", "authorization'] = 'basic ",
        ],
        case: Case::Any,
        pattern: r#"(?i:authorization["'\])]{0,3}\s{0,3}(?:[:=,]|=>)\s{0,3}["'`]?basic )(?P<secret>[0-9A-Za-z+/]{12,200}={0,2})"#,
        proof: Some(BASIC_AUTH),
        after: Edge::Base64,
        entropy: Some(Alphabet::Hex),
        judge: Some(judge::basic),
        class: Class::Generic,
        exposes: "a user's name and password, only coded",
        advice: "Change the password and build the header at run time",
        roll: "https://www.rfc-editor.org/rfc/rfc7617",
        reference: "https://www.rfc-editor.org/rfc/rfc7617",
        hits: &["curl -H 'Authorization: Basic <<{seal}>>' https://api.site.org", "headers[\"Authorization\"] = \"Basic <<{seal}>>\"", "{{\"Authorization\": \"Basic <<{seal}>>\"}}"],
        misses: &[("Authorization: Basic <credentials>", "a placeholder"), ("Authorization: Basic ${{BASIC_AUTH_VALUE_OF_SERVICE}}", "a reference"), ("basic {A64:28}", "no header"), ("set the Authorization: Basic header by a basic authorizationmethod", "prose")],
        ..Rule::BASE
    },
];
