//! Splunk: HTTP Event Collector tokens.

use super::rule::*;

const HEC: &str = "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector";

/// Splunk's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "splunk-hec-token",
        provider: "Splunk",
        title: "Splunk HTTP Event Collector token",
        keywords: &["splunk"],
        case: Case::Any,
        pattern: r#"(?:(?i:splunk[_.-]?(?:(?:hec|http|event|collector|access|default)[_.-]?){0,3}token)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?|(?i:["' :]splunk) )(?P<secret>[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Medium,
        exposes: "writes events into the token's indexes; reads nothing",
        roll: HEC,
        advice: "Disable or delete the token, and distrust events that came in with it since",
        reference: HEC,
        hits: &["curl -H 'Authorization: Splunk <<{uuid}>>' https://splunk:8088/services/collector", "SPLUNK_HEC_TOKEN=<<{uuid}>>", "splunk-token: \"<<{uuid}>>\""],
        misses: &[("splunk_index_id = {uuid}", "an id"), ("SPLUNK_HEC_TOKEN=00000000-0000-0000-0000-000000000000", "the default"), ("token: {uuid}", "nothing of Splunk")],
        ..Rule::BASE
    },
];
