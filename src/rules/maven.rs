//! Maven: passwords of servers in settings.xml.

use super::rule::*;
use crate::proof::password::PASSWORD;

/// Maven's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "maven-server-password",
        provider: "Maven",
        title: "Server password in Maven settings",
        keywords: &["<server>"],
        // an encrypted password stands in braces, a reference begins with a dollar sign
        pattern: r"<server>[^{}$]{0,400}?<password>\s{0,20}(?P<secret>[^<>{}$\s]{6,200})\s{0,20}</password>",
        reach: 700,
        before: Edge::Open,
        after: Edge::Open,
        proof: Some(PASSWORD),
        class: Class::Generic,
        exposes: "publishes artefacts to the repository under the server's name",
        roll: "https://central.sonatype.com/usertoken",
        advice: "Regenerate the user token at the repository, and keep it outside settings.xml in the environment",
        reference: "https://maven.apache.org/guides/mini/guide-encryption.html",
        hits: &[
            "<server>\n  <id>central</id>\n  <username>{A62:8}</username>\n  <password><<{A62:44}>></password>\n</server>",
            "<server><id>nexus</id><username>ci</username><password><<{A62:20}>></password></server>",
        ],
        misses: &[
            ("<server><id>a</id><password>{{{A64:43}=}}</password></server>", "encrypted"),
            ("<server><id>a</id><password>${{env.MAVEN_PASSWORD}}</password></server>", "a reference"),
            ("<server><id>a</id><password>password</password></server>", "a placeholder"),
        ],
        ..Rule::BASE
    },
];
