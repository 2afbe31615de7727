//! Fireworks AI: API keys.

use super::rule::*;

const FIREWORKS: Rule = Rule {
    provider: "Fireworks AI",
    keywords: &["fireworks"],
    case: Case::Any,
    entropy: Some(Alphabet::A62),
    roll: "https://app.fireworks.ai/settings/users/api-keys",
    reference: "https://docs.fireworks.ai/tools-sdks/python-client/installation",
    exposes: "runs and deploys models at the account's cost",
    advice: "Delete the key and make another",
    ..Rule::BASE
};

/// Fireworks' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "fireworks-api-key",
        title: "Fireworks AI API key",
        pattern: r"(?P<secret>fw_[0-9A-Za-z]{22,24})",
        hits: &["FIREWORKS_API_KEY=<<fw_{A62:24}>>", "fireworks.client.api_key = \"<<fw_{A62:22}>>\""],
        misses: &[("key = fw_{A62:24}", "nothing names the vendor"), ("FIREWORKS_API_KEY=fw_{A62:12}", "too short")],
        ..FIREWORKS
    },
    Rule {
        id: "fireworks-legacy-api-key",
        title: "Fireworks AI API key, old form",
        pattern: r#"(?i:fireworks[0-9a-z_.-]{0,24}(?:key|token)|fireworks\((?:\s{0,4}api_key\s{0,2}=)?)["']?\s{0,3}(?:[=:]{1,2}>?)?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{48})"#,
        rank: -1,
        hits: &["FIREWORKS_API_KEY=<<{A62:48}>>", "llm = Fireworks(api_key=\"<<{A62:48}>>\")"],
        misses: &[("FIREWORKS_API_KEY={A62:40}", "another width"), ("API_KEY={A62:48}", "nothing names the vendor")],
        ..FIREWORKS
    },
];
