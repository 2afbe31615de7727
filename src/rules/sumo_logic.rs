//! Sumo Logic: access ids and keys.

use super::rule::*;

/// Sumo Logic's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "sumo-logic-access-id",
        provider: "Sumo Logic",
        title: "Sumo Logic access id",
        keywords: &["sumo"],
        case: Case::Any,
        pattern: r"(?P<secret>su[A-Za-z0-9]{12})",
        near: Some(Near { words: &["sumo"], above: 2 }),
        entropy: Some(Alphabet::A62),
        rank: -1,
        severity: Severity::Info,
        exposes: "names an access key; it opens nothing without it",
        roll: "",
        advice: "Leave it",
        reference: "https://help.sumologic.com/docs/manage/security/access-keys/",
        hits: &["SUMO_ACCESS_ID=<<su{A62:12}>>", "sumologic:\n  accessId: <<su{A62:12}>>"],
        misses: &[("id = su{A62:12}", "no vendor near"), ("SUMO_ACCESS_ID=su{A62:11}", "one character short")],
        ..Rule::BASE
    },
    Rule {
        id: "sumo-logic-access-key",
        provider: "Sumo Logic",
        title: "Sumo Logic access key",
        keywords: &["sumo"],
        case: Case::Any,
        pattern: r"(?P<secret>[A-Za-z0-9]{64})",
        near: Some(Near { words: &["sumo"], above: 2 }),
        entropy: Some(Alphabet::A62),
        rank: -1,
        pair: Some(Pair { with: &["sumo-logic-access-id"], lines: 5, severity: Severity::High }),
        exposes: "searches logs and configures collectors as its owner, together with its access id",
        roll: "https://service.sumologic.com/ui/#/preferences",
        advice: "Delete the access key and make another",
        reference: "https://help.sumologic.com/docs/manage/security/access-keys/",
        hits: &["SUMO_ACCESS_ID=su{A62:12}\nSUMO_ACCESS_KEY=<<{A62:64}>>", "sumologic:\n  accessKey: \"<<{A62:64}>>\""],
        misses: &[("access_key = {A62:64}", "no vendor near"), ("sumo_image_sha256 = {hex:64}", "a digest")],
        ..Rule::BASE
    },
];
