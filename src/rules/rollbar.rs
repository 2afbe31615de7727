//! Rollbar: access tokens.

use super::rule::*;

/// Rollbar's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "rollbar-access-token",
        provider: "Rollbar",
        title: "Rollbar access token",
        keywords: &["rollbar"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{32})",
        near: Some(Near { words: &["rollbar"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Medium,
        exposes: "reports errors, and with read scope reads them (one for browsers may only report)",
        roll: "https://app.rollbar.com/",
        advice: "Disable the token in the project's settings, unless its scope is post_client_item",
        reference: "https://docs.rollbar.com/docs/access-tokens",
        hits: &["ROLLBAR_ACCESS_TOKEN=<<{hex:32}>>", "Rollbar.configure do |config|\n  config.access_token = '<<{hex:32}>>'"],
        misses: &[("access_token = {hex:32}", "no vendor near"), ("rollbar_js_md5 = {hex:32}", "a digest")],
        ..Rule::BASE
    },
];
