//! OneSignal: app and organisation API keys.

use super::rule::*;

const ONESIGNAL: Rule = Rule {
    provider: "OneSignal",
    entropy: Some(Alphabet::Lc36),
    roll: "https://dashboard.onesignal.com/",
    reference: "https://documentation.onesignal.com/docs/keys-and-ids",
    ..Rule::BASE
};

/// OneSignal's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "onesignal-app-api-key",
        title: "OneSignal app API key",
        keywords: &["os_v2_app_"],
        pattern: r"(?P<secret>os_v2_app_[a-z2-7]{103})",
        exposes: "sends messages to every user of the app and reads its users",
        advice: "Rotate the key and give the new one an IP allowlist",
        hits: &["ONESIGNAL_API_KEY=<<os_v2_app_{b32:103}>>", "Authorization: Key <<os_v2_app_{b32:103}>>"],
        misses: &[("os_v2_app_{b32:100}", "too short"), ("os_v2_app_{uuid}", "another body")],
        ..ONESIGNAL
    },
    Rule {
        id: "onesignal-organization-api-key",
        title: "OneSignal organisation API key",
        keywords: &["os_v2_org_"],
        pattern: r"(?P<secret>os_v2_org_[a-z2-7]{103})",
        exposes: "manages every app of the organisation and makes keys for them",
        advice: "Rotate the key, then the app keys that it could have made",
        hits: &["ONESIGNAL_ORG_KEY=<<os_v2_org_{b32:103}>>", "\"key\": \"<<os_v2_org_{b32:103}>>\""],
        misses: &[("os_v2_org_{b32:104}", "one character long"), ("os_v2_org_{b32:90}", "too short")],
        ..ONESIGNAL
    },
];
