//! Recorded and saved requests: HAR files, Postman's collections and environments.

use super::judge;
use super::rule::*;

const SAVED: Rule =
    Rule { before: Edge::Open, after: Edge::Open, class: Class::Generic, rank: -1, judge: Some(judge::password), ..Rule::BASE };

const HAR: &[&str] = &["*.har"];
const POSTMAN: &[&str] = &["*.postman_collection.json", "*.postman_environment.json", "*.postman_globals.json", "*postman_collection.json", "*postman_environment.json"];

const COLLECTION: Rule = Rule {
    provider: "Postman",
    files: POSTMAN,
    reach: 2_400,
    exposes: "calls the API that the collection is for, as whoever exported it",
    roll: "https://learning.postman.com/docs/sending-requests/variables/environments-variables/",
    advice: "Roll the value at the API and keep it as a current value or in the vault, which an export leaves out",
    reference: "https://learning.postman.com/docs/getting-started/importing-and-exporting/exporting-data/",
    ..SAVED
};

const RECORDING: Rule = Rule {
    provider: "HTTP",
    files: HAR,
    reach: 2_400,
    roll: "https://www.rfc-editor.org/rfc/rfc9110#name-authorization",
    reference: "https://developer.chrome.com/docs/devtools/network/reference",
    ..SAVED
};

/// A Cookie header with a value that is long enough to be a session's.
fn session_cookie(seen: &Sighting<'_>) -> Verdict {
    let random = |value: &[u8]| value.len() >= 20 && value.iter().any(u8::is_ascii_digit) && value.iter().any(u8::is_ascii_alphabetic);
    let session = [b"sess".as_slice(), b"sid", b"auth", b"token", b"jwt", b"login", b"remember", b"identity", b"credential"];
    let is_session = seen.text[seen.secret.clone()].split(|byte| *byte == b';').any(|cookie| {
        let Some(at) = memchr::memchr(b'=', cookie) else { return false };
        let name = cookie[..at].to_ascii_lowercase();
        random(&cookie[at + 1..]) && session.iter().any(|word| memchr::memmem::find(&name, word).is_some())
    });
    if is_session { Verdict::Believed } else { Verdict::Silent }
}

/// Rules for recorded and saved requests.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "har-authorization",
        title: "credential in a recorded request",
        pattern: r#""name"\s{0,4}:\s{0,4}"(?i:authorization|proxy-authorization|x-api-key|x-auth-token|x-access-token|api-key|apikey|private-token)"\s{0,4},\s{0,80}"value"\s{0,4}:\s{0,4}"(?:(?i:bearer|basic|token|apikey|digest|negotiate|ntlm) )?(?P<secret>[^"\s\\]{8,2000})"#,
        exposes: "repeats the requests as the person who recorded them",
        advice: "End the session or revoke the token, and export recordings without sensitive data",
        hits: &["{in:bug-17.har}{{\"name\": \"Authorization\", \"value\": \"Bearer <<{A62:48}>>\"}}", "{in:login.har}{{\n  \"name\": \"X-Api-Key\",\n  \"value\": \"<<{A62:32}>>\"\n}}"],
        misses: &[("{in:bug-17.har}{{\"name\": \"Authorization\", \"value\": \"[REDACTED]\"}}", "cut out"), ("{in:bug-17.har}{{\"name\": \"Accept\", \"value\": \"application/json-{A62:30}\"}}", "another header")],
        ..RECORDING
    },
    Rule {
        id: "har-session-cookie",
        title: "session cookie in a recorded request",
        pattern: r#""name"\s{0,4}:\s{0,4}"(?i:cookie|set-cookie)"\s{0,4},\s{0,80}"value"\s{0,4}:\s{0,4}"(?P<secret>[^"\n]{16,2000})""#,
        judge: Some(session_cookie),
        severity: Severity::Medium,
        exposes: "takes over the session of the person who recorded it, until it ends",
        advice: "End the session (log out everywhere) and export recordings without sensitive data",
        hits: &["{in:bug-17.har}{{\"name\": \"Cookie\", \"value\": \"<<lang=en; session_id={A62:16}7a{A62:16}>>\"}}", "{in:a.har}{{\"name\":\"set-cookie\",\"value\":\"<<auth_token=9b{A62:40}; Path=/; HttpOnly>>\"}}"],
        misses: &[("{in:bug-17.har}{{\"name\": \"Cookie\", \"value\": \"lang=en; theme=dark-and-very-long-name\"}}", "settings"), ("{in:bug-17.har}{{\"name\": \"Cookie\", \"value\": \"_ga=GA1.2.1234567890.1700000000\"}}", "a visitor's number")],
        ..RECORDING
    },
    Rule {
        id: "postman-credential",
        title: "credential in a Postman collection or environment",
        pattern: r#""key"\s{0,4}:\s{0,4}"(?i:[a-z0-9_. -]{0,40}(?:password|passwd|secret|secretkey|token|api[_-]?key|private[_-]?key|access[_-]?key|authorization)|value)"\s{0,4},\s{0,80}"value"\s{0,4}:\s{0,4}"(?:(?i:bearer|basic|token) )?(?P<secret>[^"\s\\<]{6,2000})""#,
        hits: &["{in:shop.postman_collection.json}{{\"bearer\": [{{\"key\": \"token\", \"value\": \"<<{A62:40}>>\", \"type\": \"string\"}}]}}", "{in:prod.postman_environment.json}{{\n  \"key\": \"client_secret\",\n  \"value\": \"<<{A62:32}>>\",\n  \"enabled\": true\n}}"],
        misses: &[("{in:shop.postman_collection.json}{{\"key\": \"token\", \"value\": \"{{{{access_token}}}}\", \"type\": \"string\"}}", "a variable"), ("{in:prod.postman_environment.json}{{\"key\": \"token\", \"value\": \"\"}}", "empty"), ("{in:prod.postman_environment.json}{{\"key\": \"base_url\", \"value\": \"https://api.acme.net/v2\"}}", "an address")],
        ..COLLECTION
    },
    Rule {
        id: "postman-secret-variable",
        title: "variable of type secret in a Postman environment",
        pattern: r#""value"\s{0,4}:\s{0,4}"(?P<secret>[^"\n\\]{4,2000})"\s{0,4},\s{1,80}(?:"[a-z]{1,20}"\s{0,4}:\s{0,4}(?:true|false|"[^"]{0,80}")\s{0,4},\s{1,80}){0,3}"type"\s{0,4}:\s{0,4}"secret""#,
        hits: &["{in:prod.postman_environment.json}{{\"key\": \"merchant\", \"value\": \"<<{A62:24}>>\", \"type\": \"secret\", \"enabled\": true}}", "{in:a.postman_globals.json}{{\"value\": \"<<{A62:18}>>\",\n \"enabled\": true,\n \"type\": \"secret\"}}"],
        misses: &[("{in:prod.postman_environment.json}{{\"key\": \"merchant\", \"value\": \"{A62:24}\", \"type\": \"default\"}}", "not marked"), ("{in:prod.postman_environment.json}{{\"key\": \"merchant\", \"value\": \"\", \"type\": \"secret\"}}", "empty")],
        ..COLLECTION
    },
];
