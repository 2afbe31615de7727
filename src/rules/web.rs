//! The web: passwords in URLs and Basic headers.

use super::rule::*;

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
        after: Edge::Base64,
        entropy: Some(Alphabet::Hex),
        class: Class::Generic,
        exposes: "a user's name and password, only coded",
        advice: "Change the password and build the header at run time",
        roll: "https://www.rfc-editor.org/rfc/rfc7617",
        reference: "https://www.rfc-editor.org/rfc/rfc7617",
        hits: &["curl -H 'Authorization: Basic <<{A64:27}=>>' https://api.site.org", "headers[\"Authorization\"] = \"Basic <<{A64:32}>>\"", "{{\"Authorization\": \"Basic <<{A64:42}==>>\"}}"],
        misses: &[("Authorization: Basic <credentials>", "a placeholder"), ("Authorization: Basic ${{BASIC_AUTH_VALUE_OF_SERVICE}}", "a reference"), ("basic {A64:28}", "no header"), ("set the Authorization: Basic header by a basic authorizationmethod", "prose")],
        ..Rule::BASE
    },
    Rule {
        id: "web-url-password",
        provider: "Web",
        title: "Password in a URL",
        // https:// alone stands in every file: where URLs with a password are usual, something else stands near
        keywords: &[
            "ftp://", "ftps://", "ssh://", "smtp://", "smtps://", "imap://", "imaps://", "ldap://", "ldaps://", "mqtt://", "mqtts://", "svn://", "socks5://", "rtsp://",
            "nats://", "http_proxy", "https_proxy", "http.proxy", "--proxy", "index-url", "index_url", "git clone", "git+http", "remote add", "remote set-url",
            "oauth2:", "x-access-token:", "x-token-auth:", "gitlab-ci-token:", "_auth@", "wget http", "webdav", "couchdb", "elasticsearch", "opensearch", "registry_url", "bundle config", "bundle_",
        ],
        case: Case::Any,
        pattern: r#"(?i:[a-z][a-z0-9+.-]{1,20})://[^\s:/@"'`<>(){}\[\]$%*,;]{1,64}:(?P<secret>[^\s:/@"'`<>(){}\[\]$%*,;][^\s/@"'`<>{}]{5,120})@[0-9A-Za-z\[][0-9A-Za-z.:_-]{2,200}"#,
        reach: 320,
        before: Edge::Open,
        after: Edge::Open,
        entropy: Some(Alphabet::Digits),
        class: Class::Generic,
        rank: -1,
        exposes: "what that user may do on that host",
        advice: "Change the password and take it out of the URL",
        roll: "https://www.rfc-editor.org/rfc/rfc3986",
        reference: "https://www.rfc-editor.org/rfc/rfc3986",
        hits: &["HTTPS_PROXY=http://svc:<<{A62:14}>>@proxy.corp.net:3128", "git clone https://deploy:<<{A64u:20}>>@git.corp.net/team/app.git", "url: ftp://upload:<<{A62:12}>>@files.corp.net/in"],
        misses: &[("git clone https://user:${{TOKEN}}@git.corp.net/a.git", "a reference"), ("ftp://files.corp.net:2121/a@b", "a port"), ("git clone https://user:<password>@host.tld/a.git", "a placeholder")],
        ..Rule::BASE
    },
];
