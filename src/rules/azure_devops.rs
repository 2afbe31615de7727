//! Azure DevOps: personal access tokens, new and old.

use super::rule::*;
use crate::proof::{crc, marvin};

const TOKENS: &str = "https://dev.azure.com/_usersSettings/tokens";

const DEVOPS: Rule = Rule {
    provider: "Azure DevOps",
    roll: TOKENS,
    logs: "https://learn.microsoft.com/azure/devops/organizations/audit/azure-devops-auditing",
    entropy: Some(Alphabet::A62),
    severity: Severity::Critical,
    ..Rule::BASE
};

/// Azure DevOps' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "azure-devops-legacy-personal-access-token",
        title: "Azure DevOps personal access token (before 2024)",
        keywords: &[
            "azure_devops", "azuredevops", "azure-devops", "dev.azure.com", "visualstudio.com", "vsts_", "azdo_", "ado_pat", "ado_token", "vss_nuget",
            "_personal_access_token", "azp_token",
        ],
        case: Case::Any,
        pattern: r"(?P<secret>[a-z2-7]{52})",
        near: Some(Near {
            words: &["azure_devops", "azuredevops", "azure-devops", "dev.azure.com", "visualstudio.com", "vsts_", "azdo", "ado_", "vss_nuget", "azp_"],
            above: 3,
        }),
        entropy: Some(Alphabet::Lc36),
        proof: Some(crc::AZURE_DEVOPS),
        rank: -1,
        exposes: "reads and writes code, pipelines and packages of its owner's organisations, as its scopes say",
        advice: "Revoke the token in the user settings; the next one gets few scopes and a short life",
        reference: "https://github.com/microsoft/security-utilities",
        hits: &[
            "AZURE_DEVOPS_EXT_PAT=<<{seal}>>",
            "git clone https://ci:<<{seal}>>@dev.azure.com/acme/site/_git/site",
            "<!-- https://acme.pkgs.visualstudio.com -->\n<add key=\"ClearTextPassword\" value=\"<<{seal}>>\" />",
        ],
        misses: &[
            ("AZURE_DEVOPS_EXT_PAT={b32:51}", "one character short"),
            ("token={b32:52}", "nothing of Azure DevOps near"),
            ("azure_devops_cache_hash: {b32:52}", "named as a hash"),
        ],
        ..DEVOPS
    },
    Rule {
        id: "azure-devops-personal-access-token",
        title: "Azure DevOps personal access token",
        keywords: &["AZDO"],
        pattern: r"(?P<secret>[0-9A-Za-z]{52}JQQJ99[0-9A-Za-z]{18}AZDO[0-9A-Za-z]{4}(?:[0-9A-Za-z]{2}==)?)",
        proof: Some(marvin::AZURE_ANNOTATED),
        rank: 1,
        exposes: "reads and writes code, pipelines and packages of its owner's organisations, as its scopes say",
        advice: "Revoke the token in the user settings, then look through recent pushes and pipeline changes",
        reference: "https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
        hits: &["AZP_TOKEN=<<{A62:52}JQQJ99BAAC{A62:14}AZDO{seal}>>", "password: '<<{A62:52}JQQJ99BBAC{A62:14}AZDO{seal}>>'"],
        misses: &[("{A62:52}JQQJ99BAAC{A62:14}AZDO{A62:3}", "one character short"), ("{A62:52}JQQJ99BAAC{A62:14}AZMP{A62:4}", "another service's key")],
        ..DEVOPS
    },
];
