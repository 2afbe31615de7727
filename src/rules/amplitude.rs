//! Amplitude: project secret keys.

use super::rule::*;

/// Amplitude's rules. The API key has the same shape and is public; only the name tells.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "amplitude-secret-key",
        provider: "Amplitude",
        title: "Amplitude project secret key",
        keywords: &["amplitude"],
        case: Case::Any,
        pattern: r#"(?i:amplitude(?s:.{0,80}?)secret(?:_?key)?)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{32})"#,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Medium,
        exposes: "exports the project's events and users",
        advice: "Make a new project, or ask support to replace the secret key",
        roll: "https://app.amplitude.com/",
        reference: "https://amplitude.com/docs/apis/authentication",
        hits: &["AMPLITUDE_SECRET_KEY=<<{hex:32}>>", "amplitude:\n  api_key: abc\n  secret_key: <<{hex:32}>>"],
        misses: &[("AMPLITUDE_API_KEY={hex:32}", "the public half"), ("SECRET_KEY={hex:32}", "nothing names the vendor"), ("AMPLITUDE_SECRET_KEY={hex:40}", "another width")],
        ..Rule::BASE
    },
];
