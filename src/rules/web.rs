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
    Rule {
        id: "web-curl-password",
        provider: "Web",
        title: "password in a curl command",
        keywords: &["curl "],
        pattern: r#"\bcurl(?:\s[^\n]{0,200}?)?\s(?:-u|--user)[ =]{0,2}["']?[^\s:"'$]{1,64}:(?P<secret>[^\s"'$<]{8,120})"#,
        before: Edge::Open,
        after: Edge::Open,
        judge: Some(judge::on_command_line),
        class: Class::Generic,
        rank: -4,
        exposes: "what that user may do on that host",
        advice: "Change the password and let curl read it from a file: curl --netrc-file, or curl --config",
        roll: "https://curl.se/docs/manpage.html",
        reference: "https://curl.se/docs/manpage.html",
        hits: &["curl -u deploy:<<Xk{A62:16}7>> -T app.jar https://repo.acme.net/releases", "curl -sSf --user \"ci:<<q{A62:20}9B>>\" https://api.acme.net"],
        misses: &[("curl -u \"$USER:$PASSWORD\" https://repo.acme.net", "a reference"), ("curl -u user:password https://repo.acme.net", "documentation"), ("curl -u elastic https://repo.acme.net:9200", "it asks for one")],
        ..Rule::BASE
    },
];
