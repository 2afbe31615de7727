//! npm: access tokens, and credentials in .npmrc.

use super::judge;
use super::rule::*;
use crate::proof::crc;

const NPM: Rule = Rule {
    provider: "npm",
    roll: "https://www.npmjs.com/settings/~/tokens",
    reference: "https://docs.npmjs.com/cli/configuring-npm/npmrc",
    severity: Severity::Critical,
    ..Rule::BASE
};

/// npm's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "npm-access-token",
        title: "npm access token",
        keywords: &["npm_"],
        pattern: r"(?P<secret>npm_[A-Za-z0-9]{36})",
        proof: Some(crc::NPM),
        entropy: Some(Alphabet::A62),
        exposes: "publishes and installs packages as its owner",
        advice: "Delete the token, look at what was published since, and publish from CI with trusted publishing",
        reference: "https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/",
        hits: &["npm_{A62:30}{seal}", "//registry.npmjs.org/:_authToken=<<npm_{A62:30}{seal}>>", "NPM_TOKEN: <<npm_{A62:30}{seal}>>"],
        misses: &[("token: npm_{A62:36}", "its checksum does not hold"), ("npm_{A62:35}", "one character short"), ("npm_config_registry", "a variable of npm"), ("npm_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..NPM
    },
    Rule {
        id: "npmrc-auth-token",
        title: "registry token in .npmrc",
        keywords: &["_authToken"],
        pattern: r#"_authToken\s{0,2}[=:]\s{0,2}["']?(?P<secret>[A-Za-z0-9_./+=:~-]{16,})"#,
        reach: 1_400,
        before: Edge::Open,
        after: Edge::Open,
        rank: -4,
        judge: Some(judge::password),
        exposes: "publishes and installs packages of that registry",
        advice: "Revoke the token at the registry that the line names and read it from the environment",
        hits: &["//registry.acme.net/npm/:_authToken=<<{uuid}>>", "//npm.acme.net/:_authToken=\"<<{A64u:40}>>\""],
        misses: &[("//registry.npmjs.org/:_authToken=${{NPM_TOKEN}}", "a reference"), ("//registry.npmjs.org/:_authToken=your-token-goes-in-here", "a placeholder"), ("this._authToken = response.accessToken;", "code")],
        ..NPM
    },
    Rule {
        id: "npmrc-basic-auth",
        title: "user and password in .npmrc",
        keywords: &["_auth=", "_auth ="],
        pattern: r#"(?:^|[\s:"'])_auth\s{0,2}=\s{0,2}["']?(?P<secret>[A-Za-z0-9+/]{8,400}={0,2})"#,
        before: Edge::Open,
        after: Edge::Open,
        class: Class::Generic,
        judge: Some(judge::basic),
        severity: Severity::High,
        exposes: "logs in to the registry as that user",
        advice: "Change the registry password and use a token that can be revoked",
        hits: &["//npm.acme.net/:_auth=<<YnVpbGQ6{text64:20}>>", "_auth = \"<<YnVpbGQ6{text64:15}>>\"\n"],
        misses: &[("_auth=${{NPM_AUTH}}", "a reference"), ("_auth={A62:12}", "does not decode to a user and a password"), ("_auth=dXNlcjpwYXNzd29yZA==", "the words user and password")],
        ..NPM
    },
    Rule {
        id: "npmrc-password",
        title: "password in .npmrc",
        keywords: &[":_password="],
        pattern: r#":_password\s{0,2}=\s{0,2}["']?(?P<secret>[A-Za-z0-9+/]{8,400}={0,2})"#,
        before: Edge::Open,
        after: Edge::Open,
        class: Class::Generic,
        judge: Some(judge::base64),
        severity: Severity::High,
        exposes: "logs in to the registry as the user of the line beside it",
        advice: "Change the registry password (for Azure Artifacts: revoke the personal access token that it is)",
        hits: &["//pkgs.acme.net/npm/:_password=<<{text64:20}>>", "//npm.acme.net/:_password=\"<<{text64:24}>>\""],
        misses: &[("//pkgs.acme.net/npm/:_password=${{PAT}}", "a reference"), ("//pkgs.acme.net/npm/:_password=[BASE64_ENCODED_PERSONAL_ACCESS_TOKEN]", "documentation")],
        ..NPM
    },
];
