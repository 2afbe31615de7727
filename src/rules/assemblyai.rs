//! AssemblyAI: API keys.

use super::rule::*;

/// AssemblyAI's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "assemblyai-api-key",
        provider: "AssemblyAI",
        title: "AssemblyAI API key",
        keywords: &["assemblyai", "assembly_ai"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-z]{32})",
        near: Some(Near { words: &["assemblyai", "assembly_ai"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "transcribes at the account's cost and reads its transcripts",
        advice: "Regenerate the key",
        roll: "https://www.assemblyai.com/dashboard/api-keys",
        reference: "https://www.assemblyai.com/docs/api-reference/overview",
        hits: &["ASSEMBLYAI_API_KEY=<<{hex:32}>>", "import assemblyai as aai\naai.settings.api_key = \"<<{lc36:32}>>\""],
        misses: &[("api_key = {hex:32}", "nothing names the vendor"), ("ASSEMBLYAI_API_KEY={hex:31}", "one character short"), ("assemblyai.whl md5={hex:32}", "a digest")],
        ..Rule::BASE
    },
];
