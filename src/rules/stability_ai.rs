//! Stability AI: API keys.

use super::rule::*;

/// Stability AI's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "stability-ai-api-key",
        provider: "Stability AI",
        title: "Stability AI API key",
        keywords: &["stability", "dreamstudio", "stable_diffusion", "stablediffusion"],
        case: Case::Any,
        pattern: r"(?P<secret>sk-[A-Za-z0-9]{48})",
        near: Some(Near { words: &["stability", "dreamstudio", "stable_diffusion", "stablediffusion"], above: 3 }),
        entropy: Some(Alphabet::A62),
        judge: Some(is_not_openai),
        rank: -1,
        exposes: "makes images on the account's credit",
        roll: "https://platform.stability.ai/account/keys",
        advice: "Delete the key and look at the credits that are left",
        reference: "https://platform.stability.ai/docs/getting-started/authentication",
        hits: &["STABILITY_API_KEY=<<sk-{A62:48}>>", "# dreamstudio\nkey: \"<<sk-{A62:48}>>\""],
        misses: &[("api_key = sk-{A62:48}", "no vendor near"), ("STABILITY_API_KEY=sk-{A62:47}", "one character short"), ("STABILITY_KEY=sk-{A62:20}T3BlbkFJ{A62:20}", "OpenAI's mark in its middle")],
        ..Rule::BASE
    },
];

/// The other vendor of this shape marks its keys.
fn is_not_openai(seen: &Sighting<'_>) -> Verdict {
    let marked = memchr::memmem::find(&seen.text[seen.secret.clone()], b"T3BlbkFJ").is_some();
    if marked { Verdict::Silent } else { Verdict::Believed }
}
