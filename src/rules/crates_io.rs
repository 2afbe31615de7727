//! crates.io: API tokens.

use super::rule::*;

/// crates.io's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "crates-io-api-token",
        provider: "crates.io",
        title: "crates.io API token",
        // three letters are no keyword: no word begins with them, so what stands before a value makes it rare
        keywords: &["\"cio", "'cio", "=cio", " cio", ":cio", "\ncio", "\tcio", "`cio"],
        pattern: r"(?P<secret>cio[A-Za-z0-9]{32})",
        entropy: Some(Alphabet::A62),
        severity: Severity::Critical,
        exposes: "publishes and yanks crates as its owner",
        roll: "https://crates.io/settings/tokens",
        advice: "Revoke the token, look at the versions published since, and publish from CI with trusted publishing",
        reference: "https://doc.rust-lang.org/cargo/reference/publishing.html",
        hits: &["cio{A62:32}", "[registry]\ntoken = \"<<cio{A62:32}>>\"", "CARGO_REGISTRY_TOKEN=<<cio{A62:32}>>"],
        misses: &[("token = \"cio{A62:31}\"", "one character short"), ("token = \"cioxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"", "a placeholder")],
        ..Rule::BASE
    },
];
