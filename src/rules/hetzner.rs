//! Hetzner Cloud: API tokens.

use super::rule::*;

const WORDS: &[&str] = &["hcloud", "hetzner"];

/// Hetzner's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "hetzner-cloud-api-token",
        provider: "Hetzner Cloud",
        title: "Hetzner Cloud API token",
        keywords: WORDS,
        case: Case::Any,
        pattern: r"(?P<secret>[A-Za-z0-9]{64})",
        near: Some(Near { words: WORDS, above: 2 }),
        entropy: Some(Alphabet::A62),
        rank: -1,
        severity: Severity::Critical,
        exposes: "makes and deletes servers, volumes and networks of the project",
        roll: "https://console.hetzner.cloud/",
        advice: "Delete the token under the project's Security, then look for servers that you do not know",
        reference: "https://docs.hetzner.cloud/",
        hits: &["HCLOUD_TOKEN=<<{A62:64}>>", "provider \"hcloud\" {{\n  token = \"<<{A62:64}>>\"\n}}"],
        misses: &[("HCLOUD_TOKEN={A62:63}", "one character short"), ("hcloud_cli_sha256={hex:64}", "a digest"), ("token={A62:64}", "no vendor near")],
        ..Rule::BASE
    },
];
