//! Railway: account, team and project tokens.

use super::rule::*;

/// Railway's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "railway-token",
        provider: "Railway",
        title: "Railway account, team or project token",
        keywords: &["railway_", "railway-", "railwaytoken", "railwayapi"],
        case: Case::Any,
        pattern: named!(r"railway[a-z_-]{0,16}(?:token|api_?key)", "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
        after: Edge::Url,
        exposes: "deploys services and reads their variables",
        roll: "https://railway.com/account/tokens",
        advice: "Delete the token, then roll the variables that it could read",
        reference: "https://docs.railway.com/reference/public-api",
        hits: &["RAILWAY_TOKEN=<<{uuid}>>", "RAILWAY_API_TOKEN: \"<<{uuid}>>\""],
        misses: &[("RAILWAY_PROJECT_ID={uuid}", "an identifier"), ("token: {uuid}", "no name of the vendor")],
        ..Rule::BASE
    },
];
