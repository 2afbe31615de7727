//! Docker: registry credentials in config.json.

use super::judge;
use super::rule::*;

const DOCKER: Rule = Rule {
    provider: "Docker",
    roll: "https://docs.docker.com/reference/cli/docker/login/",
    reference: "https://docs.docker.com/reference/cli/docker/login/",
    before: Edge::Open,
    after: Edge::Open,
    severity: Severity::High,
    rank: -2,
    ..Rule::BASE
};

/// Docker's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "docker-registry-auth",
        title: "registry user and password in Docker's config.json",
        keywords: &["\"auth\"", "\\\"auth\\\""],
        pattern: r#"\\?"[A-Za-z0-9./:_-]{3,160}\\?"\s{0,4}:\s{0,4}\{[^{}]{0,300}?\\?"auth\\?"\s{0,4}:\s{0,4}\\?"(?P<secret>[A-Za-z0-9+/]{8,}={0,2})\\?""#,
        reach: 4_096,
        judge: Some(judge::basic),
        exposes: "pulls and pushes images of that registry as that user",
        advice: "Change the registry password or revoke the token in it, and use a credential helper",
        hits: &[
            "{{\"auths\":{{\"registry.acme.net\":{{\"auth\":\"<<YnVpbGQ6{text64:20}>>\"}}}}}}",
            "\"auths\": {{\n  \"https://index.docker.io/v1/\": {{\n    \"username\": \"build\",\n    \"auth\": \"<<YnVpbGQ6{text64:24}>>\"\n  }}\n}}",
        ],
        misses: &[
            ("{{\"auths\":{{\"registry.acme.net\":{{}}}},\"credsStore\":\"desktop\"}}", "a credential helper is used"),
            ("\"index.docker.io\": {{\"auth\": \"dXNlcjpwYXNzd29yZA==\"}}", "the words user and password"),
            ("\"request\": {{\"auth\": \"{hex:32}\"}}", "does not decode to a user and a password"),
        ],
        ..DOCKER
    },
    Rule {
        id: "docker-registry-identity-token",
        title: "registry identity token in Docker's config.json",
        keywords: &["\"identitytoken\"", "\"registrytoken\""],
        pattern: r#""(?:identity|registry)token"\s{0,4}:\s{0,4}"(?P<secret>[A-Za-z0-9._~+/=-]{20,3000})""#,
        reach: 3_300,
        judge: Some(judge::password),
        exposes: "pulls and pushes images of that registry until it is revoked",
        advice: "Log out, revoke the token at the registry and use a credential helper",
        hits: &["\"auths\": {{\"acme.azurecr.io\": {{\"identitytoken\": \"<<{uuid}>>\"}}}}", "\"registrytoken\": \"<<{A64u:200}>>\""],
        misses: &[("\"identitytoken\": \"\"", "empty"), ("\"identitytoken\": \"your-identity-token-here\"", "a placeholder")],
        ..DOCKER
    },
];
