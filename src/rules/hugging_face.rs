//! Hugging Face: tokens of users and organisations.

use super::rule::*;

/// The prefix has three characters; a keyword needs four, and the fourth is a letter.
#[rustfmt::skip]
const PREFIXES: &[&str] = &[
    "hf_A", "hf_B", "hf_C", "hf_D", "hf_E", "hf_F", "hf_G", "hf_H", "hf_I", "hf_J", "hf_K", "hf_L", "hf_M", "hf_N", "hf_O", "hf_P", "hf_Q", "hf_R", "hf_S", "hf_T", "hf_U", "hf_V", "hf_W", "hf_X", "hf_Y", "hf_Z",
    "hf_a", "hf_b", "hf_c", "hf_d", "hf_e", "hf_f", "hf_g", "hf_h", "hf_i", "hf_j", "hf_k", "hf_l", "hf_m", "hf_n", "hf_o", "hf_p", "hf_q", "hf_r", "hf_s", "hf_t", "hf_u", "hf_v", "hf_w", "hf_x", "hf_y", "hf_z",
];

const HUGGING_FACE: Rule = Rule {
    provider: "Hugging Face",
    roll: "https://huggingface.co/settings/tokens",
    entropy: Some(Alphabet::A62),
    reference: "https://huggingface.co/docs/hub/security-tokens",
    ..Rule::BASE
};

/// Hugging Face's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "hugging-face-organization-token",
        title: "Hugging Face organisation token (old form)",
        keywords: &["api_org_"],
        pattern: r"(?P<secret>api_org_[A-Za-z]{34})",
        exposes: "reads and writes the organisation's private models and data sets",
        roll: "https://huggingface.co/settings/organizations",
        advice: "Delete it in the organisation's settings; fine-grained tokens of users have taken its place",
        hits: &["HF_TOKEN=<<api_org_{alpha:34}>>", "use_auth_token=\"<<api_org_{alpha:34}>>\""],
        misses: &[("api_org_{alpha:30}", "too short"), ("api_org_{dig:34}", "letters only")],
        ..HUGGING_FACE
    },
    Rule {
        id: "hugging-face-user-token",
        title: "Hugging Face user access token",
        keywords: PREFIXES,
        pattern: r"(?P<secret>hf_[A-Za-z]{34})",
        exposes: "reads private models and data sets, and with write scope replaces models that others load",
        advice: "Invalidate the token and make a fine-grained one for this use",
        hits: &["HF_TOKEN=<<hf_{alpha:34}>>", "login(token='<<hf_{alpha:34}>>')", "https://user:<<hf_{alpha:34}>>@huggingface.co/a/b"],
        misses: &[("hf_{alpha:33}", "one character short"), ("shelf_{alpha:34}", "the end of a word"), ("hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..HUGGING_FACE
    },
];
