//! Telnyx: API keys.

use super::rule::*;

/// Telnyx' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "telnyx-api-key",
        provider: "Telnyx",
        title: "Telnyx API key",
        keywords: &["KEY0", "telnyx"],
        case: Case::Any,
        pattern: r"(?P<secret>KEY[0-9A-F]{32}_[A-Za-z0-9]{22})",
        entropy: Some(Alphabet::Hex),
        exposes: "sends messages and calls at the account's cost and orders numbers",
        roll: "https://portal.telnyx.com/#/app/api-keys",
        advice: "Delete the key, make another and look at the message log",
        reference: "https://developers.telnyx.com/docs/overview",
        hits: &["KEY0{HEX:31}_{A62:22}", "TELNYX_API_KEY=<<KEY{HEX:32}_{A62:22}>>"],
        misses: &[("KEY0{HEX:31}_{A62:21}", "one character short"), ("KEY0{HEX:31}", "the second half is missing")],
        ..Rule::BASE
    },
];
