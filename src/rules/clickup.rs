//! ClickUp: personal API tokens.

use super::rule::*;

/// ClickUp's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "clickup-personal-api-token",
        provider: "ClickUp",
        title: "ClickUp personal API token",
        // the prefix has three characters; the user's number follows
        keywords: &["pk_1", "pk_2", "pk_3", "pk_4", "pk_5", "pk_6", "pk_7", "pk_8", "pk_9"],
        pattern: r"(?P<secret>pk_[1-9][0-9]{6,8}_[0-9A-Z]{32})",
        entropy: Some(Alphabet::Lc36),
        exposes: "reads and changes the tasks, documents and people of its owner's workspaces",
        roll: "https://app.clickup.com/settings/apps",
        advice: "Regenerate the token in the app settings",
        reference: "https://developer.clickup.com/docs/authentication",
        hits: &["CLICKUP_TOKEN=<<pk_4{dig:7}_{UC36:32}>>", "Authorization: <<pk_1{dig:6}_{UC36:32}>>"],
        misses: &[("pk_4{dig:7}_{UC36:31}", "one character short"), ("pk_{A62:24}", "another vendor's publishable key")],
        ..Rule::BASE
    },
];
