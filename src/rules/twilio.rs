//! Twilio: account SIDs and auth tokens, API keys and their secrets.

use super::rule::*;

const TWILIO: Rule = Rule {
    provider: "Twilio",
    roll: "https://console.twilio.com/us1/account/keys-credentials/api-keys",
    logs: "https://console.twilio.com/us1/monitor/audit-events",
    reference: "https://www.twilio.com/docs/iam/api",
    entropy: Some(Alphabet::Hex),
    ..Rule::BASE
};

/// Twilio's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "twilio-account-sid",
        title: "Twilio account SID",
        keywords: &["twilio", "account_sid", "accountsid", "account-sid"],
        case: Case::Any,
        pattern: r"(?P<secret>AC[0-9a-f]{32})",
        severity: Severity::Info,
        exposes: "names the account; it opens nothing alone",
        advice: "Leave it",
        reference: "https://www.twilio.com/docs/glossary/what-is-a-sid",
        hits: &["TWILIO_ACCOUNT_SID=<<AC{hex:32}>>", "account_sid: \"<<AC{hex:32}>>\""],
        misses: &[("TWILIO_ACCOUNT_SID=ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder"), ("TWILIO_ACCOUNT_SID=AC{hex:30}", "too short")],
        ..TWILIO
    },
    Rule {
        id: "twilio-api-key-secret",
        title: "Twilio API key secret",
        keywords: &["twilio"],
        case: Case::Any,
        pattern: named!(r"twilio[a-z_-]{0,16}secret(?:_?key)?", "[A-Za-z0-9]{32}"),
        entropy: Some(Alphabet::A62),
        pair: Some(Pair { with: &["twilio-api-key-sid"], lines: 5, severity: Severity::High }),
        exposes: "sends messages and calls at the account's cost, and reads their logs, together with its SK… id",
        advice: "Delete the API key and make a restricted one",
        reference: "https://www.twilio.com/docs/iam/api-keys",
        hits: &["TWILIO_API_KEY=SK{hex:32}\nTWILIO_API_SECRET=<<{A62:32}>>", "\"twilioApiKeySecret\": \"<<{A62:32}>>\""],
        misses: &[("TWILIO_API_SECRET={A62:31}", "one character short"), ("secret = \"{A62:32}\"", "no name of the vendor")],
        ..TWILIO
    },
    Rule {
        id: "twilio-api-key-sid",
        title: "Twilio API key SID",
        keywords: &["twilio", "api_key_sid", "apikeysid"],
        case: Case::Any,
        pattern: r"(?P<secret>SK[0-9a-f]{32})",
        severity: Severity::Info,
        exposes: "names an API key; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://www.twilio.com/docs/iam/api-keys",
        hits: &["TWILIO_API_KEY=<<SK{hex:32}>>", "api_key_sid = '<<SK{hex:32}>>'"],
        misses: &[("TWILIO_API_KEY=SK{hex:31}", "one character short"), ("TWILIO_API_KEY=SKxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..TWILIO
    },
    Rule {
        id: "twilio-auth-token",
        title: "Twilio auth token",
        keywords: &["twilio", "account_sid", "accountsid"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{32})",
        near: Some(Near { words: &["twilio", "account_sid", "accountsid"], above: 3 }),
        rank: -1,
        pair: Some(Pair { with: &["twilio-account-sid"], lines: 5, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "sends messages and calls at the account's cost, buys numbers and reads every message",
        advice: "Make a secondary auth token, promote it, and so retire the one that leaked",
        hits: &["TWILIO_ACCOUNT_SID=AC{hex:32}\nTWILIO_AUTH_TOKEN=<<{hex:32}>>", "client = twilio.rest.Client(sid, auth_token=\"<<{hex:32}>>\")"],
        misses: &[("auth_token = {hex:32}", "no vendor near"), ("twilio_sdk_md5: {hex:32}", "a digest"), ("twilio_auth_token = {hex:40}", "another width")],
        ..TWILIO
    },
];
