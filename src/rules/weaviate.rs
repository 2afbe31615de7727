//! Weaviate: API keys.

use super::rule::*;

/// Weaviate's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "weaviate-api-key",
        provider: "Weaviate",
        title: "Weaviate API key",
        keywords: &["weaviate", "wcd_api", "wcs_api", "wcd_key", "wcs_key"],
        case: Case::Any,
        pattern: named!(r"(?:weaviate|wc[ds])[a-z_.-]{0,16}key", r"[A-Za-z0-9+/]{36,96}={0,2}"),
        after: Edge::Base64,
        entropy: Some(Alphabet::A62),
        rank: -1,
        severity: Severity::Medium,
        exposes: "reads and writes the cluster's objects",
        roll: "https://console.weaviate.cloud/",
        advice: "Delete the key in the console and make another",
        reference: "https://docs.weaviate.io/cloud/manage-clusters/authentication",
        hits: &["WEAVIATE_API_KEY=<<{A62:36}>>", "wcd_api_key: '<<{A62:94}==>>'"],
        misses: &[("api_key = {A62:36}", "no name of the vendor"), ("WEAVIATE_API_KEY={A62:30}", "too short"), ("WEAVIATE_API_KEY=yourweaviateclusterapikeyfromtheconsole", "a placeholder")],
        ..Rule::BASE
    },
];
