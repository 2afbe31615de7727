//! Akamai: EdgeGrid API clients.

use super::rule::*;

const AKAMAI: Rule = Rule {
    provider: "Akamai",
    keywords: &["akab-"],
    roll: "https://control.akamai.com/apps/identity-management/",
    reference: "https://techdocs.akamai.com/developer/docs/set-up-authentication-credentials",
    ..Rule::BASE
};

/// Akamai's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "akamai-edgegrid-client-secret",
        title: "Akamai EdgeGrid client secret",
        pattern: r#"(?i:client[_-]?secret)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z+/]{43}=)"#,
        after: Edge::Base64,
        entropy: Some(Alphabet::A64),
        pair: Some(Pair { with: &["akamai-edgegrid-token"], lines: 4, severity: Severity::High }),
        exposes: "changes and purges the properties that the API client may, together with its tokens",
        advice: "Deactivate the API client's credential in identity and access management",
        hits: &[
            "[default]\nclient_secret = <<{A64:43}=>>\nhost = akab-{lc36:16}.luna.akamaiapis.net",
            "client_token: akab-{lc36:16}-{lc36:16}\nclient_secret: <<{A64:43}=>>",
        ],
        misses: &[("client_secret = {A64:43}=", "no name of Akamai beside it"), ("host = akab-{lc36:16}.luna.akamaiapis.net", "the host")],
        ..AKAMAI
    },
    Rule {
        id: "akamai-edgegrid-token",
        title: "Akamai EdgeGrid client or access token",
        pattern: r"(?P<secret>akab-[0-9a-z]{16}-[0-9a-z]{16})",
        after: Edge::Url,
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Medium,
        exposes: "names an API client; useless without its client secret",
        advice: "Find out where its client secret is kept, and deactivate the credential if that has left too",
        hits: &["client_token = <<akab-{lc36:16}-{lc36:16}>>", "\"access_token\": \"<<akab-{lc36:16}-{lc36:16}>>\""],
        misses: &[("akab-{lc36:16}.luna.akamaiapis.net", "the host"), ("akab-client-token-xxx-xxxxxxxxxxxxxxxx", "a placeholder")],
        ..AKAMAI
    },
];
