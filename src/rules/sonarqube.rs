//! SonarQube: user and analysis tokens.

use super::rule::*;

const SONARQUBE: Rule = Rule {
    provider: "SonarQube",
    entropy: Some(Alphabet::Hex),
    roll: "https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/",
    reference: "https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/",
    ..Rule::BASE
};

/// SonarQube's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "sonarqube-analysis-token",
        title: "SonarQube project or global analysis token",
        keywords: &["sqp_", "sqa_"],
        pattern: r"(?P<secret>sq[pa]_[0-9a-f]{40})",
        exposes: "sends analyses (sqp_ of one project, sqa_ of all), and reads their settings",
        advice: "Revoke the analysis token under My Account, Security of who made it",
        hits: &["SONAR_TOKEN=<<sqp_{hex:40}>>", "mvn sonar:sonar -Dsonar.token=<<sqa_{hex:40}>>"],
        misses: &[("sqp_{hex:39}", "one character short"), ("sqp_ffffffffffffffffffffffffffffffffffffffff", "a placeholder")],
        ..SONARQUBE
    },
    Rule {
        id: "sonarqube-user-token",
        title: "SonarQube user token",
        keywords: &["squ_"],
        pattern: r"(?P<secret>squ_[0-9a-f]{40})",
        exposes: "reads code and findings and changes projects as its user",
        advice: "Revoke the token under My Account, Security",
        hits: &["sonar.login=<<squ_{hex:40}>>", "-u \"<<squ_{hex:40}>>:\""],
        misses: &[("squ_{hex:41}", "one character long"), ("squ_{hex:12}", "too short")],
        ..SONARQUBE
    },
];
