//! Tencent Cloud: key pairs.

use super::rule::*;

const TENCENT: Rule = Rule {
    provider: "Tencent Cloud",
    roll: "https://console.cloud.tencent.com/cam/capi",
    logs: "https://console.cloud.tencent.com/cloudaudit",
    reference: "https://www.tencentcloud.com/document/product/598/32675",
    entropy: Some(Alphabet::A62),
    ..Rule::BASE
};

/// Tencent Cloud's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "tencent-cloud-secret-id",
        title: "Tencent Cloud SecretId",
        keywords: &["AKID"],
        pattern: r"(?P<secret>AKID[A-Za-z0-9]{32})",
        severity: Severity::Medium,
        exposes: "names a key pair; with its SecretKey it manages the account's resources",
        advice: "Look for the SecretKey that belongs to it, then disable and delete the pair",
        hits: &["AKID{A62:32}", "TENCENTCLOUD_SECRET_ID=<<AKID{A62:32}>>"],
        misses: &[("AKID{A62:31}", "one character short"), ("AKIDxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..TENCENT
    },
    Rule {
        id: "tencent-cloud-secret-key",
        title: "Tencent Cloud SecretKey",
        keywords: &["tencent", "qcloud", "AKID", "cos_secret"],
        case: Case::Any,
        pattern: named!(r"secret_?-?key", "[A-Za-z0-9]{32}"),
        near: Some(Near { words: &["tencent", "qcloud", "akid", "cos_secret"], above: 3 }),
        rank: -1,
        pair: Some(Pair { with: &["tencent-cloud-secret-id"], lines: 5, severity: Severity::Critical }),
        exposes: "manages the account's resources, within the owner's policies",
        advice: "Disable the key pair, make another, then delete the old one and read the operation records",
        hits: &["SECRET_ID=AKID{A62:32}\nSECRET_KEY=<<{A62:32}>>", "TENCENTCLOUD_SECRET_KEY=<<{A62:32}>>"],
        misses: &[("SECRET_KEY={A62:32}", "no vendor near"), ("TENCENTCLOUD_SECRET_KEY={A62:31}", "one character short")],
        ..TENCENT
    },
];
