//! Snowflake: programmatic access tokens, passwords in URLs and configuration.

use super::judge;
use super::rule::*;
use crate::proof::{Check, jwt};

const SNOWFLAKE: Rule = Rule {
    provider: "Snowflake",
    roll: "https://docs.snowflake.com/en/user-guide/key-pair-auth",
    logs: "https://docs.snowflake.com/en/sql-reference/account-usage/login_history",
    severity: Severity::Critical,
    case: Case::Any,
    ..Rule::BASE
};

/// Snowflake's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "snowflake-connection-url",
        title: "Snowflake URL with a password",
        keywords: &["snowflake://"],
        pattern: r#"(?i:snowflake)://[^\s:/?#@"'`<>\\]{1,80}:(?P<secret>[^\s"'`<>/\\]{1,200})@[A-Za-z0-9$%{(_]"#,
        before: Edge::Open,
        after: Edge::Open,
        class: Class::Generic,
        // an account's name has no dot, so its host says nothing
        judge: Some(judge::password),
        exposes: "reads and writes the warehouse with the rights of that user",
        advice: "Change the user's password, or better move it to a key pair, and read LOGIN_HISTORY",
        reference: "https://docs.snowflake.com/en/developer-guide/python-connector/sqlalchemy",
        hits: &["create_engine('snowflake://etl:<<{A62:18}>>@ab12345.eu-west-1/analytics?warehouse=wh')", "SNOWFLAKE_URL=snowflake://LOADER:<<{char:20}>>@acme-prod/RAW"],
        misses: &[("snowflake://{{user}}:{{password}}@{{account}}/", "a template"), ("snowflake://user:password@account/db", "documentation")],
        ..SNOWFLAKE
    },
    Rule {
        id: "snowflake-password",
        title: "Snowflake password",
        keywords: &["snowflake"],
        pattern: named!(r"snowflake[a-z_-]{0,12}(?:password|passwd|pwd)", r#"[^\s"'`,;<>)(]{8,100}"#),
        before: Edge::Open,
        after: Edge::Open,
        class: Class::Generic,
        judge: Some(judge::password),
        exposes: "reads and writes the warehouse with the rights of that user",
        advice: "Change the user's password and read LOGIN_HISTORY for addresses that are not yours",
        reference: "https://docs.snowflake.com/en/developer-guide/python-connector/python-connector-connect",
        hits: &["SNOWFLAKE_PASSWORD=<<{A62:16}>>", "snowflake_password: \"<<{char:18}>>\""],
        misses: &[("SNOWFLAKE_PASSWORD=${{SNOWFLAKE_PASSWORD}}", "a reference"), ("snowflake_password = os.environ[\"SNOWFLAKE_PASSWORD\"]", "a reference"), ("SNOWFLAKE_PASSWORD=your_password", "a placeholder")],
        ..SNOWFLAKE
    },
    Rule {
        id: "snowflake-programmatic-access-token",
        title: "Snowflake programmatic access token",
        keywords: &["snowflake"],
        pattern: named!(r"snowflake[a-z_-]{0,20}(?:token|pat|password)", r"eyJ[A-Za-z0-9_-]{10,400}\.eyJ[A-Za-z0-9_-]{10,1500}\.[A-Za-z0-9_-]{40,700}"),
        reach: 2_800,
        after: Edge::Url,
        // the layout is not published: what is no JWT by the book is less sure, and no more
        proof: Some(Check { strict: false, ..jwt::JWT }),
        exposes: "runs statements with the role it was made for",
        roll: "https://docs.snowflake.com/en/user-guide/programmatic-access-tokens",
        advice: "Remove the token with ALTER USER … REMOVE PROGRAMMATIC ACCESS TOKEN",
        reference: "https://docs.snowflake.com/en/user-guide/programmatic-access-tokens",
        hits: &["SNOWFLAKE_TOKEN=<<eyJraWQiOiJzYW1wbGUta2V5IiwiYWxnIjoiRVMyNTYifQ{seal}>>", "snowflake_pat = \"<<eyJraWQiOi{A62:30}.eyJwIjoi{A62:60}.{A64u:85}{A62:1}>>\""],
        misses: &[("SNOWFLAKE_TOKEN=eyJraWQiOi...", "documentation"), ("token = eyJraWQiOi{A62:30}.eyJwIjoi{A62:60}.{A62:86}", "no name of the vendor")],
        ..SNOWFLAKE
    },
];
