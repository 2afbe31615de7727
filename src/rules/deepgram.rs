//! Deepgram: API keys.

use super::rule::*;

/// Deepgram's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "deepgram-api-key",
        provider: "Deepgram",
        title: "Deepgram API key",
        keywords: &["deepgram"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9a-f]{40})"#,
        near: Some(Near { words: &["deepgram"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "transcribes and speaks at the project's cost, and with a wider role manages its keys",
        roll: "https://console.deepgram.com/",
        advice: "Delete the key in its project and make the next one with an expiry",
        reference: "https://developers.deepgram.com/docs/create-additional-api-keys",
        hits: &["DEEPGRAM_API_KEY=<<{hex:40}>>", "# deepgram\nAuthorization: Token <<{hex:40}>>"],
        misses: &[("api_key={hex:40}", "nothing says Deepgram"), ("deepgram-sdk @ git+https://x@{hex:40}", "a commit")],
        ..Rule::BASE
    },
];
