//! HCP Terraform (Terraform Cloud): user, team and organisation tokens.

use super::rule::*;

/// Terraform Cloud's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "terraform-cloud-token",
        provider: "HashiCorp Terraform Cloud",
        title: "Terraform Cloud API token (user, team or organisation)",
        keywords: &[".atlasv1."],
        pattern: r"(?P<secret>[0-9A-Za-z]{14}\.atlasv1\.[0-9A-Za-z]{60,70})",
        before: Edge::Dotted,
        entropy: Some(Alphabet::A62),
        severity: Severity::Critical,
        exposes: "reads state, which holds secrets, and applies runs in its workspaces",
        advice: "Delete the token and make a narrower team token",
        roll: "https://app.terraform.io/app/settings/tokens",
        reference: "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
        hits: &["credentials \"app.terraform.io\" {{\n  token = \"<<{A62:14}.atlasv1.{A62:67}>>\"\n}}", "TFE_TOKEN=<<{A62:14}.atlasv1.{A62:67}>>"],
        misses: &[("{A62:14}.atlasv1.{A62:40}", "too short"), ("{A62:10}.atlasv1.{A62:67}", "the first part is too short"), ("xxxxxxxxxxxxxx.atlasv1.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..Rule::BASE
    },
];
