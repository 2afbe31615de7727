//! Heap: API keys.

use super::rule::*;

/// Heap's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "heap-api-key",
        provider: "Heap",
        title: "Heap API key",
        // the vendor's name is a word of every program, so only its settings count
        keywords: &["heap_api", "heapapi", "heap_analytics", "heapanalytics", "heap-api"],
        case: Case::Any,
        pattern: r#"(?i:heap[_-]?(?:analytics[_-]?)?(?:api[_-]?)?(?:key|secret|token))["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{32})"#,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Medium,
        exposes: "deletes users and reads what the account's export holds",
        roll: "https://heapanalytics.com/app/manage/privacy",
        advice: "Regenerate the key in the privacy settings",
        reference: "https://developers.heap.io/reference/authentication",
        hits: &["HEAP_API_KEY=<<{hex:32}>>", "heapAnalyticsApiKey: \"<<{hex:32}>>\""],
        misses: &[("HEAP_APP_ID={dig:10}", "the public id"), ("heap_key = {hex:32}", "a program's heap"), ("HEAP_API_KEY={hex:40}", "too long")],
        ..Rule::BASE
    },
];
