//! Atlassian: API tokens of Cloud accounts, personal access tokens of Jira and Confluence Data Center.

use super::rule::*;

const TOKENS: &str = "https://id.atlassian.com/manage-profile/security/api-tokens";
const DOCS: &str = "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/";

const ATLASSIAN: Rule = Rule { provider: "Atlassian", roll: TOKENS, reference: DOCS, entropy: Some(Alphabet::A64), severity: Severity::Critical, ..Rule::BASE };

/// Atlassian's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "atlassian-api-token",
        title: "Atlassian API token",
        keywords: &["ATATT3xFfGF0"],
        pattern: r"(?P<secret>ATATT3xFfGF0[A-Za-z0-9_-]{120,220}=[0-9A-F]{8})",
        after: Edge::Url,
        proof: Some(crate::proof::crc::ATLASSIAN),
        exposes: "reads and changes Jira, Confluence and Bitbucket as its owner",
        advice: "Revoke the token in the account's security settings and look at the organisation's audit log",
        hits: &["ATATT3xFfGF0{A64u:171}={seal}", "JIRA_API_TOKEN=<<ATATT3xFfGF0{A64u:171}={seal}>>", "curl -u ci@acme.net:<<ATATT3xFfGF0{A64u:171}={seal}>> https://acme.atlassian.net/rest"],
        misses: &[("ATATT3xFfGF0{A64u:171}", "without its checksum"), ("ATATT3xFfGF0{A64u:40}={HEX:8}", "too short"), ("ATATT3xFfGF0xxxxxxxx", "a placeholder")],
        ..ATLASSIAN
    },
    Rule {
        id: "atlassian-api-token-legacy",
        title: "Atlassian API token (24 characters)",
        keywords: &["atlassian", "jira", "confluence"],
        case: Case::Any,
        pattern: named!(r"(?:atlassian|jira|confluence)[a-z_-]{0,16}(?:token|api_?key)", "[A-Za-z0-9]{24}"),
        entropy: Some(Alphabet::A62),
        rank: -1,
        exposes: "reads and changes Jira and Confluence as its owner",
        advice: "Revoke the token; tokens of this old form never run out by themselves",
        hits: &["ATLASSIAN_API_TOKEN={A62:0}<<{A62:24}>>", "jira_token: \"<<{A62:24}>>\""],
        misses: &[("JIRA_TOKEN={A62:25}", "one character long"), ("session = \"{A62:24}\"", "no name of the vendor"), ("JIRA_API_TOKEN=xxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..ATLASSIAN
    },
    Rule {
        id: "atlassian-data-center-token",
        title: "Jira or Confluence Data Center personal access token",
        keywords: &["jira", "confluence", "atlassian"],
        case: Case::Any,
        pattern: r"(?P<secret>[MNO][A-Za-z0-9+/]{43})",
        proof: Some(crate::proof::decode::ATLASSIAN_DATA_CENTER),
        after: Edge::Base64,
        near: Some(Near { words: &["jira", "confluence", "atlassian"], above: 2 }),
        rank: -1,
        severity: Severity::High,
        exposes: "reads and changes projects or pages as its owner",
        roll: "https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html",
        advice: "Revoke the token in the profile page of its owner",
        reference: "https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html",
        hits: &["JIRA_PAT=<<{seal}>>", "# confluence\nheaders:\n  Authorization: Bearer <<{seal}>>"],
        misses: &[("JIRA_PAT=Z{A64:43}", "does not decode to digits"), ("integrity: N{A64:43}", "no vendor near"), ("jira_icon_hash=N{A64:43}", "a digest")],
        ..ATLASSIAN
    },
];
