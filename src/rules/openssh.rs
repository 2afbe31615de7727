//! OpenSSH: private keys.

use super::rule::*;

/// OpenSSH's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "openssh-private-key",
        provider: "OpenSSH",
        title: "OpenSSH private key",
        keywords: &["-----BEGIN OPENSSH PRIVATE KEY-----"],
        // lines may be indented, quoted, joined by `\n`; the first bytes are always the name of the format
        pattern: r#"(?P<secret>-----BEGIN OPENSSH PRIVATE KEY-----[\\nr\s"',+|]{1,40}b3BlbnNzaC1rZXktdjEA[0-9A-Za-z+/=\s\\"',|-]{100,12000}?-----END OPENSSH PRIVATE KEY-----)"#,
        reach: 13000,
        before: Edge::Open,
        after: Edge::Open,
        severity: Severity::Critical,
        exposes: "logs in wherever its public half is trusted: servers, git hosts",
        roll: "https://github.com/settings/keys",
        advice: "Remove its public half from every host and account, and generate a new pair with ssh-keygen",
        reference: "https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key",
        hits: &[
            "<<-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA{A64:50}\n{A64:70}\n{A64:70}\n{A64:60}=\n-----END OPENSSH PRIVATE KEY----->>",
            "key: |\n  <<-----BEGIN OPENSSH PRIVATE KEY-----\n  b3BlbnNzaC1rZXktdjEA{A64:50}\n  {A64:70}\n  {A64:70}\n  -----END OPENSSH PRIVATE KEY----->>",
            "KEY=\"<<-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNzaC1rZXktdjEA{A64:50}\\n{A64:70}\\n{A64:70}\\n-----END OPENSSH PRIVATE KEY----->>\\n\"",
        ],
        misses: &[
            ("-----BEGIN OPENSSH PRIVATE KEY-----\n...\n-----END OPENSSH PRIVATE KEY-----", "a sample"),
            ("grep -r \"-----BEGIN OPENSSH PRIVATE KEY-----\" .", "somebody looks for keys"),
        ],
        ..Rule::BASE
    },
];
