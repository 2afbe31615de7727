//! 1Password: service account tokens, Secret Keys, Connect tokens.

use super::rule::*;
use crate::proof::jwt::JWT;
use crate::proof::decode::ONEPASSWORD;

const BASE: Rule = Rule { provider: "1Password", after: Edge::Url, ..Rule::BASE };

/// `A3-` has three bytes only: one keyword for every character that may follow.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "A3-0", "A3-1", "A3-2", "A3-3", "A3-4", "A3-5", "A3-6", "A3-7", "A3-8", "A3-9", "A3-A", "A3-B", "A3-C", "A3-D", "A3-E", "A3-F", "A3-G", "A3-H",
    "A3-I", "A3-J", "A3-K", "A3-L", "A3-M", "A3-N", "A3-O", "A3-P", "A3-Q", "A3-R", "A3-S", "A3-T", "A3-U", "A3-V", "A3-W", "A3-X", "A3-Y", "A3-Z",
];

/// 1Password's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "onepassword-connect-token",
        title: "1Password Connect server token",
        keywords: &["op_connect_token", "op-connect-token", "connect_token", "opconnecttoken"],
        case: Case::Any,
        pattern: r#"(?i:connect[_-]?token)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>eyJ[0-9A-Za-z_-]{10,300}\.eyJ[0-9A-Za-z_-]{60,1500}\.[0-9A-Za-z_-]{86})"#,
        proof: Some(JWT),
        reach: 2000,
        entropy: Some(Alphabet::Lc36),
        rank: -1,
        severity: Severity::Critical,
        exposes: "reads and writes the vaults that were shared with the Connect server",
        advice: "Revoke the Connect token and deploy another",
        roll: "https://developer.1password.com/docs/connect/manage-connect/",
        reference: "https://developer.1password.com/docs/connect/",
        hits: &["OP_CONNECT_TOKEN=<<eyJhbGciOiJFU{seal}>>", "op-connect-token: \"<<eyJhbGciOiJFU{seal}>>\""],
        misses: &[("TOKEN=eyJ{A64u:60}.eyJ{A64u:400}.{A64u:86}", "some other JWT"), ("OP_CONNECT_TOKEN=eyJ{A64u:60}.eyJ{A64u:400}.{A64u:43}", "signed with another algorithm")],
        ..BASE
    },
    Rule {
        id: "onepassword-secret-key",
        title: "1Password Secret Key",
        keywords: HEADS,
        pattern: r"(?P<secret>A3-[A-Z0-9]{6}-(?:[A-Z0-9]{6}-[A-Z0-9]{5}|[A-Z0-9]{11})(?:-[A-Z0-9]{5}){3})",
        before: Edge::Url,
        entropy: Some(Alphabet::Hex),
        exposes: "one of the two things that open the account; the other is its password",
        advice: "Regenerate the Secret Key of the account",
        roll: "https://support.1password.com/secret-key-security/",
        reference: "https://support.1password.com/secret-key-security/",
        hits: &["OP_SECRET_KEY=<<A3-{UC36:6}-{UC36:6}-{UC36:5}-{UC36:5}-{UC36:5}-{UC36:5}>>", "Secret Key: <<A3-{UC36:6}-{UC36:11}-{UC36:5}-{UC36:5}-{UC36:5}>>"],
        misses: &[("A3-{UC36:6}-{UC36:6}-{UC36:5}-{UC36:5}-{UC36:5}", "a group is missing"), ("A3-XXXXXX-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX", "a placeholder")],
        ..BASE
    },
    Rule {
        id: "onepassword-service-account-token",
        title: "1Password service account token",
        keywords: &["ops_eyJ"],
        pattern: r"(?P<secret>ops_eyJ[0-9A-Za-z_-]{247,1600}={0,2})",
        proof: Some(ONEPASSWORD),
        reach: 1700,
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Critical,
        exposes: "reads, and often writes, every vault that the service account may open",
        advice: "Rotate the service account's token and read its usage report",
        roll: "https://developer.1password.com/docs/service-accounts/manage-service-accounts/",
        reference: "https://developer.1password.com/docs/service-accounts/security/",
        hits: &["OP_SERVICE_ACCOUNT_TOKEN=<<ops_eyJ{seal}>>", "export OP_SERVICE_ACCOUNT_TOKEN=\"<<ops_eyJ{seal}>>\""],
        misses: &[("ops_eyJ{A64u:100}", "too short"), ("devops_eyJ{A64u:400}", "an ordinary identifier")],
        ..BASE
    },
];
