//! Travis CI: API tokens.

use super::rule::*;

/// Travis CI's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "travis-ci-api-token",
        provider: "Travis CI",
        title: "Travis CI API token",
        keywords: &["travis"],
        case: Case::Any,
        pattern: r#"(?i:travis[_.-]?(?:ci[_.-]?)?(?:(?:api|access|auth|pro|org|com)[_.-]?){0,2}(?:token|key))["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{22})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        rank: -1,
        exposes: "starts builds and reads logs and settings of its owner's repositories",
        roll: "https://app.travis-ci.com/account/preferences",
        advice: "Regenerate the token in the account's preferences",
        reference: "https://docs.travis-ci.com/user/triggering-builds/",
        hits: &["TRAVIS_API_TOKEN=<<{A62:22}>>", "travis_token: \"<<{A62:10}_{A62:11}>>\""],
        misses: &[("TRAVIS_BUILD_ID={dig:22}", "an id"), ("TRAVIS_TOKEN={A62:40}", "too long"), ("TRAVIS_TOKEN=get_travis_token_here_", "a name")],
        ..Rule::BASE
    },
];
