//! Zapier: addresses of inbound webhooks.

use super::rule::*;

/// Zapier's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "zapier-webhook",
        provider: "Zapier",
        title: "Zapier webhook address",
        keywords: &["hooks.zapier.com/hooks/catch/"],
        pattern: r"(?P<secret>hooks\.zapier\.com/hooks/catch/[0-9]{5,10}/[0-9a-z]{5,10})",
        severity: Severity::Medium,
        exposes: "starts the Zap with whatever data the caller invents",
        roll: "https://zapier.com/app/zaps",
        logs: "https://zapier.com/app/history",
        advice: "Make a Zap with a new webhook and turn the old one off",
        reference: "https://help.zapier.com/hc/en-us/articles/8496288690317",
        hits: &["HOOK=https://<<hooks.zapier.com/hooks/catch/{dig:7}/b{lc36:6}>>/", "fetch(\"https://<<hooks.zapier.com/hooks/catch/{dig:8}/3{lc36:6}>>\")"],
        misses: &[("https://hooks.zapier.com/hooks/catch/", "only the host"), ("https://hooks.zapier.com/hooks/catch/ACCOUNT/HOOK", "a placeholder")],
        ..Rule::BASE
    },
];
