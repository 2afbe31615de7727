//! SumUp: API keys.

use super::rule::*;

/// SumUp's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "sumup-secret-key",
        provider: "SumUp",
        title: "SumUp secret API key",
        keywords: &["sup_sk_"],
        pattern: r"(?P<secret>sup_sk_[A-Za-z0-9]{30,40})",
        entropy: Some(Alphabet::A62),
        severity: Severity::Critical,
        exposes: "takes and refunds payments and reads the merchant's transactions",
        roll: "https://me.sumup.com/settings/api-keys",
        advice: "Delete the key, make another and check the refunds since",
        reference: "https://developer.sumup.com/",
        hits: &["sup_sk_{A62:32}", "SUMUP_API_KEY=<<sup_sk_{A62:36}>>"],
        misses: &[("sup_pk_{A62:32}", "the public key"), ("sup_sk_{A62:20}", "too short")],
        ..Rule::BASE
    },
];
