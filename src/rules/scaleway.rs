//! Scaleway: API keys.

use super::rule::*;

const SCALEWAY: Rule = Rule {
    provider: "Scaleway",
    roll: "https://console.scaleway.com/iam/api-keys",
    reference: "https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/",
    ..Rule::BASE
};

/// `SCW` has three bytes only: one keyword for every character that may follow. The names serve the secret, which has no literal.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "scaleway", "scw_", "scw-",
    "SCW0", "SCW1", "SCW2", "SCW3", "SCW4", "SCW5", "SCW6", "SCW7", "SCW8", "SCW9", "SCWA", "SCWB", "SCWC", "SCWD", "SCWE", "SCWF", "SCWG", "SCWH",
    "SCWI", "SCWJ", "SCWK", "SCWL", "SCWM", "SCWN", "SCWO", "SCWP", "SCWQ", "SCWR", "SCWS", "SCWT", "SCWU", "SCWV", "SCWW", "SCWX", "SCWY", "SCWZ",
];

/// Scaleway's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "scaleway-access-key-id",
        title: "Scaleway access key id",
        keywords: HEADS,
        pattern: r"(?P<secret>SCW[A-Z0-9]{17})",
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Info,
        exposes: "nothing alone: it names the key whose secret stands beside it",
        advice: "Look for the secret key beside it",
        hits: &["SCW_ACCESS_KEY=<<SCW{UC36:17}>>", "access_key: <<SCW{UC36:17}>>"],
        misses: &[("SCW{UC36:16}", "one character short"), ("SCWXXXXXXXXXXXXXXXXX", "a placeholder")],
        ..SCALEWAY
    },
    Rule {
        id: "scaleway-secret-key",
        title: "Scaleway secret key",
        keywords: HEADS,
        case: Case::Any,
        pattern: r#"(?i:secret[_-]?key|x-auth-token)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"#,
        after: Edge::Url,
        near: Some(Near { words: &["scw", "scaleway"], above: 5 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        pair: Some(Pair { with: &["scaleway-access-key-id"], lines: 5, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "what the key's owner may do in the projects and the object storage",
        advice: "Delete the API key in IAM and look for servers you did not make",
        hits: &["SCW_ACCESS_KEY=SCW{UC36:17}\nSCW_SECRET_KEY=<<{uuid}>>", "provider \"scaleway\" {{\n  secret_key = \"<<{uuid}>>\"\n}}", "curl -H 'X-Auth-Token: <<{uuid}>>' https://api.scaleway.com/instance/v1/zones"],
        misses: &[("SCW_DEFAULT_PROJECT_ID={uuid}", "an id"), ("secret_key: {uuid}", "nothing names the vendor")],
        ..SCALEWAY
    },
];
