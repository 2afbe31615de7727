//! LaunchDarkly: API tokens, SDK keys.

use super::rule::*;

const WORDS: &[&str] = &["launchdarkly", "launch_darkly", "launch-darkly", "ld_sdk", "ld_api", "ldclient", "ldconfig"];

const LAUNCHDARKLY: Rule = Rule {
    provider: "LaunchDarkly",
    keywords: WORDS,
    case: Case::Any,
    near: Some(Near { words: WORDS, above: 3 }),
    before: Edge::Url,
    after: Edge::Url,
    logs: "https://launchdarkly.com/docs/home/observability/audit-log",
    ..Rule::BASE
};

/// LaunchDarkly's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "launchdarkly-api-token",
        title: "LaunchDarkly API access token",
        pattern: r"(?P<secret>api-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})",
        exposes: "changes flags and projects with its role",
        roll: "https://app.launchdarkly.com/settings/authorization",
        advice: "Delete the access token and read the audit log for changed flags",
        reference: "https://launchdarkly.com/docs/home/account/api",
        hits: &["LAUNCHDARKLY_ACCESS_TOKEN=<<api-{uuid}>>", "provider \"launchdarkly\" {{\n  access_token = \"<<api-{uuid}>>\"\n}}"],
        misses: &[("host: api-{uuid}", "no vendor near"), ("launchdarkly api-{hex:32}", "not a uuid")],
        ..LAUNCHDARKLY
    },
    Rule {
        id: "launchdarkly-mobile-key",
        title: "LaunchDarkly mobile key",
        pattern: r"(?P<secret>mob-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})",
        severity: Severity::Info,
        exposes: "evaluates flags that are open to clients; it is made for apps",
        advice: "Leave it",
        reference: "https://launchdarkly.com/docs/home/account/environment/keys",
        hits: &["LAUNCHDARKLY_MOBILE_KEY=<<mob-{uuid}>>", "ldConfig.mobileKey = \"<<mob-{uuid}>>\""],
        misses: &[("mob-{uuid}", "no vendor near"), ("launchdarkly mob-{hex:8}", "too short")],
        ..LAUNCHDARKLY
    },
    Rule {
        id: "launchdarkly-sdk-key",
        title: "LaunchDarkly server-side SDK key",
        pattern: r"(?P<secret>sdk-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})",
        exposes: "reads all flags and their targeting rules of one environment",
        roll: "https://launchdarkly.com/docs/home/account/environment/keys",
        advice: "Rotate the environment's SDK key; the old one may live on for as long as you say",
        reference: "https://launchdarkly.com/docs/home/account/environment/keys",
        hits: &["LAUNCHDARKLY_SDK_KEY=<<sdk-{uuid}>>", "ldclient.set_config(Config('<<sdk-{uuid}>>'))"],
        misses: &[("sdk-{uuid}", "no vendor near"), ("launchdarkly-sdk-{hex:12}", "not a uuid")],
        ..LAUNCHDARKLY
    },
];
