//! Docker Hub: access tokens of persons and organisations.

use super::rule::*;

const DOCKER_HUB: Rule = Rule {
    provider: "Docker Hub",
    logs: "https://docs.docker.com/admin/organization/activity-logs/",
    entropy: Some(Alphabet::A64),
    after: Edge::Url,
    severity: Severity::Critical,
    ..Rule::BASE
};

/// Docker Hub's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "docker-hub-organization-access-token",
        title: "Docker Hub organisation access token",
        keywords: &["dckr_oat_"],
        pattern: r"(?P<secret>dckr_oat_[0-9A-Za-z_-]{32})",
        exposes: "pulls or pushes the organisation's images, as its scopes say",
        roll: "https://docs.docker.com/security/access-tokens/organization-access-tokens/",
        advice: "Delete the organisation token, then compare the digests of images pushed since",
        reference: "https://docs.docker.com/security/access-tokens/organization-access-tokens/",
        hits: &["DOCKER_TOKEN=<<dckr_oat_{A64u:32}>>", "echo <<dckr_oat_{A62:32}>> | docker login -u acme --password-stdin"],
        misses: &[("dckr_oat_{A62:31}", "one character short"), ("dckr_oat_{A62:40}", "too long")],
        ..DOCKER_HUB
    },
    Rule {
        id: "docker-hub-personal-access-token",
        title: "Docker Hub personal access token",
        keywords: &["dckr_pat_"],
        pattern: r"(?P<secret>dckr_pat_[0-9A-Za-z_-]{27})",
        exposes: "pulls private images and, unless read-only, pushes over the ones that others run",
        roll: "https://app.docker.com/settings/personal-access-tokens",
        advice: "Delete the token, then compare the digests of images pushed since",
        reference: "https://docs.docker.com/security/access-tokens/personal-access-tokens/",
        hits: &["docker login -u acme -p <<dckr_pat_{A64u:26}{A62:1}>>", "      password: \"<<dckr_pat_{A62:27}>>\""],
        misses: &[("dckr_pat_{A62:26}", "one character short"), ("dckr_pat_xxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..DOCKER_HUB
    },
];
