//! `VirusTotal`: API keys.

use super::rule::*;

/// The rules of `VirusTotal`.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "virustotal-api-key",
        provider: "VirusTotal",
        title: "VirusTotal API key",
        keywords: &["virustotal", "virus_total", "vt_api", "vtapi", "vt_key"],
        case: Case::Any,
        // it looks like a SHA-256, of which any text about the service is full: the name must say what it is
        pattern: r#"(?i:api_?key|vt_?key|virus_?total_?(?:key|token))["']?\s{0,3}[=:,]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{64})"#,
        near: Some(Near { words: &["virustotal", "virus_total", "vt_api", "vtapi", "vt_key"], above: 4 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Medium,
        exposes: "spends the quota; a premium key downloads samples and searches what others have sent",
        roll: "https://www.virustotal.com/gui/my-apikey",
        advice: "Ask the vendor's support for a new key: it cannot be rolled in the interface",
        reference: "https://docs.virustotal.com/",
        hits: &["VT_API_KEY=<<{hex:64}>>", "curl https://www.virustotal.com/api/v3/files -H 'x-apikey: <<{hex:64}>>'"],
        misses: &[
            ("https://www.virustotal.com/gui/file/{hex:64}", "a file's digest"),
            ("virustotal: sha256 = {hex:64}", "a digest by its name"),
            ("api_key: {hex:64}", "nothing of the vendor near"),
        ],
        ..Rule::BASE
    },
];
