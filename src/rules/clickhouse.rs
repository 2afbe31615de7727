//! ClickHouse Cloud: API key secrets.

use super::rule::*;

/// ClickHouse's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "clickhouse-cloud-api-key-secret",
        provider: "ClickHouse Cloud",
        title: "ClickHouse Cloud API key secret",
        keywords: &["4b1d"],
        pattern: r"(?P<secret>4b1d[A-Za-z0-9]{38})",
        entropy: Some(Alphabet::A62),
        exposes: "manages the organisation's services, with the key's role",
        roll: "https://clickhouse.com/docs/cloud/manage/openapi",
        advice: "Disable the API key, delete it and read the organisation's activity",
        reference: "https://clickhouse.com/docs/cloud/manage/openapi",
        hits: &["4b1d{A62:38}", "CLICKHOUSE_CLOUD_SECRET=<<4b1d{A62:38}>>"],
        misses: &[("4b1d{A62:37}", "one character short"), ("rev: 4b1d{hex:36}", "a commit"), ("x4b1d{A62:38}", "a piece of something longer")],
        ..Rule::BASE
    },
];
