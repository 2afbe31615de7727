//! Wise: API tokens.

use super::rule::*;

/// Wise's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "wise-api-token",
        provider: "Wise",
        title: "Wise API token",
        keywords: &["transferwise", "wise_api", "wise_token", "wiseapi", "wisetoken", "wise-api", "api.wise.com"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
        before: Edge::Url,
        after: Edge::Url,
        near: Some(Near { words: &["transferwise", "wise_api", "wise_token", "wiseapi", "wisetoken", "wise-api", "api.wise.com"], above: 2 }),
        judge: Some(is_called_token),
        rank: -1,
        severity: Severity::Critical,
        exposes: "reads balances and statements, and prepares transfers",
        roll: "https://wise.com/settings/api-tokens",
        advice: "Revoke the token in Settings, make a new one with an address list and check the transfers",
        reference: "https://docs.wise.com/api-docs",
        hits: &["TRANSFERWISE_TOKEN=<<{uuid}>>", "curl https://api.wise.com/v1/profiles -H 'Authorization: Bearer <<{uuid}>>'"],
        misses: &[("token={uuid}", "no vendor near"), ("# transferwise\nprofile_id: {uuid}", "an identifier"), ("WISE_API_TOKEN={hex:32}", "not a uuid")],
        ..Rule::BASE
    },
];

/// A uuid is an identifier unless it is called a token or a key.
fn is_called_token(seen: &Sighting<'_>) -> Verdict {
    let from = seen.secret.start.saturating_sub(32);
    let before = seen.text[from..seen.secret.start].to_ascii_lowercase();
    let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let called = ["token", "key", "bearer", "secret"].iter().any(|word| memchr::memmem::find(line, word.as_bytes()).is_some());
    if called { Verdict::Believed } else { Verdict::Silent }
}
