//! Vultr: API keys.

use super::rule::*;

/// Vultr's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "vultr-api-key",
        provider: "Vultr",
        title: "Vultr API key",
        keywords: &["vultr"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Z]{36})",
        near: Some(Near { words: &["vultr"], above: 3 }),
        entropy: Some(Alphabet::Lc36),
        rank: -1,
        severity: Severity::Critical,
        exposes: "creates, copies and destroys every server, disk and DNS zone of the account",
        roll: "https://my.vultr.com/settings/#settingsapi",
        advice: "Regenerate the key, and limit the next one to the addresses that use it",
        reference: "https://www.vultr.com/api/",
        hits: &["VULTR_API_KEY=<<{UC36:36}>>", "provider \"vultr\" {{\n  api_key = \"<<{UC36:36}>>\"\n}}"],
        misses: &[("API_KEY={UC36:36}", "nothing of Vultr near"), ("VULTR_API_KEY={UC36:32}", "too short"), ("vultr_build_hash={UC36:36}", "named as a hash")],
        ..Rule::BASE
    },
];
