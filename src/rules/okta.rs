//! Okta: API tokens.

use super::rule::*;

/// Okta's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "okta-api-token",
        provider: "Okta",
        title: "Okta API token",
        keywords: &["okta", "ssws"],
        case: Case::Any,
        pattern: r"(?P<secret>00[0-9A-Za-z_-]{40})",
        after: Edge::Url,
        near: Some(Near { words: &["okta", "ssws"], above: 3 }),
        entropy: Some(Alphabet::A64),
        rank: -1,
        severity: Severity::Critical,
        exposes: "what the administrator who made it can do: users, groups, sign-in policies of the whole organisation",
        roll: "https://help.okta.com/en-us/content/topics/security/api.htm",
        logs: "https://help.okta.com/en-us/content/topics/reports/reports_syslog.htm",
        advice: "Revoke the token under Security, API, Tokens, and search the system log for its use",
        reference: "https://developer.okta.com/docs/guides/create-an-api-token/main/",
        hits: &[
            "Authorization: SSWS <<00{A64u:39}{A62:1}>>",
            "OKTA_CLIENT_TOKEN=<<00{A62:40}>>",
            "provider \"okta\" {{\n  org_name  = \"acme\"\n  api_token = \"<<00{A62:20}-{A62:19}>>\"\n}}",
        ],
        misses: &[
            ("token=00{A62:40}", "nothing of Okta near"),
            ("OKTA_CLIENT_TOKEN=00{A62:39}", "one character short"),
            ("okta_user_hash = 00{A62:40}", "named as a hash"),
        ],
        ..Rule::BASE
    },
];
