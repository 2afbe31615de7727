//! WorkOS: API keys.

use super::rule::*;
use crate::proof::decode;

const KEYS: &str = "https://dashboard.workos.com/api-keys";

/// The body is base64 of text that begins with `key_`: more special than other vendors' `sk_live_`.
const WORKOS: Rule = Rule {
    provider: "WorkOS",
    roll: KEYS,
    reference: "https://workos.com/docs/reference/api-keys",
    after: Edge::Base64,
    entropy: Some(Alphabet::Hex),
    proof: Some(decode::WORKOS),
    rank: 2,
    ..Rule::BASE
};

/// WorkOS' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "workos-live-api-key",
        title: "WorkOS live API key",
        keywords: &["sk_live_a2V5Xz"],
        pattern: r"(?P<secret>sk_live_a2V5Xz[0-9A-Za-z+/]{40,160}={0,2})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "signs people in, reads directories and changes the organisations of every customer",
        advice: "Delete the key and make another; then look for connections and users that you did not add",
        hits: &["WORKOS_API_KEY=<<sk_live_a2V5Xz{seal}>>", "new WorkOS('<<sk_live_a2V5Xz{seal}>>')"],
        misses: &[("sk_live_a2V5Xz{A62:12}", "too short"), ("sk_live_{A62:80}", "another vendor's")],
        ..WORKOS
    },
    Rule {
        id: "workos-test-api-key",
        title: "WorkOS test API key",
        keywords: &["sk_test_a2V5Xz"],
        pattern: r"(?P<secret>sk_test_a2V5Xz[0-9A-Za-z+/]{40,160}={0,2})",
        severity: Severity::Medium,
        mode: Mode::Test,
        exposes: "the same in the sandbox environment, whose directories are sometimes real ones",
        advice: "Delete the key and read the next one from the environment",
        hits: &["WORKOS_API_KEY=<<sk_test_a2V5Xz{seal}>>", "workos.api_key = \"<<sk_test_a2V5Xz{seal}>>\""],
        misses: &[("sk_test_a2V5Xz", "the prefix alone"), ("sk_test_{A62:24}", "another vendor's")],
        ..WORKOS
    },
];
