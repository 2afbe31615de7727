//! Exoscale: API keys and their secrets.

use super::rule::*;

const KEYS: &str = "https://portal.exoscale.com/iam/keys";

const EXOSCALE: Rule = Rule {
    provider: "Exoscale",
    keywords: &["exoscale", "exo_api", "exo_key", "exo_secret"],
    case: Case::Any,
    roll: KEYS,
    reference: "https://community.exoscale.com/product/iam/quick-start/",
    rank: -1,
    ..Rule::BASE
};

/// Exoscale's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "exoscale-api-key",
        title: "Exoscale API key",
        pattern: r"(?P<secret>EXO[0-9A-Za-z]{24,30})",
        near: Some(Near { words: &["exoscale", "exo_"], above: 3 }),
        entropy: Some(Alphabet::A62),
        severity: Severity::Low,
        exposes: "names a key; with its secret it manages the organisation's servers",
        advice: "Revoke it together with its secret if that has leaked",
        hits: &["EXOSCALE_API_KEY=<<EXO{A62:24}>>", "provider \"exoscale\" {{\n  key = \"<<EXO{A62:26}>>\"\n}}"],
        misses: &[("key = EXO{A62:24}", "nothing of Exoscale near"), ("EXOSCALE_API_KEY=EXO{A62:12}", "too short")],
        ..EXOSCALE
    },
    Rule {
        id: "exoscale-api-secret",
        title: "Exoscale API secret",
        pattern: r#"(?i:(?:exoscale|exo)?[_.-]?(?:api[_.-]?)?secret(?:[_.-]?key)?)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{40,60})"#,
        after: Edge::Url,
        near: Some(Near { words: &["exoscale", "exo_"], above: 3 }),
        entropy: Some(Alphabet::A64),
        pair: Some(Pair { with: &["exoscale-api-key"], lines: 4, severity: Severity::High }),
        exposes: "with its key: servers, DNS, storage and databases, as the key's role says",
        advice: "Revoke the API key in IAM and bind the next one to a narrow role",
        hits: &["EXOSCALE_API_SECRET=<<{A64u:42}{A62:1}>>", "EXOSCALE_API_KEY=EXO{A62:24}\nEXOSCALE_API_SECRET=<<{A62:43}>>"],
        misses: &[("API_SECRET={A62:43}", "nothing of Exoscale near"), ("EXOSCALE_API_SECRET={A62:30}", "too short")],
        ..EXOSCALE
    },
];
