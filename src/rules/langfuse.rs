//! Langfuse: project keys.

use super::rule::*;

const LANGFUSE: Rule = Rule {
    provider: "Langfuse",
    roll: "https://cloud.langfuse.com/",
    reference: "https://langfuse.com/docs",
    after: Edge::Url,
    entropy: Some(Alphabet::Hex),
    ..Rule::BASE
};

/// Langfuse's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "langfuse-public-key",
        title: "Langfuse public key",
        keywords: &["pk-lf-"],
        pattern: r"(?P<secret>pk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
        severity: Severity::Info,
        exposes: "nothing alone: it is the public half",
        advice: "Look for the secret key beside it",
        hits: &["LANGFUSE_PUBLIC_KEY=<<pk-lf-{uuid}>>", "publicKey: '<<pk-lf-{uuid}>>'"],
        misses: &[("pk-lf-{hex:32}", "no uuid"), ("pk-lf-...", "a placeholder")],
        ..LANGFUSE
    },
    Rule {
        id: "langfuse-secret-key",
        title: "Langfuse secret key",
        keywords: &["sk-lf-"],
        pattern: r"(?P<secret>sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
        pair: Some(Pair { with: &["langfuse-public-key"], lines: 5, severity: Severity::High }),
        exposes: "reads every trace of the project, prompts and answers included",
        advice: "Delete the key pair in the project's settings",
        hits: &["LANGFUSE_SECRET_KEY=<<sk-lf-{uuid}>>", "Langfuse(public_key=\"pk-lf-{uuid}\", secret_key=\"<<sk-lf-{uuid}>>\")"],
        misses: &[("sk-lf-{hex:32}", "no uuid"), ("sk-lf-00000000-0000-0000-0000-000000000000", "a placeholder")],
        ..LANGFUSE
    },
];
