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
    Rule {
        id: "okta-client-id",
        provider: "Okta",
        title: "Okta client id",
        keywords: &["okta"],
        case: Case::Any,
        pattern: r"(?P<secret>0oa[0-9A-Za-z]{17})",
        near: Some(Near { words: &["okta"], above: 4 }),
        rank: -1,
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://developer.okta.com/docs/guides/find-your-app-credentials/main/",
        hits: &["OKTA_CLIENT_ID=<<0oa{A62:17}>>", "okta:\n  clientId: '<<0oa{A62:17}>>'"],
        misses: &[("client_id=0oa{A62:17}", "nothing says Okta"), ("OKTA_CLIENT_ID=0oa{A62:10}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "okta-client-secret",
        provider: "Okta",
        title: "Okta client secret",
        keywords: &["okta"],
        case: Case::Any,
        pattern: r#"(?i:client[_-]?secret)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z_-]{64}|[0-9A-Za-z_-]{40})"#,
        after: Edge::Url,
        near: Some(Near { words: &["okta"], above: 4 }),
        entropy: Some(Alphabet::A64),
        rank: -1,
        pair: Some(Pair { with: &["okta-client-id"], lines: 5, severity: Severity::High }),
        exposes: "poses as the application towards the organisation's sign-in, and fetches tokens in its own name where it is a service",
        roll: "https://developer.okta.com/docs/guides/client-secret-rotation-key/main/",
        logs: "https://help.okta.com/en-us/content/topics/reports/reports_syslog.htm",
        advice: "Generate a second secret for the app, deploy it, then deactivate and delete this one",
        reference: "https://developer.okta.com/docs/guides/client-secret-rotation-key/main/",
        hits: &["OKTA_CLIENT_SECRET=<<{A64u:39}{A62:1}>>", "okta:\n  clientId: 0oa{A62:17}\n  clientSecret: '<<{A64u:63}{A62:1}>>'"],
        misses: &[("client_secret={A62:40}", "nothing says Okta"), ("OKTA_CLIENT_SECRET={A62:30}", "too short"), ("OKTA_CLIENT_SECRET=your_okta_client_secret_goes_here_please", "a placeholder")],
        ..Rule::BASE
    },
];
