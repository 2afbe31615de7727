//! Make (Integromat): addresses of inbound webhooks.

use super::rule::*;

/// Make's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "make-webhook",
        provider: "Make",
        title: "Make webhook address",
        keywords: &[".make.com/", "hook.integromat.com/"],
        pattern: r"(?P<secret>hook\.(?:[a-z]{2}[0-9]\.make|integromat)\.com/[0-9a-z]{32})",
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Medium,
        exposes: "starts the scenario with whatever data the caller invents",
        roll: "https://www.make.com/en/login",
        advice: "Give the scenario a new webhook and delete this one",
        reference: "https://help.make.com/webhooks",
        hits: &["url: https://<<hook.eu1.make.com/{lc36:32}>>", "WEBHOOK=\"https://<<hook.us2.make.com/{lc36:32}>>\""],
        misses: &[("https://hook.eu1.make.com/{lc36:20}", "too short"), ("https://www.make.com/en/login", "the vendor's site")],
        ..Rule::BASE
    },
];
