//! CircleCI: personal and project API tokens.

use super::rule::*;
use crate::proof::ids;

const TOKENS: &str = "https://app.circleci.com/settings/user/tokens";
const FORMATS: &str = "https://circleci.com/changelog/new-format-for-api-access-tokens/";

const CIRCLECI: Rule = Rule {
    provider: "CircleCI",
    roll: TOKENS,
    logs: "https://circleci.com/docs/audit-logs/",
    reference: FORMATS,
    entropy: Some(Alphabet::Hex),
    severity: Severity::Critical,
    ..Rule::BASE
};

/// CircleCI's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "circleci-legacy-api-token",
        title: "CircleCI API token (legacy)",
        keywords: &["circle_", "circleci", "circle-token"],
        case: Case::Any,
        pattern: r#"(?i:circle[_.-]?(?:ci[_.-]?)?(?:(?:api|cli|access|auth)[_.-]?)?(?:token|key))["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{40})"#,
        rank: -1,
        exposes: "starts pipelines and reads logs and settings as its owner",
        advice: "Delete the token; after that, treat the secrets of its projects as seen",
        hits: &[
            "CIRCLECI_TOKEN=<<{hex:40}>>",
            "curl 'https://circleci.com/api/v1.1/me?circle-token=<<{hex:40}>>'",
            "Circle-Token: <<{hex:40}>>",
        ],
        misses: &[("CIRCLE_SHA1={hex:40}", "a commit id"), ("CIRCLECI_TOKEN={hex:64}", "too long")],
        ..CIRCLECI
    },
    Rule {
        id: "circleci-personal-api-token",
        title: "CircleCI personal API token",
        keywords: &["CCIPAT_"],
        pattern: r"(?P<secret>CCIPAT_[1-9A-HJ-NP-Za-km-z]{22}_[0-9a-f]{40})",
        proof: Some(ids::CIRCLECI),
        exposes: "starts pipelines, reads logs and changes settings and secrets as its owner",
        advice: "Delete the token; after that, treat the secrets of its projects as seen",
        hits: &["CIRCLECI_CLI_TOKEN=<<CCIPAT_{seal}>>", "  token: \"<<CCIPAT_{seal}>>\""],
        misses: &[("CCIPAT_{b58:22}_{hex:39}", "one character short"), ("CCIPAT_{b58:20}_{hex:40}", "the first part is too short")],
        ..CIRCLECI
    },
    Rule {
        id: "circleci-project-api-token",
        title: "CircleCI project API token",
        keywords: &["CCIPRJ_"],
        pattern: r"(?P<secret>CCIPRJ_[1-9A-HJ-NP-Za-km-z]{22}_[0-9a-f]{40})",
        proof: Some(ids::CIRCLECI),
        severity: Severity::High,
        exposes: "reads, and by its scope starts, the builds of one project",
        roll: "https://circleci.com/docs/guides/toolkit/managing-api-tokens/",
        advice: "Delete the token in the project's settings",
        hits: &["BADGE_TOKEN: <<CCIPRJ_{seal}>>", "https://dl.circleci.com/x.svg?circle-token=<<CCIPRJ_{seal}>>"],
        misses: &[("CCIPRJ_{hex:40}", "the first part is missing"), ("CCIPRJ_{b58:22}_{HEX:40}x", "no lower-case hex")],
        ..CIRCLECI
    },
];
