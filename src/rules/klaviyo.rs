//! Klaviyo: private keys.

use super::rule::*;

/// Klaviyo's rules. `pk_` means private here.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "klaviyo-private-key",
        provider: "Klaviyo",
        title: "Klaviyo private API key",
        keywords: &["\"pk_", "'pk_", "=pk_", " pk_", ":pk_", "\npk_"],
        pattern: r"(?P<secret>pk_[A-Za-z0-9]{6}_[0-9a-f]{34})",
        entropy: Some(Alphabet::Hex),
        exposes: "reads profiles and sends campaigns, within its scopes",
        roll: "https://www.klaviyo.com/settings/account/api-keys",
        advice: "Delete the private key and make one with fewer scopes",
        reference: "https://developers.klaviyo.com/en/docs/authenticate_",
        hits: &["pk_{A62:6}_{hex:34}", "KLAVIYO_PRIVATE_KEY=<<pk_{A62:6}_{hex:34}>>"],
        misses: &[("pk_{A62:6}_{hex:33}", "one character short"), ("pk_live_{A62:24}", "Stripe's publishable key")],
        ..Rule::BASE
    },
    Rule {
        id: "klaviyo-private-key-legacy",
        provider: "Klaviyo",
        title: "Klaviyo private API key (old form)",
        keywords: &["klaviyo"],
        case: Case::Any,
        pattern: r"(?P<secret>pk_[0-9a-f]{34})",
        near: Some(Near { words: &["klaviyo"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        exposes: "reads profiles and sends campaigns",
        roll: "https://www.klaviyo.com/settings/account/api-keys",
        advice: "Delete the private key and make one with fewer scopes",
        reference: "https://developers.klaviyo.com/en/docs/authenticate_",
        hits: &["KLAVIYO_API_KEY=<<pk_{hex:34}>>", "# klaviyo\nAuthorization: Klaviyo-API-Key <<pk_{hex:34}>>"],
        misses: &[("key: pk_{hex:34}", "no vendor near"), ("KLAVIYO_API_KEY=pk_{hex:30}", "too short")],
        ..Rule::BASE
    },
];
