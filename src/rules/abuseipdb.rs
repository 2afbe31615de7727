//! AbuseIPDB: API keys.

use super::rule::*;

/// AbuseIPDB's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "abuseipdb-api-key",
        provider: "AbuseIPDB",
        title: "AbuseIPDB API key",
        keywords: &["abuseipdb", "abuse_ipdb"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{80})",
        near: Some(Near { words: &["abuseipdb", "abuse_ipdb"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Low,
        exposes: "looks up and reports addresses on the account's quota",
        roll: "https://www.abuseipdb.com/account/api",
        advice: "Delete the key and make another",
        reference: "https://docs.abuseipdb.com/",
        hits: &["ABUSEIPDB_API_KEY=<<{hex:80}>>", "curl https://api.abuseipdb.com/api/v2/check -H \"Key: <<{hex:80}>>\""],
        misses: &[("key = {hex:80}", "no vendor near"), ("ABUSEIPDB_API_KEY={hex:79}", "one character short")],
        ..Rule::BASE
    },
];
