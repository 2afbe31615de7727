//! Weights & Biases: API keys.

use super::rule::*;

const WANDB: Rule = Rule {
    provider: "Weights & Biases",
    roll: "https://wandb.ai/settings",
    exposes: "reads and writes the runs, models and artefacts of its owner's teams",
    reference: "https://docs.wandb.ai/support/models/articles/why-does-my-api-key-fail-with-must-be-40-characters",
    ..Rule::BASE
};

/// Weights & Biases' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "wandb-api-key",
        title: "Weights & Biases API key",
        keywords: &["wandb_v1_"],
        pattern: r"(?P<secret>wandb_v1_[0-9A-Za-z_]{77})",
        entropy: Some(Alphabet::A62),
        advice: "Revoke the key in the user settings and create another",
        hits: &["WANDB_API_KEY=<<wandb_v1_{A62:77}>>", "wandb.login(key=\"<<wandb_v1_{A62_:77}>>\")"],
        misses: &[("wandb_v1_{A62:76}", "one character short"), ("wandb_v1_api_key", "a name")],
        ..WANDB
    },
    Rule {
        id: "wandb-legacy-api-key",
        title: "Weights & Biases API key (40 hex digits)",
        keywords: &["wandb"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9a-f]{40})"#,
        near: Some(Near { words: &["wandb"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        advice: "Delete the old key by hand: making a new one does not revoke it",
        hits: &["WANDB_API_KEY=<<{hex:40}>>", "machine api.wandb.ai\n  login user\n  password <<{hex:40}>>", "wandb.login(key='<<{hex:40}>>')"],
        misses: &[("wandb commit {hex:40}", "a commit"), ("api_key={hex:40}", "nothing says wandb")],
        ..WANDB
    },
];
