//! X (Twitter): bearer tokens, user tokens, application keys.

use super::rule::*;

const WORDS: &[&str] = &["twitter", "tweepy", "x_api_", "x_access_", "x_consumer_"];
const NEAR: Option<Near> = Some(Near { words: WORDS, above: 4 });

const TWITTER: Rule = Rule {
    provider: "X (Twitter)",
    keywords: WORDS,
    case: Case::Any,
    roll: "https://developer.x.com/en/portal/dashboard",
    reference: "https://developer.x.com/en/docs/authentication/oauth-1-0a",
    entropy: Some(Alphabet::A62),
    rank: -1,
    ..Rule::BASE
};

/// X's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "twitter-access-token",
        title: "X (Twitter) user access token",
        pattern: r"(?P<secret>[0-9]{15,20}-[0-9A-Za-z]{20,40})",
        near: NEAR,
        entropy: Some(Alphabet::Lc36),
        before: Edge::Url,
        after: Edge::Url,
        severity: Severity::Medium,
        exposes: "one half of what posts and reads in the user's name; the other is its secret",
        advice: "Regenerate the token and its secret",
        hits: &["TWITTER_ACCESS_TOKEN=<<{dig:19}-{A62:30}>>", "# tweepy\naccess_token = \"<<{dig:18}-{A62:30}>>\""],
        misses: &[("access_token = {dig:19}-{A62:30}", "nothing names the vendor"), ("TWITTER_ACCESS_TOKEN={dig:9}-{A62:10}", "too short")],
        ..TWITTER
    },
    Rule {
        id: "twitter-access-token-secret",
        title: "X (Twitter) user access token secret",
        pattern: r#"(?i:(?:token_?|access_?)secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{45})"#,
        near: NEAR,
        pair: Some(Pair { with: &["twitter-access-token"], lines: 5, severity: Severity::High }),
        exposes: "with its token it posts and reads in the user's name",
        advice: "Regenerate the token and its secret",
        hits: &["TWITTER_ACCESS_TOKEN_SECRET=<<{A62:45}>>", "twitter:\n  accessTokenSecret: '<<{A62:45}>>'", "TWITTER_ACCESS_TOKEN={dig:19}-{A62:30}\nTWITTER_ACCESS_SECRET=<<{A62:45}>>"],
        misses: &[("TWITTER_ACCESS_TOKEN_SECRET={A62:40}", "another width"), ("ACCESS_TOKEN_SECRET={A62:45}", "nothing names the vendor")],
        ..TWITTER
    },
    Rule {
        id: "twitter-api-key",
        title: "X (Twitter) API key",
        pattern: r#"(?i:consumer_?key|api_?key)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{25})"#,
        near: NEAR,
        severity: Severity::Low,
        exposes: "names the application; with its secret it acts as the application",
        advice: "Regenerate the key together with its secret",
        hits: &["TWITTER_API_KEY=<<{A62:25}>>", "twitter:\n  consumer_key: \"<<{A62:25}>>\""],
        misses: &[("TWITTER_API_KEY={A62:24}", "another width"), ("API_KEY={A62:25}", "nothing names the vendor")],
        ..TWITTER
    },
    Rule {
        id: "twitter-api-secret",
        title: "X (Twitter) API key secret",
        pattern: r#"(?i:consumer_?(?:key_?)?secret|api_?(?:key_?)?secret(?:_?key)?)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{50})"#,
        near: NEAR,
        pair: Some(Pair { with: &["twitter-api-key"], lines: 5, severity: Severity::High }),
        exposes: "acts as the application and mints its bearer token",
        advice: "Regenerate the key and its secret",
        hits: &["TWITTER_API_SECRET=<<{A62:50}>>", "tweepy.OAuthHandler(key)\nconsumer_secret = '<<{A62:50}>>'", "TWITTER_API_KEY={A62:25}\nTWITTER_API_KEY_SECRET=<<{A62:50}>>"],
        misses: &[("TWITTER_API_SECRET={A62:40}", "another width"), ("CONSUMER_SECRET={A62:50}", "nothing names the vendor")],
        ..TWITTER
    },
    Rule {
        id: "twitter-bearer-token",
        title: "X (Twitter) application bearer token",
        keywords: &["AAAAAAAAAAAAAAAAAAAAA"],
        case: Case::Exact,
        pattern: r"(?P<secret>A{21,22}[0-9A-Za-z]{8,60}%(?:2B|2F|3D)[0-9A-Za-z%]{20,100})",
        before: Edge::Base64,
        after: Edge::Base64,
        // the body holds runs of A, as ids in base64 do: no floor
        entropy: None,
        rank: 0,
        exposes: "reads public data at the application's quota and cost",
        advice: "Regenerate the bearer token",
        reference: "https://developer.x.com/en/docs/authentication/oauth-2-0/bearer-tokens",
        hits: &["BEARER_TOKEN=<<AAAAAAAAAAAAAAAAAAAAA{A62:24}%2B{A62:10}%3D{A62:50}>>", "Authorization: Bearer <<AAAAAAAAAAAAAAAAAAAAAA{A62:37}%3D{A62:50}>>"],
        misses: &[("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "zero bytes in base64"), ("AAAAAAAAAAAAAAAAAAAAA{A62:90}", "base64 without an escape")],
        ..TWITTER
    },
    Rule {
        id: "twitter-oauth2-client-secret",
        title: "X (Twitter) OAuth 2 client secret",
        pattern: r#"(?i:client_?secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{50})"#,
        near: NEAR,
        after: Edge::Url,
        exposes: "exchanges codes and refreshes tokens of the users who signed in",
        advice: "Regenerate the client secret",
        reference: "https://developer.x.com/en/docs/authentication/oauth-2-0/authorization-code",
        hits: &["TWITTER_CLIENT_SECRET=<<{A64u:50}>>", "twitter: {{\n  clientId: 'a',\n  clientSecret: '<<{A64u:50}>>',\n}}"],
        misses: &[("TWITTER_CLIENT_SECRET={A64u:40}", "another width"), ("CLIENT_SECRET={A64u:50}", "nothing names the vendor")],
        ..TWITTER
    },
];
