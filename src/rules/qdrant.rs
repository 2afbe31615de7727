//! Qdrant: Cloud API keys.

use super::rule::*;
use crate::proof::jwt;

/// Qdrant's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "qdrant-cloud-api-key",
        provider: "Qdrant",
        title: "Qdrant Cloud API key",
        keywords: &["qdrant"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\|[0-9A-Za-z_-]{40,120}|eyJ[0-9A-Za-z_-]{10,100}\.eyJ[0-9A-Za-z_-]{8,400}\.[0-9A-Za-z_-]{43})",
        reach: 640,
        after: Edge::Url,
        near: Some(Near { words: &["qdrant"], above: 3 }),
        entropy: Some(Alphabet::Lc36),
        proof: Some(jwt::JWT_OR_OTHER),
        rank: 1,
        severity: Severity::Medium,
        exposes: "reads and changes the collections of the cluster",
        advice: "Delete the key and make one for the collections it needs",
        roll: "https://cloud.qdrant.io/",
        reference: "https://qdrant.tech/documentation/cloud/authentication/",
        hits: &["QDRANT_API_KEY=<<{uuid}|{A64u:56}>>", "client = QdrantClient(url, api_key=\"<<eyJ{seal}>>\")"],
        misses: &[("QDRANT_API_KEY={uuid}", "an id"), ("qdrant_api_key = \"eyJ{A62:33}.eyJ{A62:40}.{A64u:43}\"", "no encoded JSON"), ("API_KEY={uuid}|{A64u:56}", "nothing names the vendor")],
        ..Rule::BASE
    },
];
