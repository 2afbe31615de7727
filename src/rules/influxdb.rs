//! InfluxData: InfluxDB v2 API tokens.

use super::rule::*;

/// InfluxDB's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "influxdb-api-token",
        provider: "InfluxData",
        title: "InfluxDB v2 API token",
        keywords: &["influx"],
        case: Case::Any,
        pattern: r"(?P<secret>[A-Za-z0-9_-]{86}==)",
        before: Edge::Url,
        after: Edge::Base64,
        near: Some(Near { words: &["influx"], above: 4 }),
        entropy: Some(Alphabet::A64),
        exposes: "reads and writes the buckets it was made for; an operator token, all of them",
        roll: "https://docs.influxdata.com/influxdb/v2/admin/tokens/delete-token/",
        advice: "Make another token, move the writers to it and delete this one",
        reference: "https://docs.influxdata.com/influxdb/v2/admin/tokens/",
        hits: &["INFLUX_TOKEN=<<{A64u:86}==>>", "[[outputs.influxdb_v2]]\n  token = \"<<{A64u:86}==>>\""],
        misses: &[("token={A64u:86}==", "no vendor near"), ("INFLUX_TOKEN={A64u:84}==", "too short"), ("influxdb_integrity: sha512-{A62:86}==", "a digest")],
        ..Rule::BASE
    },
];
