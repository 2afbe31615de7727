//! Linode (Akamai Cloud): personal access tokens.

use super::rule::*;

/// Linode's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "linode-personal-access-token",
        provider: "Linode",
        title: "Linode personal access token",
        keywords: &["linode"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9a-f]{64})"#,
        near: Some(Near { words: &["linode"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Critical,
        exposes: "makes, opens and deletes servers, disks and backups within its scopes",
        roll: "https://cloud.linode.com/profile/tokens",
        logs: "https://cloud.linode.com/events",
        advice: "Revoke the token on the profile page and check for servers that you did not make",
        reference: "https://techdocs.akamai.com/cloud-computing/docs/manage-personal-access-tokens",
        hits: &["LINODE_TOKEN=<<{hex:64}>>", "provider \"linode\" {{\n  token = \"<<{hex:64}>>\"\n}}"],
        misses: &[("token = {hex:64}", "nothing says Linode"), ("LINODE_TOKEN={hex:63}", "one character short"), ("provider \"linode\" {{\n  hashes = [\"h1:{hex:64}\"]\n}}", "a lock file")],
        ..Rule::BASE
    },
];
