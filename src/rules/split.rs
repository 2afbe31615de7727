//! Split: SDK and admin API keys.

use super::rule::*;

/// Split's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "split-api-key",
        provider: "Split",
        title: "Split SDK or admin API key",
        keywords: &["splitio", "split_io", "split.io", "split_api", "split_sdk", "split_admin", "split-sdk"],
        case: Case::Any,
        pattern: named!(r"split(?:io|_io|-io)?_?-?(?:sdk|api|admin|auth)[a-z_-]{0,12}(?:key|token)", "[0-9a-z]{36,72}"),
        entropy: Some(Alphabet::Lc36),
        exposes: "reads the feature flags of an environment; an admin key changes them",
        roll: "https://help.split.io/hc/en-us/articles/360019916211-API-keys",
        advice: "Revoke the API key under admin settings and give the services a new one",
        reference: "https://help.split.io/hc/en-us/articles/360019916211-API-keys",
        hits: &["SPLIT_SDK_KEY=<<{lc36:40}>>", "splitio_api_key: \"<<{lc36:52}>>\""],
        misses: &[("SPLIT_SDK_KEY={lc36:20}", "too short"), ("SPLIT_SDK_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder"), ("split_key = {lc36:40}", "a word that means other things too")],
        ..Rule::BASE
    },
];
