//! NVIDIA: keys of NGC and of the hosted models.

use super::rule::*;
use crate::proof::base64_text;

const NVIDIA: Rule = Rule { provider: "NVIDIA", reference: "https://docs.nvidia.com/ngc/gpu-cloud/ngc-user-guide/index.html", ..Rule::BASE };

/// NVIDIA's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "nvidia-api-key",
        title: "NVIDIA API key",
        keywords: &["nvapi-"],
        pattern: r"(?P<secret>nvapi-[0-9A-Za-z_-]{60,70})",
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        exposes: "runs hosted models on the organisation's credit and pulls its private containers",
        roll: "https://org.ngc.nvidia.com/setup/api-keys",
        advice: "Delete the key and generate one for a single service",
        hits: &["NVIDIA_API_KEY=<<nvapi-{A64u:63}{A62:1}>>", "ChatNVIDIA(model=\"m\", nvidia_api_key=\"<<nvapi-{A64u:63}{A62:1}>>\")"],
        misses: &[("nvapi-{A62:40}", "too short"), ("nvapi-{A62:90}", "too long")],
        ..NVIDIA
    },
    Rule {
        id: "nvidia-ngc-legacy-key",
        title: "NVIDIA NGC key (legacy)",
        keywords: &["ngc_api", "ngc_key", "ngc_cli", "ngcapi", "nvcr.io"],
        case: Case::Any,
        // 26 letters and digits, a colon and a uuid in base64: the colon and the first hyphen show at fixed places
        pattern: r"(?P<secret>[0-9A-Za-z]{35}6[0-9A-Za-z]{11}t[0-9A-Za-z]{36})",
        near: Some(Near { words: &["ngc", "nvcr.io"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        proof: Some(base64_text::NGC),
        rank: -1,
        exposes: "pulls and pushes containers and models of the organisation",
        roll: "https://org.ngc.nvidia.com/setup",
        advice: "Generate a new key, which stops the old one",
        hits: &["NGC_API_KEY=<<{seal}>>", "docker login nvcr.io -u '$oauthtoken' -p <<{seal}>>"],
        misses: &[("token: {A62:35}6{A62:11}t{A62:36}", "nothing of NGC near"), ("NGC_API_KEY={A62:83}", "one character short")],
        ..NVIDIA
    },
];
