//! Volcengine: access key ids.

use super::rule::*;

/// Volcengine's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "volcengine-access-key-id",
        provider: "Volcengine",
        title: "Volcengine access key id",
        keywords: &["AKLT"],
        pattern: r"(?P<secret>AKLT[A-Za-z0-9+/_-]{20,60}={0,2})",
        after: Edge::Base64,
        near: Some(Near { words: &["volc", "access_key", "accesskey", "access-key", "tos_", "ark_", "byteplus"], above: 3 }),
        entropy: Some(Alphabet::A62),
        severity: Severity::Medium,
        exposes: "names a key pair; with its secret half it manages the account's resources",
        roll: "https://console.volcengine.com/iam/keymanage/",
        advice: "Look for the secret half, then delete the access key pair",
        reference: "https://www.volcengine.com/docs/6291/65568",
        hits: &["VOLC_ACCESSKEY=<<AKLT{A62:43}>>", "volcengine:\n  access_key: <<AKLT{A62:40}>>"],
        misses: &[("AKLT{A62:43}", "no vendor near"), ("VOLC_ACCESSKEY=AKLT{A62:10}", "too short")],
        ..Rule::BASE
    },
];
