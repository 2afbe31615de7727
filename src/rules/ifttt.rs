//! IFTTT: keys of the Webhooks service.

use super::rule::*;

/// IFTTT's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "ifttt-webhook-key",
        provider: "IFTTT",
        title: "IFTTT webhook key",
        keywords: &["maker.ifttt.com/"],
        pattern: r"maker\.ifttt\.com/[0-9A-Za-z_{}$./-]{0,80}?/?(?:with|use)/(?:key/)?(?P<secret>[0-9A-Za-z_-]{22,43})",
        after: Edge::Url,
        entropy: Some(Alphabet::A62),
        severity: Severity::Medium,
        exposes: "fires every event of its owner's applets: lights, locks, posts",
        roll: "https://ifttt.com/maker_webhooks/settings",
        advice: "Regenerate the key by editing the connection of the Webhooks service",
        reference: "https://help.ifttt.com/hc/en-us/articles/115010230347",
        hits: &["https://maker.ifttt.com/trigger/door_open/with/key/<<{A62:22}>>", "curl -X POST https://maker.ifttt.com/trigger/x/json/with/key/<<{A62:10}-{A62:32}>>"],
        misses: &[("https://maker.ifttt.com/trigger/x/with/key/YOUR_KEY", "a placeholder"), ("https://maker.ifttt.com/trigger/x/with/key/{A62:12}", "too short")],
        ..Rule::BASE
    },
];
