//! Airtable: personal access tokens and the API keys of old.

use super::judge;
use super::rule::*;

const AIRTABLE: Rule = Rule { provider: "Airtable", roll: "https://airtable.com/create/tokens", entropy: Some(Alphabet::A62), ..Rule::BASE };

/// Airtable's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "airtable-api-key-retired",
        title: "Airtable API key (no longer valid)",
        keywords: &["airtable"],
        case: Case::Any,
        pattern: r"(?P<secret>key[A-Za-z0-9]{14})",
        near: Some(Near { words: &["airtable"], above: 3 }),
        judge: Some(judge::holds_a_digit),
        severity: Severity::Low,
        exposes: "opens nothing since February 2024",
        advice: "Take it out of the code",
        reference: "https://support.airtable.com/docs/airtable-api-key-deprecation-notice",
        hits: &["AIRTABLE_API_KEY=<<key{A62:6}7{A62:7}>>", "airtable:\n  apiKey: '<<key{A62:6}3{A62:7}>>'"],
        misses: &[("airtable keyboardShortcuts", "a word"), ("api_key = key{A62:14}", "no vendor near")],
        ..AIRTABLE
    },
    Rule {
        id: "airtable-personal-access-token",
        title: "Airtable personal access token",
        // three letters are no keyword: what stands before them, or the vendor's name, has to help
        keywords: &["airtable", "bearer pat", "_pat=pat", "_key=pat", "_token=pat", "key: pat", "token: pat", "key\":\"pat", "key\": \"pat", "token\": \"pat", "= \"pat", "= 'pat", "=\"pat"],
        case: Case::Any,
        entropy: Some(Alphabet::Hex),
        pattern: r"(?P<secret>pat[A-Za-z0-9]{14}\.[0-9a-f]{64})",
        exposes: "reads and writes the bases that it was given, as its owner",
        advice: "Delete or regenerate the token and look at the bases' revision history",
        reference: "https://airtable.com/developers/web/guides/personal-access-tokens",
        hits: &["AIRTABLE_TOKEN=<<pat{A62:14}.{hex:64}>>", "Authorization: Bearer <<pat{A62:14}.{hex:64}>>"],
        misses: &[("airtable pat{A62:14}.{hex:60}", "too short"), ("Bearer patXXXXXXXXXXXXXX.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..AIRTABLE
    },
];
