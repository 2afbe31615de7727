//! Honeycomb: ingest, configuration and management keys.

use super::rule::*;

const MANAGE: &str = "https://docs.honeycomb.io/configure/environments/manage-api-keys/";

const HONEYCOMB: Rule =
    Rule { provider: "Honeycomb", roll: MANAGE, logs: "https://docs.honeycomb.io/manage-data-volume/activity-log/", reference: MANAGE, ..Rule::BASE };

/// Honeycomb's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "honeycomb-api-key",
        title: "Honeycomb API key (configuration or classic)",
        keywords: &["honeycomb"],
        case: Case::Any,
        pattern: r#"(?i:honeycomb[_.-]?(?:(?:api|write|team|ingest|config|configuration)[_.-]?){0,2}key|x-honeycomb-team)["']?\s{0,3}[=:,]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{32}|[0-9A-Za-z]{22})"#,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "sends events, and by its rights reads queries and changes boards of one environment",
        advice: "Delete the key in the environment's settings and make one that can only send",
        hits: &[
            "HONEYCOMB_API_KEY=<<{A62:22}>>",
            "OTEL_EXPORTER_OTLP_HEADERS=\"x-honeycomb-team=<<{hex:32}>>\"",
            "headers: {{ 'x-honeycomb-team': '<<{A62:22}>>' }}",
        ],
        misses: &[("HONEYCOMB_API_KEY={A62:40}", "no length of theirs"), ("HONEYCOMB_DATASET={A62:22}", "a name"), ("HONEYCOMB_KEY=xxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..HONEYCOMB
    },
    Rule {
        id: "honeycomb-prefixed-key",
        title: "Honeycomb key",
        keywords: &[
            "hcaik_", "hcalk_", "hcamk_", "hcbik_", "hcblk_", "hcbmk_", "hccik_", "hcclk_", "hccmk_", "hcdik_", "hcdlk_", "hcdmk_", "hceik_", "hcelk_",
            "hcemk_", "hcxik_", "hcxlk_", "hcxmk_",
        ],
        pattern: r"(?P<secret>hc[a-z](?:ik|lk|mk)_[0-9a-z]{50,64})",
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Medium,
        exposes: "sends events (ik), configures an environment (lk) or manages the whole team (mk)",
        advice: "Delete the key in the settings of the environment, or of the team for a management key",
        reference: "https://docs.honeycomb.io/api/authentication",
        hits: &["HONEYCOMB_API_KEY=<<hcaik_{lc36:58}>>", "x-honeycomb-team: <<hcbik_{lc36:58}>>"],
        misses: &[("hcaik_{lc36:26}", "the key's id alone"), ("hcaik_{lc36:80}", "too long")],
        ..HONEYCOMB
    },
];
