//! The web: passwords in URLs and Basic headers.

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
        id: "web-url-password",
        provider: "Web",
        title: "Password in a URL",
        // https:// alone stands in every file: where URLs with a password are usual, something else stands near; the schemes and hosts
        // that have a rule of their own are not here
        keywords: &[
            "socks5://", "socks5h://", "rtsp://", "rtsps://", "http_proxy", "https_proxy", "http.proxy", "--proxy", "proxy_url", "index-url", "index_url", "git clone",
            "remote add", "remote set-url", "_auth@", "wget http", "couchdb", "elasticsearch", "opensearch", "registry_url", "bundle config", "webdav",
        ],
        case: Case::Any,
        pattern: r#"(?i:https?|socks5h?|rtsps?)://[^\s:/@"'`<>(){}\[\]$%*,;]{1,64}:(?P<secret>[^\s:/@"'`<>(){}\[\]$%*,;][^\s/@"'`<>{}]{5,120})@[0-9A-Za-z\[][0-9A-Za-z.:_-]{2,200}"#,
        reach: 320,
        before: Edge::Open,
        after: Edge::Open,
        entropy: Some(Alphabet::Digits),
        judge: Some(judge::url),
        class: Class::Generic,
        rank: -3,
        exposes: "what that user may do on that host",
        advice: "Change the password and take it out of the URL",
        roll: "https://www.rfc-editor.org/rfc/rfc3986",
        reference: "https://www.rfc-editor.org/rfc/rfc3986",
        hits: &["HTTPS_PROXY=http://svc:<<{A62:14}>>@10.20.0.5:3128", "camera: rtsp://viewer:<<{A62:12}>>@10.20.7.14:554/stream1", "COUCHDB_URL=http://app:<<{A64u:20}>>@db1.corp.net:5984"],
        misses: &[("git clone https://user:${{TOKEN}}@git.corp.net/a.git", "a reference"), ("http_proxy=http://proxy.corp.net:3128/a@b", "a port"), ("git clone https://user:<password>@host.tld/a.git", "a placeholder")],
        ..Rule::BASE
    },
];
