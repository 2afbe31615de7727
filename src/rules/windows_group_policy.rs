//! Windows: passwords in Group Policy Preferences.

use super::rule::*;

/// Group Policy's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "windows-group-policy-password",
        provider: "Windows",
        title: "Password in a Group Policy Preferences file",
        keywords: &["cpassword="],
        case: Case::Any,
        // whole AES blocks in base64; the file drops the padding
        pattern: r#"(?i:cpassword)=["'](?P<secret>(?:[0-9A-Za-z+/]{22}|[0-9A-Za-z+/]{43}|[0-9A-Za-z+/]{64}|[0-9A-Za-z+/]{86}|[0-9A-Za-z+/]{107}|[0-9A-Za-z+/]{128})={0,2})["']"#,
        after: Edge::Base64,
        entropy: Some(Alphabet::A64),
        severity: Severity::Critical,
        exposes: "logs in as the account: the key of its encryption was published by Microsoft, so anybody can read it",
        roll: "https://support.microsoft.com/topic/ms14-025",
        advice: "Change the account's password and delete the policy item from SYSVOL",
        reference: "https://learn.microsoft.com/security-updates/securitybulletins/2014/ms14-025",
        hits: &["<Properties action=\"U\" userName=\"admin\" cpassword=\"<<{A64:43}>>\" />", "<User cpassword='<<{A64:86}==>>'/>"],
        misses: &[("<User cpassword=\"\"/>", "empty"), ("<User cpassword=\"{A64:30}\"/>", "no whole block")],
        ..Rule::BASE
    },
];
