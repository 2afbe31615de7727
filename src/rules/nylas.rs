//! Nylas: API keys.

use super::rule::*;

const NYLAS: Rule = Rule {
    provider: "Nylas",
    roll: "https://dashboard-v3.nylas.com/",
    reference: "https://developer.nylas.com/docs/v3/auth/",
    entropy: Some(Alphabet::A62),
    ..Rule::BASE
};

/// Nylas' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "nylas-api-key",
        title: "Nylas API key",
        keywords: &["nyk_v0_"],
        pattern: r"(?P<secret>nyk_v0_[0-9A-Za-z]{64})",
        exposes: "reads and sends mail and reads calendars of every account that was connected",
        advice: "Revoke the key and generate one with an expiry",
        hits: &["NYLAS_API_KEY=<<nyk_v0_{A62:64}>>", "new Nylas({{ apiKey: \"<<nyk_v0_{A62:64}>>\" }})"],
        misses: &[("nyk_v0_{A62:60}", "too short"), ("nyk_v0_{A62:80}", "too long")],
        ..NYLAS
    },
    Rule {
        id: "nylas-legacy-access-token",
        title: "Nylas access token or client secret (older)",
        keywords: &["nylas"],
        case: Case::Any,
        pattern: r#"(?i:nylas[_.-]?(?:(?:client|api|app|access|account)[_.-]?){0,2}(?:secret|token|key))["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{30})"#,
        rank: -1,
        exposes: "reads and sends mail of one account, or as client secret connects further ones",
        advice: "Revoke the token in the dashboard; that interface has been retired, so move on to the newer one",
        hits: &["NYLAS_ACCESS_TOKEN=<<{A62:30}>>", "nylasApiKey: '<<{A62:30}>>'"],
        misses: &[("access_token={A62:30}", "nothing of the vendor"), ("NYLAS_TOKEN={A62:40}", "too long")],
        ..NYLAS
    },
];
