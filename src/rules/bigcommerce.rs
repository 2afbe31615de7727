//! `BigCommerce`: API access tokens.

use super::rule::*;

/// The rules of `BigCommerce`.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "bigcommerce-access-token",
        provider: "BigCommerce",
        title: "BigCommerce API access token",
        keywords: &["bigcommerce"],
        case: Case::Any,
        pattern: r#"(?i:x-auth-token|access[_-]?token|bigcommerce[_.-]?(?:api[_.-]?)?token)["']?\s{0,3}[=:,]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-z]{31,32})"#,
        near: Some(Near { words: &["bigcommerce"], above: 4 }),
        entropy: Some(Alphabet::Lc36),
        rank: -1,
        exposes: "reads customers and orders and changes the catalogue of a store, as its scopes say",
        roll: "https://login.bigcommerce.com/",
        logs: "https://support.bigcommerce.com/s/article/Store-Logs",
        advice: "Delete the API account: its token cannot be changed, only made anew with another account",
        reference: "https://developer.bigcommerce.com/docs/start/authentication/api-accounts",
        hits: &[
            "BIGCOMMERCE_ACCESS_TOKEN=<<{lc36:31}>>",
            "curl https://api.bigcommerce.com/stores/abc/v3/catalog -H 'X-Auth-Token: <<{lc36:31}>>'",
        ],
        misses: &[("X-Auth-Token: {lc36:31}", "nothing of the vendor near"), ("BIGCOMMERCE_ACCESS_TOKEN={lc36:40}", "too long")],
        ..Rule::BASE
    },
];
