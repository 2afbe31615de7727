//! Anyscale: API credentials.

use super::rule::*;

/// Anyscale's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "anyscale-credential",
        provider: "Anyscale",
        title: "Anyscale credential",
        keywords: &["esecret_"],
        pattern: r"(?P<secret>esecret_[0-9A-Za-z]{24,80})",
        entropy: Some(Alphabet::Lc36),
        exposes: "runs models and clusters at the account's cost",
        advice: "Delete the credential",
        roll: "https://console.anyscale.com/credentials",
        reference: "https://docs.anyscale.com/",
        hits: &["ANYSCALE_API_KEY=<<esecret_{A62:26}>>", "api_key=\"<<esecret_{lc36:40}>>\""],
        misses: &[("esecret_{A62:20}", "too short"), ("thesecret_{A62:30}", "an ordinary identifier"), ("esecret_xxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..Rule::BASE
    },
];
