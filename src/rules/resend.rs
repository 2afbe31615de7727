//! Resend: API keys.

use super::rule::*;

/// Resend's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "resend-api-key",
        provider: "Resend",
        title: "Resend API key",
        keywords: &["\"re_", "'re_", "=re_", " re_", ":re_", "\nre_", "`re_"],
        pattern: r"(?P<secret>re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24})",
        entropy: Some(Alphabet::A62),
        exposes: "sends mail in the domain's name; with full access it also reads and changes the account",
        roll: "https://resend.com/api-keys",
        logs: "https://resend.com/logs",
        advice: "Delete the key and make one that may only send",
        reference: "https://resend.com/docs/api-reference/introduction",
        hits: &["re_{A62:8}_{A62:24}", "RESEND_API_KEY=<<re_{A62:8}_{A62:24}>>", "new Resend('<<re_{A62:8}_{A62:24}>>')"],
        misses: &[("re_xxxxxxxxx", "the documentation's placeholder"), ("RESEND_API_KEY=re_{A62:8}_{A62:23}", "one character short"), (" re_compiled_pattern_for_matching_urls", "an identifier")],
        ..Rule::BASE
    },
];
