//! Bitbucket: access tokens, app passwords, Data Center personal access tokens.

use super::rule::*;
use crate::proof::decode;

const BITBUCKET: Rule = Rule {
    provider: "Bitbucket",
    roll: "https://bitbucket.org/account/settings/app-passwords/",
    reference: "https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/",
    entropy: Some(Alphabet::A64),
    severity: Severity::Critical,
    ..Rule::BASE
};

/// Bitbucket's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "bitbucket-access-token",
        title: "Bitbucket repository, project or workspace access token",
        keywords: &["ATCTT3xFfG"],
        pattern: r"(?P<secret>ATCTT3xFfG[A-Za-z0-9_-]{100,220}=[0-9A-F]{8})",
        after: Edge::Url,
        exposes: "reads and pushes the repositories that it was made for",
        roll: "https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/",
        advice: "Revoke the access token in the repository's, project's or workspace's settings",
        hits: &["ATCTT3xFfG{A64u:173}={HEX:8}", "git clone https://x-token-auth:<<ATCTT3xFfG{A64u:173}={HEX:8}>>@bitbucket.org/acme/shop.git"],
        misses: &[("ATCTT3xFfG{A64u:40}", "too short"), ("ATCTT3xFfG...", "documentation")],
        ..BITBUCKET
    },
    Rule {
        id: "bitbucket-app-password",
        title: "Bitbucket app password",
        keywords: &["ATBB"],
        pattern: r"(?P<secret>ATBB[A-Za-z0-9]{24}[0-9A-F]{8})",
        entropy: Some(Alphabet::A62),
        severity: Severity::Medium,
        // <https://www.atlassian.com/blog/bitbucket/bitbucket-cloud-transitions-to-api-tokens-enhancing-security-with-app-password-deprecation>
        exposes: "read and pushed repositories as its owner until Bitbucket switched app passwords off in June 2026",
        advice: "Revoke the app password and take an API token with scopes in its place",
        reference: "https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/",
        hits: &["ATBB{A62:24}{HEX:8}", "BITBUCKET_APP_PASSWORD=<<ATBB{A62:24}{HEX:8}>>"],
        misses: &[("ATBB{A62:24}{HEX:7}", "one character short"), ("xATBB{A62:24}{HEX:8}", "a piece of something longer")],
        ..BITBUCKET
    },
    Rule {
        id: "bitbucket-data-center-token",
        title: "Bitbucket Data Center personal access token",
        keywords: &["BBDC-"],
        pattern: r"(?P<secret>BBDC-[MNO][A-Za-z0-9+/]{43})",
        proof: Some(decode::ATLASSIAN_DATA_CENTER),
        after: Edge::Base64,
        exposes: "reads and pushes repositories of that server as its owner",
        roll: "https://confluence.atlassian.com/bitbucketserver/personal-access-tokens-939515499.html",
        advice: "Revoke the token in the owner's account page on that server",
        reference: "https://confluence.atlassian.com/bitbucketserver/personal-access-tokens-939515499.html",
        hits: &["BBDC-{seal}", "Authorization: Bearer <<BBDC-{seal}>>"],
        misses: &[("BBDC-N{A64:42}", "one character short"), ("BBDC-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..BITBUCKET
    },
];
