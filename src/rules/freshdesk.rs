//! Freshdesk: API keys.

use super::rule::*;

/// Freshdesk's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "freshdesk-api-key",
        provider: "Freshdesk",
        title: "Freshdesk API key",
        keywords: &["freshdesk"],
        case: Case::Any,
        pattern: r#"(?i:freshdesk[_.-]?(?:api[_.-]?)?(?:key|token))["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{20})"#,
        entropy: Some(Alphabet::A62),
        rank: -1,
        exposes: "reads and answers tickets as one agent; an administrator's also manages agents",
        roll: "https://support.freshdesk.com/support/solutions/articles/215517-how-to-find-your-api-key",
        advice: "Reset the API key in the agent's profile settings",
        reference: "https://developers.freshdesk.com/api/",
        hits: &["FRESHDESK_API_KEY=<<{A62:20}>>", "freshdeskApiKey: '<<{A62:20}>>'"],
        misses: &[("FRESHDESK_DOMAIN={A62:20}", "a name"), ("FRESHDESK_API_KEY={A62:32}", "too long"), ("API_KEY={A62:20}", "nothing of the vendor")],
        ..Rule::BASE
    },
];
