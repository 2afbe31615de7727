//! RubyGems: API keys.

use super::rule::*;

/// RubyGems' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "rubygems-api-key",
        provider: "RubyGems",
        title: "RubyGems API key",
        keywords: &["rubygems_"],
        pattern: r"(?P<secret>rubygems_[0-9a-f]{48})",
        entropy: Some(Alphabet::Hex),
        severity: Severity::Critical,
        exposes: "pushes and yanks its owner's gems, as far as its scopes go",
        advice: "Delete the API key and check the versions that were pushed",
        roll: "https://rubygems.org/profile/api_keys",
        reference: "https://guides.rubygems.org/api-key-scopes/",
        hits: &["GEM_HOST_API_KEY=<<rubygems_{hex:48}>>", "---\n:rubygems_api_key: <<rubygems_{hex:48}>>"],
        misses: &[("rubygems_{hex:47}", "one character short"), ("rubygems_{hex:64}", "too long")],
        ..Rule::BASE
    },
];
