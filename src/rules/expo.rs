//! Expo: access tokens. (A push token is only an address.)

use super::rule::*;
use crate::proof::mixed::MIXED;

const WORDS: &[&str] = &["expo_token", "expo-token", "expotoken", "expo_access", "expo/expo-github-action", "expo_robot"];

/// Expo's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "expo-access-token",
        provider: "Expo",
        title: "Expo access token",
        keywords: WORDS,
        case: Case::Any,
        pattern: r#"(?i:token)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z_-]{40})"#,
        after: Edge::Url,
        near: Some(Near { words: WORDS, above: 5 }),
        entropy: Some(Alphabet::A64),
        proof: Some(MIXED),
        rank: -1,
        exposes: "builds and updates the apps of its owner, on the phones of their users",
        roll: "https://expo.dev/settings/access-tokens",
        advice: "Revoke the token, and let CI use a robot user's",
        reference: "https://docs.expo.dev/accounts/programmatic-access/",
        hits: &["EXPO_TOKEN=<<{A64u:40}>>", "- uses: expo/expo-github-action@v8\n  with:\n    eas-version: latest\n    token: \"<<{A64u:40}>>\""],
        misses: &[("token={A64u:40}", "nothing says Expo"), ("EXPO_TOKEN=ExponentPushToken[{A62:22}]", "an address for notifications")],
        ..Rule::BASE
    },
];
