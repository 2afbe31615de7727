//! Frame.io: developer tokens.

use super::rule::*;

/// Frame.io's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "frame-io-developer-token",
        provider: "Frame.io",
        title: "Frame.io developer token",
        keywords: &["fio-u-"],
        pattern: r"(?P<secret>fio-u-[0-9A-Za-z_-]{64})",
        before: Edge::Url,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        severity: Severity::Medium,
        exposes: "reads and changes the projects and videos of its owner, by its scopes",
        advice: "Delete the token and make another",
        roll: "https://developer.frame.io/app/tokens",
        reference: "https://developer.frame.io/docs/getting-started/authentication",
        hits: &["FRAMEIO_TOKEN=<<fio-u-{A64u:64}>>", "FrameioClient(\"<<fio-u-{A64u:64}>>\")"],
        misses: &[("fio-u-{A64u:60}", "too short"), ("fio-u-{A64u:70}", "too long")],
        ..Rule::BASE
    },
];
