//! HashiCorp Consul: ACL tokens.

use super::rule::*;

/// Consul's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "consul-acl-token",
        provider: "HashiCorp Consul",
        title: "Consul ACL token",
        keywords: &["consul_", "consul-", "consul.", "consul ", "consultoken", "consulhttp", "consulacl"],
        case: Case::Any,
        pattern: r#"(?i:consul[0-9a-z_.-]{0,24}token|consul [^\n]{0,80}-token)["']?(?:\s{0,3}[=:]{1,2}>?\s{0,3}|\s{1,3})["']?(?P<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "reads or changes services and keys in the cluster, by the token's policies",
        advice: "Delete the ACL token and give its users narrower ones",
        roll: "https://developer.hashicorp.com/consul/docs/security/acl/tokens",
        reference: "https://developer.hashicorp.com/consul/docs/security/acl/tokens",
        hits: &["CONSUL_HTTP_TOKEN=<<{uuid}>>", "curl --header 'X-Consul-Token: <<{uuid}>>' http://127.0.0.1:8500/v1/agent/members", "consul kv get -token=<<{uuid}>> app/db"],
        misses: &[("CONSUL_NODE_ID={uuid}", "an id"), ("token: {uuid}", "nothing names the product"), ("CONSUL_HTTP_TOKEN=00000000-0000-0000-0000-000000000002", "the anonymous token")],
        ..Rule::BASE
    },
];
