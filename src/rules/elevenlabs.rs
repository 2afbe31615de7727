//! `ElevenLabs`: API keys.

use super::rule::*;

const ELEVENLABS: Rule = Rule {
    provider: "ElevenLabs",
    case: Case::Any,
    roll: "https://elevenlabs.io/app/settings/api-keys",
    reference: "https://elevenlabs.io/docs/api-reference/authentication",
    entropy: Some(Alphabet::Hex),
    ..Rule::BASE
};

/// The rules of `ElevenLabs`.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "elevenlabs-api-key",
        title: "ElevenLabs API key",
        keywords: &["elevenlabs", "eleven_labs", "eleven_api", "xi-api-key", "xi_api_key"],
        pattern: r"(?P<secret>sk_[0-9a-f]{48})",
        near: Some(Near { words: &["eleven", "xi-api-key", "xi_api_key"], above: 3 }),
        exposes: "speaks with the account's credit, in its cloned voices too",
        advice: "Delete the key and create one with only the scopes in use and a credit limit",
        hits: &["ELEVENLABS_API_KEY=<<sk_{hex:48}>>", "headers = {{\"xi-api-key\": \"<<sk_{hex:48}>>\"}}"],
        misses: &[("key = sk_{hex:48}", "nothing of the vendor near"), ("ELEVENLABS_API_KEY=sk_{hex:40}", "too short")],
        ..ELEVENLABS
    },
    Rule {
        id: "elevenlabs-legacy-api-key",
        title: "ElevenLabs API key (older)",
        keywords: &["elevenlabs", "eleven_labs", "xi-api-key", "xi_api_key"],
        pattern: r#"(?i:xi[_-]api[_-]key|eleven_?labs[_.-]?(?:api[_.-]?)?key)["']?\s{0,3}[=:,]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{32})"#,
        rank: -1,
        exposes: "speaks with the account's credit, in its cloned voices too",
        advice: "Delete the key; those of the newer form can be given scopes",
        hits: &["xi-api-key: <<{hex:32}>>", "ELEVENLABS_API_KEY=\"<<{hex:32}>>\""],
        misses: &[("api_key: {hex:32}", "nothing of the vendor"), ("ELEVENLABS_VOICE_ID={A62:20}", "a voice")],
        ..ELEVENLABS
    },
];
