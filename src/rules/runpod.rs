//! RunPod: API keys.

use super::rule::*;

/// RunPod's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "runpod-api-key",
        provider: "RunPod",
        title: "RunPod API key",
        keywords: &["rpa_"],
        pattern: r"(?P<secret>rpa_[0-9A-Z]{40}[0-9A-Za-z]{6})",
        entropy: Some(Alphabet::Lc36),
        exposes: "starts machines at the account's cost and enters those that run",
        roll: "https://console.runpod.io/user/settings",
        advice: "Delete the key in the settings and create one scoped to the endpoint that needs it",
        reference: "https://docs.runpod.io/get-started/api-keys",
        hits: &["RUNPOD_API_KEY=<<rpa_{UC36:40}{A62:6}>>", "runpod.api_key = \"<<rpa_{UC36:40}{lc36:6}>>\""],
        misses: &[("rpa_{A62:30}", "another vendor's"), ("sherpa_{UC36:46}", "the end of a word")],
        ..Rule::BASE
    },
];
