//! JOSE: JSON Web Tokens and private JSON Web Keys.

use super::rule::*;
use crate::proof::jwk::JWK;
use crate::proof::jwt::JWT;

const JOSE: Rule = Rule { provider: "JOSE", rank: -3, ..Rule::BASE };

/// The token of the standards' introduction pages: everybody has it, it opens nothing.
fn is_no_sample(seen: &Sighting<'_>) -> Verdict {
    let token = &seen.text[seen.secret.clone()];
    // the claims `"sub":"1234567890","name":"John Doe"`, `"iss":"joe"`, `"some":"payload"` and `"foo":"bar"`, in base64
    let known = ["IxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9l", "eyJpc3MiOiJqb2UiLA0K", "eyJzb21lIjoicGF5bG9hZCJ9", "eyJmb28iOiJiYXIi"];
    if known.iter().any(|claims| memchr::memmem::find(token, claims.as_bytes()).is_some()) { Verdict::Silent } else { Verdict::Believed }
}

/// Rules for JWTs and JWKs.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "json-web-key-private",
        title: "private JSON Web Key",
        keywords: &["\"kty\"", "\\\"kty\\\""],
        pattern: concat!(
            r#"(?P<secret>\{[^{}]{0,}\\?"kty\\?"\s{0,4}:\s{0,4}\\?"(?:[^{}]{1,}\\?"d\\?"\s{0,4}:\s{0,4}\\?"[A-Za-z0-9_-]{42,700}\\?"[^{}]{0,}|oct\\?"[^{}]{1,}\\?"k\\?"\s{0,4}:\s{0,4}\\?"[A-Za-z0-9_-]{21,400}\\?"[^{}]{0,})\}"#,
            r#"|\{[^{}]{0,}\\?"(?:d\\?"\s{0,4}:\s{0,4}\\?"[A-Za-z0-9_-]{42,700}\\?"[^{}]{1,}\\?"kty\\?"|k\\?"\s{0,4}:\s{0,4}\\?"[A-Za-z0-9_-]{21,400}\\?"[^{}]{1,}\\?"kty\\?"\s{0,4}:\s{0,4}\\?"oct\\?")[^{}]{0,}\})"#
        ),
        proof: Some(JWK),
        reach: 8_192,
        before: Edge::Open,
        after: Edge::Open,
        severity: Severity::Critical,
        exposes: "signs tokens that every service trusting the key set accepts, or decrypts what is sent to it",
        roll: "https://www.rfc-editor.org/rfc/rfc7517",
        advice: "Publish a new key in the key set, sign with it, and take the old one out once its tokens have run out",
        reference: "https://www.rfc-editor.org/rfc/rfc7517",
        hits: &[
            "jwk = <<{{{seal}>>", 
            "<<{{\n  \"d\": \"{A64u:341}A\",\n  \"n\": \"{A64u:341}A\",\n  \"e\": \"AQAB\",\n  \"kty\": \"RSA\"\n}}>>\n", 
            "JWK='<<{{\"kty\":\"oct\",\"k\":\"{A64u:42}A\",\"alg\":\"HS256\"}}>>'",
        ],
        misses: &[
            ("{{\"kty\":\"RSA\",\"n\":\"{A64u:342}\",\"e\":\"AQAB\",\"kid\":\"2024\"}}", "a public key"),
            ("{{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"{A64u:43}\",\"y\":\"{A64u:43}\",\"d\":\"...\"}}", "documentation"),
        ],
        ..JOSE
    },
    Rule {
        id: "json-web-token",
        title: "JSON Web Token",
        keywords: &[".eyJ"],
        pattern: r"(?P<secret>eyJ[A-Za-z0-9_-]{13,800}\.eyJ[A-Za-z0-9_-]{10,3500}\.[A-Za-z0-9_-]{22,1366})",
        proof: Some(JWT),
        reach: 6_144,
        after: Edge::Url,
        judge: Some(is_no_sample),
        severity: Severity::Medium,
        exposes: "acts as its subject until it runs out",
        roll: "https://www.rfc-editor.org/rfc/rfc7009",
        advice: "End the session or revoke the token at its issuer; where it never runs out, change the key it was signed with",
        reference: "https://www.rfc-editor.org/rfc/rfc7519",
        hits: &["Authorization: Bearer <<eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{seal}>>", "\"access_token\": \"<<eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.{seal}>>\""],
        misses: &[
            ("eyJhbGciOiJub25lIn0.eyJzdWIiOi{A62:86}.{A62:43}", "signed by nobody"),
            ("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.{A64u:43}", "the sample of the introduction pages"),
            ("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOi{A64u:86}", "without its signature"),
            ("eyJhbGciOiJIUzI1NiJ9.eyJ...", "documentation"),
        ],
        ..JOSE
    },
];
