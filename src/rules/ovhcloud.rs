//! OVHcloud: application secrets, consumer keys.

use super::rule::*;

const OVH: Rule = Rule {
    provider: "OVHcloud",
    case: Case::Any,
    near: Some(Near { words: &["ovh"], above: 5 }),
    entropy: Some(Alphabet::Hex),
    rank: -1,
    severity: Severity::Critical,
    roll: "https://www.ovh.com/auth/api/createApp",
    reference: "https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api",
    ..Rule::BASE
};

/// OVHcloud's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "ovhcloud-application-key",
        provider: "OVHcloud",
        title: "OVHcloud application key",
        keywords: &["application_key", "applicationkey", "application-key"],
        case: Case::Any,
        pattern: named!(r"application[_-]?key", "[0-9A-Za-z]{16}"),
        near: Some(Near { words: &["ovh"], above: 5 }),
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api",
        hits: &["OVH_APPLICATION_KEY=<<{A62:16}>>", "[ovh-eu]\napplication_key=<<{hex:16}>>"],
        misses: &[("application_key={A62:16}", "nothing says OVH"), ("OVH_APPLICATION_KEY={A62:10}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "ovhcloud-application-secret",
        title: "OVHcloud application secret",
        keywords: &["application_secret", "applicationsecret", "application-secret", "app_secret"],
        pattern: r#"(?i:app(?:lication)?[_-]?secret)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{32})"#,
        pair: Some(Pair { with: &["ovhcloud-consumer-key", "ovhcloud-application-key"], lines: 4, severity: Severity::Critical }),
        exposes: "signs requests as the application, together with a consumer key",
        advice: "Delete the application and its consumer keys through the API, then make a new one",
        hits: &["OVH_APPLICATION_SECRET=<<{A62:32}>>", "[ovh-eu]\napplication_key={A62:16}\napplication_secret=<<{hex:32}>>"],
        misses: &[("application_secret={A62:32}", "nothing says OVH"), ("OVH_APPLICATION_KEY={A62:16}", "the public half")],
        ..OVH
    },
    Rule {
        id: "ovhcloud-consumer-key",
        title: "OVHcloud consumer key",
        keywords: &["consumer_key", "consumerkey", "consumer-key"],
        pattern: r#"(?i:consumer[_-]?key)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{32})"#,
        exposes: "with the application's secret, manages servers, domains and bills of the customer who granted it",
        advice: "Revoke the consumer key's credential through the API's /me/api/credential",
        hits: &["OVH_CONSUMER_KEY=<<{A62:32}>>", "[ovh-eu]\nconsumer_key=<<{hex:32}>>"],
        misses: &[("consumer_key={A62:32}", "nothing says OVH"), ("OVH_CONSUMER_KEY={A62:30}", "too short")],
        ..OVH
    },
];
