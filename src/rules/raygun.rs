//! Raygun: API keys.

use super::rule::*;
use crate::proof::mixed::MIXED;

/// Raygun's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "raygun-api-key",
        provider: "Raygun",
        title: "Raygun API key",
        keywords: &["raygun"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{22}(?:==|[0-9A-Za-z]{0,2}))"#,
        after: Edge::Base64,
        near: Some(Near { words: &["raygun"], above: 2 }),
        entropy: Some(Alphabet::A62),
        proof: Some(MIXED),
        rank: -1,
        severity: Severity::Medium,
        exposes: "sends crash reports into the application",
        roll: "https://app.raygun.com/user",
        advice: "Regenerate the application's API key",
        reference: "https://raygun.com/documentation/product-guides/crash-reporting/",
        hits: &["RAYGUN_API_KEY=<<{A62:10}7b{A62:10}==>>", "raygun4js('apiKey', '<<{A62:9}7Qa{A62:10}==>>');"],
        misses: &[("api_key={A62:22}==", "nothing says Raygun"), ("RAYGUN_APIKEY=raygunApplicationApiKey", "a name")],
        ..Rule::BASE
    },
];
