//! SonarQube Cloud: scoped organisation tokens.

use super::rule::*;

/// SonarQube Cloud's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "sonarqube-cloud-organization-token",
        provider: "SonarQube Cloud",
        title: "SonarQube Cloud scoped organisation token",
        keywords: &["sqco_"],
        pattern: r"(?P<secret>sqco_[0-9A-Za-z]{59})",
        entropy: Some(Alphabet::A62),
        exposes: "runs analyses and reads results of the organisation's projects",
        advice: "Revoke the token",
        roll: "https://sonarcloud.io/account/security",
        reference: "https://docs.sonarsource.com/sonarqube-cloud/",
        hits: &["SONAR_TOKEN=<<sqco_{A62:59}>>", "mvn sonar:sonar -Dsonar.token=<<sqco_{A62:59}>>"],
        misses: &[("sqco_{A62:58}", "one character short"), ("sqco_{A62:64}", "too long")],
        ..Rule::BASE
    },
];
