//! Clojars: deploy tokens.

use super::rule::*;

/// Clojars' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "clojars-deploy-token",
        provider: "Clojars",
        title: "Clojars deploy token",
        keywords: &["CLOJARS_"],
        pattern: r"(?P<secret>CLOJARS_[0-9a-f]{60})",
        entropy: Some(Alphabet::Hex),
        severity: Severity::Critical,
        exposes: "deploys new versions of its owner's libraries",
        advice: "Disable the deploy token and check what was deployed",
        roll: "https://clojars.org/tokens",
        reference: "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens",
        hits: &["CLOJARS_PASSWORD=<<CLOJARS_{hex:60}>>", ":password \"<<CLOJARS_{hex:60}>>\""],
        misses: &[("CLOJARS_{hex:59}", "one character short"), ("CLOJARS_USERNAME=alice", "a variable's name")],
        ..Rule::BASE
    },
];
