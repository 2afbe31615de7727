//! UpCloud: API tokens.

use super::rule::*;

/// UpCloud's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "upcloud-api-token",
        provider: "UpCloud",
        title: "UpCloud API token",
        keywords: &["ucat_"],
        pattern: r"(?P<secret>ucat_[A-Za-z0-9]{24,32})",
        entropy: Some(Alphabet::Lc36),
        exposes: "makes and deletes servers and storage of the account",
        roll: "https://hub.upcloud.com/account/api-tokens",
        advice: "Delete the token in the control panel and look for servers that you do not know",
        reference: "https://developers.upcloud.com/1.3/1-introduction/",
        hits: &["ucat_{A62:26}", "UPCLOUD_TOKEN=<<ucat_{A62:26}>>"],
        misses: &[("ucat_{A62:23}", "too short"), ("educat_{A62:26}", "a piece of a word"), ("ucat_xxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..Rule::BASE
    },
];
