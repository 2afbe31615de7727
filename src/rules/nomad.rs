//! HashiCorp Nomad: ACL tokens.

use super::rule::*;

/// Nomad's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "nomad-acl-token",
        provider: "HashiCorp Nomad",
        title: "Nomad ACL token",
        keywords: &["nomad"],
        case: Case::Any,
        pattern: r#"(?i:nomad[0-9a-z_.-]{0,24}token|nomad [^\n]{0,80}-token)["']?(?:\s{0,3}[=:]{1,2}>?\s{0,3}|\s{1,3})["']?(?P<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "runs jobs on the cluster, by the token's policies",
        advice: "Delete the ACL token and look for jobs that you do not know",
        roll: "https://developer.hashicorp.com/nomad/docs/secure/acl/tokens",
        reference: "https://developer.hashicorp.com/nomad/docs/secure/acl/tokens",
        hits: &["NOMAD_TOKEN=<<{uuid}>>", "X-Nomad-Token: <<{uuid}>>"],
        misses: &[("NOMAD_ALLOC_ID={uuid}", "an id"), ("token: {uuid}", "nothing names the product")],
        ..Rule::BASE
    },
];
