//! Modal: tokens of an id and a secret.

use super::rule::*;

const WORDS: &[&str] = &["modal_token", "modal token", "token_secret", "token-secret", "modal.com", "modal.toml", "modal.config"];

const MODAL: Rule = Rule {
    provider: "Modal",
    keywords: WORDS,
    case: Case::Any,
    before: Edge::Url,
    after: Edge::Url,
    entropy: Some(Alphabet::A62),
    roll: "https://modal.com/settings/tokens",
    reference: "https://modal.com/docs/reference/modal.config",
    ..Rule::BASE
};

/// Modal's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "modal-token-id",
        title: "Modal token id",
        pattern: r"(?P<secret>ak-[0-9A-Za-z]{22})",
        severity: Severity::Info,
        exposes: "nothing alone: it names the token",
        advice: "Look for the token secret beside it",
        hits: &["MODAL_TOKEN_ID=<<ak-{A62:22}>>", "modal token set --token-id <<ak-{A62:22}>> --token-secret $SECRET"],
        misses: &[("id = ak-{A62:22}", "nothing names the vendor"), ("MODAL_TOKEN_ID=ak-{A62:20}", "too short")],
        ..MODAL
    },
    Rule {
        id: "modal-token-secret",
        title: "Modal token secret",
        pattern: r"(?P<secret>as-[0-9A-Za-z]{22})",
        pair: Some(Pair { with: &["modal-token-id"], lines: 3, severity: Severity::High }),
        exposes: "runs code and reads secrets in the workspace, at its cost",
        advice: "Delete the token and make another",
        hits: &["MODAL_TOKEN_SECRET=<<as-{A62:22}>>", "[default]\ntoken_id = \"ak-{A62:22}\"\ntoken_secret = \"<<as-{A62:22}>>\""],
        misses: &[("value = as-{A62:22}", "nothing names the vendor"), ("MODAL_TOKEN_SECRET=as-{A62:21}", "one character short"), ("token_secret has-{A62:22}", "a piece of something longer")],
        ..MODAL
    },
];
