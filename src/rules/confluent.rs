//! Confluent Cloud: API secrets.

use super::rule::*;
use crate::proof::crc::CONFLUENT;

const BASE: Rule = Rule {
    provider: "Confluent Cloud",
    roll: "https://confluent.cloud/settings/api-keys",
    logs: "https://docs.confluent.io/cloud/current/monitoring/audit-logging/cloud-audit-log-concepts.html",
    reference: "https://docs.confluent.io/cloud/current/access-management/authenticate/api-keys/index.html",
    before: Edge::Base64,
    after: Edge::Base64,
    entropy: Some(Alphabet::A64),
    severity: Severity::Critical,
    exposes: "produces to and consumes from the cluster, or manages the organisation, by the key's scope",
    advice: "Delete the API key and make one for a service account",
    ..Rule::BASE
};

/// Confluent's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "confluent-cloud-api-key-id",
        provider: "Confluent Cloud",
        title: "Confluent Cloud API key id",
        keywords: &["confluent"],
        case: Case::Any,
        pattern: named!(r"(?:api[_.-]?key(?:[_.-]?id)?|username)", "[0-9A-Z]{16}"),
        near: Some(Near { words: &["confluent"], above: 5 }),
        rank: -1,
        severity: Severity::Info,
        exposes: "names an API key; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html",
        hits: &["CONFLUENT_CLOUD_API_KEY=<<{UC36:16}>>", "bootstrap.servers=pkc-1.eu-west-1.aws.confluent.cloud:9092\nsasl.username=<<{UC36:16}>>"],
        misses: &[("api_key={UC36:16}", "nothing says Confluent"), ("CONFLUENT_CLOUD_API_KEY={UC36:10}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "confluent-cloud-api-secret",
        title: "Confluent Cloud API secret",
        keywords: &["cflt"],
        pattern: r"(?P<secret>cflt[0-9A-Za-z+/]{60})",
        proof: Some(CONFLUENT),
        pair: Some(Pair { with: &["confluent-cloud-api-key-id"], lines: 5, severity: Severity::Critical }),
        hits: &["CONFLUENT_API_SECRET=<<cflt{A64:54}{seal}>>", "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"K\" password=\"<<cflt{A64:54}{seal}>>\";"],
        misses: &[("cflt{A64:59}", "one character short"), ("cflt{A64:80}", "too long"), ("cflt_topic_name", "a name")],
        ..BASE
    },
    Rule {
        id: "confluent-cloud-legacy-api-secret",
        title: "Confluent Cloud API secret, before July 2025",
        keywords: &["confluent"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z+/]{64})",
        reach: 400,
        near: Some(Near { words: &["confluent"], above: 5 }),
        rank: -1,
        pair: Some(Pair { with: &["confluent-cloud-api-key-id"], lines: 5, severity: Severity::Critical }),
        hits: &["CONFLUENT_CLOUD_API_SECRET=<<{A64:64}>>", "bootstrap.servers=pkc-1.eu-west-1.aws.confluent.cloud:9092\nsasl.username={UC36:16}\nsasl.password=<<{A64:64}>>"],
        misses: &[("API_SECRET={A64:64}", "nothing names the vendor"), ("CONFLUENT_API_SECRET={A64:60}", "another width"), ("confluent-kafka sha256={hex:64}", "a digest")],
        ..BASE
    },
];
