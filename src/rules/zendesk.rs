//! Zendesk: API tokens.

use super::rule::*;
use crate::proof::mixed::MIXED;

/// Zendesk's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "zendesk-api-token",
        provider: "Zendesk",
        title: "Zendesk API token",
        keywords: &["zendesk"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{40})"#,
        near: Some(Near { words: &["zendesk"], above: 3 }),
        entropy: Some(Alphabet::A62),
        proof: Some(MIXED),
        rank: -1,
        exposes: "reads and answers tickets as any agent whose address is put before it",
        roll: "https://support.zendesk.com/hc/en-us/articles/4408889192858",
        advice: "Delete the token in the admin centre under APIs and add another",
        reference: "https://developer.zendesk.com/api-reference/introduction/security-and-auth/",
        hits: &["ZENDESK_API_TOKEN=<<{A62:40}>>", "curl https://acme.zendesk.com/api/v2/users.json -u me@acme.net/token:<<{A62:40}>>"],
        misses: &[("api_token={A62:40}", "nothing says Zendesk"), ("zendesk token commit {hex:40}", "a commit")],
        ..Rule::BASE
    },
];
