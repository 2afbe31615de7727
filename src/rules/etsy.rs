//! Etsy: keystrings and shared secrets.

use super::rule::*;

/// Etsy's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "etsy-keystring",
        provider: "Etsy",
        title: "Etsy keystring, with or without its shared secret",
        keywords: &["etsy"],
        case: Case::Any,
        pattern: named!(r"(?:etsy[a-z_.-]{0,24}(?:key|keystring)|x-api-key)", "[0-9a-z]{24}(?::[0-9a-z]{10})?"),
        near: Some(Near { words: &["etsy"], above: 3 }),
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Medium,
        exposes: "calls the API as the app, on its quota",
        roll: "https://www.etsy.com/developers/your-apps",
        advice: "Register a new app, or ask Etsy to regenerate the secret",
        reference: "https://developers.etsy.com/documentation/essentials/authentication/",
        hits: &["ETSY_API_KEY=<<{lc36:24}>>", "# etsy\nheaders = {{'x-api-key': '<<{lc36:24}:{lc36:10}>>'}}"],
        misses: &[("ETSY_API_KEY={lc36:23}", "one character short"), ("x-api-key: {lc36:24}", "no vendor near")],
        ..Rule::BASE
    },
    Rule {
        id: "etsy-shared-secret",
        provider: "Etsy",
        title: "Etsy shared secret",
        keywords: &["etsy"],
        case: Case::Any,
        pattern: named!(r"etsy[a-z_.-]{0,24}secret", "[0-9a-z]{10}"),
        entropy: Some(Alphabet::Lc36),
        pair: Some(Pair { with: &["etsy-keystring"], lines: 4, severity: Severity::Medium }),
        severity: Severity::Medium,
        exposes: "signs requests of the app, together with its keystring",
        roll: "https://www.etsy.com/developers/your-apps",
        advice: "Ask Etsy to regenerate the secret, or register a new app",
        reference: "https://developers.etsy.com/documentation/essentials/authentication/",
        hits: &["ETSY_SHARED_SECRET=<<{lc36:10}>>", "etsySecret: '<<{lc36:10}>>'"],
        misses: &[("ETSY_SHARED_SECRET={lc36:9}", "one character short"), ("ETSY_SECRET=xxxxxxxxxx", "a placeholder")],
        ..Rule::BASE
    },
];
