//! Segment: Public API tokens and source write keys.

use super::rule::*;

const SEGMENT: Rule = Rule { provider: "Segment", roll: "https://app.segment.com/", entropy: Some(Alphabet::A62), ..Rule::BASE };

/// Segment's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "segment-public-api-token",
        title: "Segment Public API token",
        keywords: &["sgp_"],
        pattern: r"(?P<secret>sgp_[0-9A-Za-z]{64})",
        exposes: "manages sources, destinations and tracking plans of the workspace",
        advice: "Remove the token under Access management",
        reference: "https://docs.segmentapis.com/",
        hits: &["SEGMENT_TOKEN=<<sgp_{A62:64}>>", "Authorization: Bearer <<sgp_{A62:64}>>"],
        misses: &[("sgp_{hex:40}", "Sourcegraph's form"), ("sgp_{A62:60}", "too short"), ("sgp_{hex:16}_{hex:40}", "Sourcegraph's longer form")],
        ..SEGMENT
    },
    Rule {
        id: "segment-write-key",
        title: "Segment source write key",
        keywords: &["write_key", "writekey", "analytics.load("],
        case: Case::Any,
        pattern: r#"(?i:segment[0-9a-z_.-]{0,20}write_?key|(?:analytics|segment)[^\n]{0,60}write_?key|analytics\.load\()["']?\s{0,3}[=:]{0,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{32})"#,
        rank: -1,
        severity: Severity::Low,
        exposes: "sends events into one source; in pages that is what it is for",
        advice: "Rotate it if it belongs to a server's source, else leave it",
        reference: "https://segment.com/docs/connections/find-writekey/",
        hits: &["SEGMENT_WRITE_KEY=<<{A62:32}>>", "analytics.load(\"<<{A62:32}>>\");", "new Analytics({{ writeKey: '<<{A62:32}>>' }})"],
        misses: &[("SEGMENT_WRITE_KEY={A62:30}", "too short"), ("write_key = {A62:32}", "nothing names the vendor")],
        ..SEGMENT
    },
];
