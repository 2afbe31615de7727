//! Postman: API keys and collection access keys.

use super::rule::*;
use crate::proof::ids;

const POSTMAN: Rule = Rule { provider: "Postman", logs: "https://learning.postman.com/docs/administration/audit-logs/", ..Rule::BASE };

/// Postman's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "postman-api-key",
        title: "Postman API key",
        keywords: &["PMAK-"],
        pattern: r"(?P<secret>PMAK-[0-9a-f]{24}-[0-9a-f]{34})",
        proof: Some(ids::POSTMAN),
        entropy: Some(Alphabet::Hex),
        exposes: "reads workspaces, collections and environments, with the secrets that people keep in them",
        roll: "https://go.postman.co/settings/me/api-keys",
        advice: "Delete the API key, then go through the environments it could read and roll what is in them",
        reference: "https://learning.postman.com/docs/developer/postman-api/authentication/",
        hits: &["PMAK-{seal}", "X-Api-Key: <<PMAK-{seal}>>"],
        misses: &[("PMAK-{hex:24}", "the second half is missing"), ("PMAK-{hex:24}-{hex:33}", "one character short")],
        ..POSTMAN
    },
    Rule {
        id: "postman-collection-access-key",
        title: "Postman collection access key",
        keywords: &["PMAT-"],
        pattern: r"(?P<secret>PMAT-01[0-9A-HJKMNP-TV-Z]{24})",
        proof: Some(ids::POSTMAN),
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Low,
        exposes: "reads one collection",
        roll: "https://learning.postman.com/docs/collaborating-in-postman/sharing/",
        advice: "Delete the collection access key",
        reference: "https://learning.postman.com/docs/collaborating-in-postman/sharing/",
        hits: &["PMAT-{seal}", "https://api.postman.com/collections/1-2?access_key=<<PMAT-{seal}>>"],
        misses: &[("PMAT-01{ulid:22}", "too short"), ("PMAT-01XXXXXXXXXXXXXXXXXXXXXXXX", "a placeholder")],
        ..POSTMAN
    },
];
