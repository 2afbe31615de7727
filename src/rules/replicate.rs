//! Replicate: API tokens.

use super::rule::*;

/// The prefix has three characters; a keyword needs four.
#[rustfmt::skip]
const PREFIXES: &[&str] = &[
    "r8_0", "r8_1", "r8_2", "r8_3", "r8_4", "r8_5", "r8_6", "r8_7", "r8_8", "r8_9",
    "r8_A", "r8_B", "r8_C", "r8_D", "r8_E", "r8_F", "r8_G", "r8_H", "r8_I", "r8_J", "r8_K", "r8_L", "r8_M", "r8_N", "r8_O", "r8_P", "r8_Q", "r8_R", "r8_S", "r8_T", "r8_U", "r8_V", "r8_W", "r8_X", "r8_Y", "r8_Z",
    "r8_a", "r8_b", "r8_c", "r8_d", "r8_e", "r8_f", "r8_g", "r8_h", "r8_i", "r8_j", "r8_k", "r8_l", "r8_m", "r8_n", "r8_o", "r8_p", "r8_q", "r8_r", "r8_s", "r8_t", "r8_u", "r8_v", "r8_w", "r8_x", "r8_y", "r8_z",
];

/// Replicate's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "replicate-api-token",
        provider: "Replicate",
        title: "Replicate API token",
        keywords: PREFIXES,
        pattern: r"(?P<secret>r8_[0-9A-Za-z]{37})",
        entropy: Some(Alphabet::A62),
        exposes: "runs models at the account's cost and reads its predictions and private models",
        roll: "https://replicate.com/account/api-tokens",
        logs: "https://replicate.com/predictions",
        advice: "Disable the token on the account page and create another",
        reference: "https://replicate.com/docs/topics/security/api-tokens",
        hits: &["REPLICATE_API_TOKEN=<<r8_{A62:37}>>", "new Replicate({{ auth: '<<r8_{A62:37}>>' }})"],
        misses: &[("r8_{A62:36}", "one character short"), ("attr8_{A62:37}", "the end of a word")],
        ..Rule::BASE
    },
];
