//! Elastic: keys of Elastic Cloud and of Elasticsearch clusters.

use super::rule::*;
use crate::proof::mixed::MIXED;

const ELASTIC: Rule = Rule { provider: "Elastic", entropy: Some(Alphabet::A62), ..Rule::BASE };

/// Elastic's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "elastic-cloud-api-key",
        title: "Elastic Cloud API key",
        keywords: &["essu_"],
        pattern: r"(?P<secret>essu_[0-9A-Za-z_-]{60,200}={0,2})",
        after: Edge::Base64,
        severity: Severity::Critical,
        exposes: "creates, changes and deletes deployments of the organisation",
        roll: "https://cloud.elastic.co/account/keys",
        logs: "https://cloud.elastic.co/activity",
        advice: "Delete the key on the organisation's key page",
        reference: "https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys",
        hits: &["EC_API_KEY=<<essu_{A64u:82}==>>", "apikey: \"<<essu_{A62:84}>>\""],
        misses: &[("essu_{A62:30}", "too short"), ("tessu_{A62:84}", "a piece of something longer")],
        ..ELASTIC
    },
    Rule {
        id: "elasticsearch-api-key",
        title: "Elasticsearch API key",
        keywords: &["apikey ", "api_key", "apikey", "elastic"],
        case: Case::Any,
        // an id of 20 characters, a colon, 22 more: base64 keeps the colon at a fixed place
        pattern: r"(?P<secret>[0-9A-Za-z+/]{26}[AEIMQUYcgkosw048]6[0-9A-Za-z+/]{29}[AQgw]==)",
        after: Edge::Base64,
        near: Some(Near { words: &["elastic", "kibana", "authorization: apikey", "logstash", "filebeat"], above: 4 }),
        proof: Some(MIXED),
        rank: -1,
        exposes: "reads and writes the indices that its role allows",
        roll: "https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-invalidate-api-key",
        advice: "Invalidate the API key by its id, which stands before the colon once decoded",
        reference: "https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-create-api-key",
        hits: &["Authorization: ApiKey <<{A62:26}A6{A62:29}Q==>>", "ELASTICSEARCH_API_KEY=<<{A62:26}w6{A62:29}g==>>"],
        misses: &[("api_key = {A62:26}A6{A62:29}Q==", "nothing says Elastic"), ("ELASTICSEARCH_API_KEY={A62:26}A5{A62:29}Q==", "no colon at its place")],
        ..ELASTIC
    },
];
