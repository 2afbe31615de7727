//! Render: API keys.

use super::rule::*;

/// Render's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "render-api-key",
        provider: "Render",
        title: "Render API key",
        keywords: &["rnd_"],
        pattern: r"(?P<secret>rnd_[0-9A-Za-z]{28,32})",
        entropy: Some(Alphabet::A62),
        exposes: "deploys, reads environment variables and deletes services of its owner's workspaces",
        roll: "https://dashboard.render.com/u/settings#api-keys",
        advice: "Revoke the key, then roll the environment variables that it could read",
        reference: "https://render.com/docs/api",
        hits: &["RENDER_API_KEY=<<rnd_{A62:28}>>", "Authorization: Bearer <<rnd_{A62:32}>>"],
        misses: &[("rnd_{A62:20}", "too short"), ("rnd_generatorOfUniformDistribution", "a name"), ("brnd_{A62:28}", "an identifier that ends alike")],
        ..Rule::BASE
    },
];
