//! Fly.io: macaroon access tokens and the OAuth tokens before them.

use super::rule::*;

const TOKENS: &str = "https://fly.io/docs/security/tokens/";

const FLY: Rule = Rule {
    provider: "Fly.io",
    roll: "https://fly.io/dashboard/personal/tokens",
    reference: TOKENS,
    entropy: Some(Alphabet::A64),
    severity: Severity::Critical,
    ..Rule::BASE
};

/// Fly.io's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "fly-io-access-token",
        title: "Fly.io access token",
        keywords: &["fm2_", "fm1r_", "fm1a_"],
        pattern: r"(?P<secret>(?:FlyV1 )?fm(?:2|1r|1a)_lJ[0-9A-Za-z+/=_-]{80,}(?:,fm(?:2|1r|1a)_lJ[0-9A-Za-z+/=_-]{80,}){0,3})",
        reach: 4300,
        after: Edge::Base64,
        // a macaroon holds runs of zero bytes, which look like a placeholder
        entropy: None,
        exposes: "deploys to and opens shells in the apps of an organisation, unless its caveats say less",
        advice: "Revoke it with fly tokens revoke; the next one can be bound to a single app",
        hits: &[
            "FLY_API_TOKEN=\"<<FlyV1 fm2_lJPE{A64:400},fm2_lJPE{A64:300}>>\"",
            "flyctl deploy -t '<<fm2_lJPE{A64:360}>>'",
            "Authorization: <<FlyV1 fm1r_lJPE{A64:200}>>",
        ],
        misses: &[("fm2_{A64:40}", "too short for a macaroon"), ("fm2_filter_coefficients_of_the_second_modulator_and_of_the_third_one_and_more_of_the_same_kind", "an identifier")],
        ..FLY
    },
    Rule {
        id: "fly-io-legacy-access-token",
        title: "Fly.io OAuth token (legacy)",
        keywords: &["fo1_"],
        pattern: r"(?P<secret>fo1_[0-9A-Za-z_-]{43})",
        after: Edge::Url,
        exposes: "does whatever its owner can on Fly.io: deploys, secrets, billing",
        roll: "https://fly.io/user/personal_access_tokens",
        advice: "Revoke it in the dashboard and log in again, which gives a macaroon",
        hits: &["access_token: <<fo1_{A64u:42}{A62:1}>>", "FLY_ACCESS_TOKEN=<<fo1_{A64u:43}>>"],
        misses: &[("fo1_{A62:30}", "too short"), ("fo1_{A62:50}", "too long")],
        ..FLY
    },
];
