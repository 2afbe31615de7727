//! JFrog: API keys, reference tokens, access tokens of Artifactory and the platform.

use super::rule::*;
use crate::proof::Check;
use crate::proof::decode::JFROG_REFERENCE;
use crate::proof::jwt::JWT;

const TOKENS: &str = "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens";
const PROFILE: &str = "https://jfrog.com/help/r/jfrog-platform-administration-documentation/user-profile";

const JFROG: Rule = Rule {
    provider: "JFrog",
    roll: TOKENS,
    reference: TOKENS,
    severity: Severity::Critical,
    entropy: Some(Alphabet::A62),
    exposes: "reads and publishes packages as its user, and so changes what others build",
    ..Rule::BASE
};

/// JFrog's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "jfrog-access-token",
        title: "JFrog access token",
        keywords: &["jfrog", "artifactory"],
        case: Case::Any,
        pattern: r"(?P<secret>eyJ[0-9A-Za-z_-]{20,400}\.eyJ[0-9A-Za-z_-]{40,1500}\.[0-9A-Za-z_-]{340,700})",
        reach: 2700,
        after: Edge::Url,
        near: Some(Near { words: &["jfrog", "artifactory"], above: 3 }),
        entropy: Some(Alphabet::A64),
        // the name beside it has spoken already: a misfit only lowers
        proof: Some(Check { strict: false, ..JWT }),
        rank: 1,
        advice: "Revoke the access token in the platform's administration, and publish nothing until it is done",
        hits: &["JFROG_ACCESS_TOKEN=<<eyJ{A64u:90}.eyJ{A64u:300}.{A64u:342}>>", "# artifactory\n_authToken=<<eyJ{A64u:80}.eyJ{A64u:280}.{A64u:342}>>"],
        misses: &[("JFROG_ACCESS_TOKEN=eyJ{A64u:90}.eyJ{A64u:300}.{A64u:43}", "signed with HMAC, as JFrog's are not"), ("token=eyJ{A64u:90}.eyJ{A64u:300}.{A64u:342}", "nothing says JFrog")],
        ..JFROG
    },
    Rule {
        id: "jfrog-api-key",
        title: "JFrog API key",
        keywords: &["AKCp"],
        pattern: r"(?P<secret>AKCp[1-9A-HJ-NP-Za-km-z]{69})",
        roll: PROFILE,
        reference: PROFILE,
        advice: "Revoke the API key in the user's profile; the vendor has retired them for access tokens",
        hits: &["ARTIFACTORY_API_KEY=<<AKCp{b58:69}>>", "X-JFrog-Art-Api: <<AKCp{b58:69}>>"],
        misses: &[("AKCp{b58:68}", "one character short"), ("AKCp{b58:75}", "a piece of something longer")],
        ..JFROG
    },
    Rule {
        id: "jfrog-reference-token",
        title: "JFrog reference token",
        keywords: &["cmVmdGtu"],
        pattern: r"(?P<secret>cmVmdGtu[0-9A-Za-z+/]{56})",
        proof: Some(JFROG_REFERENCE),
        after: Edge::Base64,
        advice: "Revoke the token in the platform's administration; the long token behind it ends with it",
        reference: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/reference-token",
        hits: &["JF_ACCESS_TOKEN=<<cmVmdGtu{seal}>>", "https://ci:<<cmVmdGtu{A62:56}>>@acme.jfrog.io/artifactory"],
        misses: &[("cmVmdGtu{A64:55}", "one character short"), ("cmVmdGtu{A64:80}", "a piece of something longer")],
        ..JFROG
    },
];
