//! Have I Been Pwned: API keys.

use super::rule::*;

/// Have I Been Pwned's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "have-i-been-pwned-api-key",
        provider: "Have I Been Pwned",
        title: "Have I Been Pwned API key",
        keywords: &["hibp", "haveibeenpwned"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9a-f]{32})"#,
        near: Some(Near { words: &["hibp", "haveibeenpwned"], above: 2 }),
        // drops the key of zeros that the vendor documents for tests
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Low,
        exposes: "looks addresses up at the subscription's cost",
        roll: "https://haveibeenpwned.com/API/Key",
        advice: "Rotate the key on the key page",
        reference: "https://haveibeenpwned.com/API/v3",
        hits: &["HIBP_API_KEY=<<{hex:32}>>", "hibp-api-key: <<{hex:32}>>"],
        misses: &[("hibp-api-key: 00000000000000000000000000000000", "the documented test key"), ("api_key: {hex:32}", "nothing says Have I Been Pwned")],
        ..Rule::BASE
    },
];
