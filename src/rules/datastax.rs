//! DataStax Astra: application tokens.

use super::rule::*;

/// DataStax's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "datastax-astra-token",
        provider: "DataStax Astra",
        title: "DataStax Astra application token",
        keywords: &["AstraCS:"],
        pattern: r"(?P<secret>AstraCS:[0-9A-Za-z]{24}:[0-9a-f]{64})",
        entropy: Some(Alphabet::Hex),
        severity: Severity::Critical,
        exposes: "reads, changes and manages the databases of its role",
        advice: "Delete the application token",
        roll: "https://astra.datastax.com/org/tokens",
        reference: "https://docs.datastax.com/en/astra-db-serverless/administration/manage-application-tokens.html",
        hits: &["ASTRA_DB_APPLICATION_TOKEN=<<AstraCS:{A62:24}:{hex:64}>>", "\"token\": \"<<AstraCS:{A62:24}:{hex:64}>>\""],
        misses: &[("AstraCS:{A62:24}", "the client id alone"), ("AstraCS:{A62:24}:{hex:60}", "too short"), ("AstraCS:xxxxxxxxxxxxxxxxxxxxxxxx:...", "a placeholder")],
        ..Rule::BASE
    },
];
