//! Jenkins: API tokens and encrypted credentials.

use super::rule::*;

const JENKINS: Rule = Rule {
    provider: "Jenkins",
    roll: "https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/",
    reference: "https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/",
    ..Rule::BASE
};

/// Jenkins' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "jenkins-api-token",
        title: "Jenkins API token",
        keywords: &["jenkins"],
        case: Case::Any,
        pattern: r"(?P<secret>11[0-9a-f]{32})",
        near: Some(Near { words: &["jenkins"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "starts jobs and reads their output as its owner",
        advice: "Revoke the API token on the user's page",
        hits: &["JENKINS_API_TOKEN=<<11{hex:32}>>", "curl -u admin:<<11{hex:32}>> https://jenkins.corp/job/build"],
        misses: &[("TOKEN=11{hex:32}", "nothing names the product"), ("JENKINS_API_TOKEN=11{hex:30}", "too short"), ("jenkins.war md5=11{hex:32}", "a digest")],
        ..JENKINS
    },
    Rule {
        id: "jenkins-encrypted-credential",
        title: "Jenkins encrypted credential",
        keywords: &["{AQAAABAAAA"],
        pattern: r"\{(?P<secret>AQAAABAAAA[0-9A-Za-z+/]{20,4000}={0,2})\}",
        reach: 4200,
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Medium,
        exposes: "the credential, to whoever also has master.key and hudson.util.Secret",
        advice: "Rotate the credential and keep JENKINS_HOME out of the repository",
        roll: "https://www.jenkins.io/doc/book/using/using-credentials/",
        reference: "https://www.jenkins.io/doc/developer/security/secrets/",
        hits: &["<password>{{<<AQAAABAAAA{A64:52}==>>}}</password>", "<secret>{{<<AQAAABAAAA{A64:76}>>}}</secret>"],
        misses: &[("<password>AQAAABAAAA{A64:52}==</password>", "no braces"), ("{{AQAAABAAAA}}", "empty")],
        ..JENKINS
    },
    Rule {
        id: "jenkins-legacy-api-token",
        title: "Jenkins API token, old form",
        keywords: &["jenkins"],
        case: Case::Any,
        pattern: r#"(?i:jenkins[0-9a-z_.-]{0,30}(?:token|api_?key|password))["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{32})"#,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "starts jobs and reads their output as its owner",
        advice: "Revoke the API token on the user's page",
        hits: &["JENKINS_TOKEN=<<{hex:32}>>", "jenkins.api_token: \"<<{hex:32}>>\""],
        misses: &[("JENKINS_TOKEN={hex:40}", "a longer digest"), ("jenkins_checksum={hex:32}", "a digest")],
        ..JENKINS
    },
];
