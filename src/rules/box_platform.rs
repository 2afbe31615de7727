//! Box: developer tokens, client secrets, the configuration file of a JWT app.

use super::rule::*;
use crate::proof::mixed::MIXED;

const CONSOLE: &str = "https://app.box.com/developers/console";

const BOX: Rule = Rule { provider: "Box", roll: CONSOLE, entropy: Some(Alphabet::A62), proof: Some(MIXED), ..Rule::BASE };

/// Box's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "box-client-id",
        provider: "Box",
        title: "Box client id",
        keywords: &["box_client", "boxclient", "box-client"],
        case: Case::Any,
        pattern: named!(r"box[_-]?client[_-]?id", "[0-9a-z]{32}"),
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://developer.box.com/guides/authentication/oauth2/",
        hits: &["BOX_CLIENT_ID=<<{lc36:32}>>", "boxClientId: '<<{lc36:32}>>'"],
        misses: &[("BOX_CLIENT_ID={lc36:20}", "too short"), ("CLIENT_ID={lc36:32}", "nothing says Box")],
        ..Rule::BASE
    },
    Rule {
        id: "box-client-secret",
        title: "Box client secret or developer token",
        keywords: &["box_client", "boxclient", "box-client", "box_developer", "boxdeveloper", "box_access", "box_api", "box_secret", "box_token"],
        case: Case::Any,
        pattern: r#"(?i:box[_-]?(?:client[_-]?|developer[_-]?|access[_-]?|api[_-]?)?(?:secret|token|key))[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{32})"#,
        rank: -1,
        pair: Some(Pair { with: &["box-client-id"], lines: 4, severity: Severity::High }),
        exposes: "opens the files that the app was let at, or for an hour those of its developer",
        advice: "Reset the client secret in the developer console, or revoke the developer token there",
        reference: "https://developer.box.com/guides/authentication/tokens/",
        hits: &["BOX_CLIENT_SECRET=<<{A62:32}>>", "box_developer_token: '<<{A62:32}>>'"],
        misses: &[("BOX_CLIENT_ID={A62:32}", "the public half"), ("checkbox_key = {hex:32}", "hex is no token of Box"), ("BOX_CLIENT_SECRET={A62:31}", "one character short")],
        ..BOX
    },
    Rule {
        id: "box-jwt-app-settings",
        title: "Box JWT app configuration",
        keywords: &["boxAppSettings"],
        pattern: r#"clientSecret[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{32})"#,
        proof: None,
        rank: 1,
        severity: Severity::Critical,
        exposes: "with the private key beside it, acts as the app in the whole enterprise",
        advice: "Remove the app's public key in the developer console and reset its client secret",
        reference: "https://developer.box.com/guides/authentication/jwt/",
        hits: &[
            "{{\"boxAppSettings\": {{\"clientID\": \"{lc36:32}\", \"clientSecret\": \"<<{A62:32}>>\", \"appAuth\": {{}}}}}}",
            "{{\n  \"boxAppSettings\": {{\n    \"clientID\": \"{lc36:32}\",\n    \"clientSecret\": \"<<{A62:32}>>\"\n  }}\n}}",
        ],
        misses: &[("{{\"clientSecret\": \"{A62:32}\"}}", "no settings of Box around it"), ("{{\"boxAppSettings\": {{\"clientSecret\": \"\"}}}}", "empty")],
        ..BOX
    },
];
