//! Backblaze B2: application keys.

use super::rule::*;
use crate::proof::mixed::MIXED;

const WORDS: &[&str] = &["backblaze", "b2_app", "b2_key", "b2_acc", "b2-app", "b2app", "b2 authorize", "b2api"];

/// Backblaze's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "backblaze-application-key",
        provider: "Backblaze B2",
        title: "Backblaze B2 application key",
        keywords: WORDS,
        case: Case::Any,
        pattern: r"(?P<secret>K0[0-9]{2}[0-9A-Za-z+/]{27})",
        after: Edge::Base64,
        near: Some(Near { words: WORDS, above: 3 }),
        entropy: Some(Alphabet::A64),
        proof: Some(MIXED),
        rank: -1,
        pair: Some(Pair { with: &["backblaze-key-id"], lines: 4, severity: Severity::High }),
        exposes: "reads and writes the buckets that the key was made for",
        roll: "https://secure.backblaze.com/app_keys.htm",
        advice: "Delete the application key on the keys page and make one for a single bucket",
        reference: "https://www.backblaze.com/docs/cloud-storage-application-keys",
        hits: &["B2_APPLICATION_KEY=<<K005{A64:27}>>", "# backblaze\nkey: \"<<K001{A62:27}>>\""],
        misses: &[("key = K005{A64:27}", "nothing says Backblaze"), ("B2_APPLICATION_KEY_ID=005{hex:22}", "the public half")],
        ..Rule::BASE
    },
    Rule {
        id: "backblaze-key-id",
        provider: "Backblaze B2",
        title: "Backblaze B2 key id",
        keywords: &["backblaze", "b2_application", "b2_key", "b2_account"],
        case: Case::Any,
        pattern: named!(r"(?:key|account)[_-]?id", "(?:00[0-9][0-9a-f]{22}|[0-9a-f]{12})"),
        near: Some(Near { words: &["backblaze", "b2_application", "b2_key", "b2_account"], above: 3 }),
        severity: Severity::Info,
        exposes: "names an application key; it opens nothing without it",
        advice: "Leave it",
        reference: "https://www.backblaze.com/docs/cloud-storage-application-keys",
        hits: &["B2_APPLICATION_KEY_ID=<<005{hex:22}>>", "# backblaze\nkey_id: \"<<003{hex:22}>>\""],
        misses: &[("key_id={hex:25}", "nothing says Backblaze"), ("B2_APPLICATION_KEY_ID={hex:9}", "too short")],
        ..Rule::BASE
    },
];
