//! Bugsnag (SmartBear): personal auth tokens.

use super::rule::*;

/// Bugsnag's rules. The notifier's key, 32 hex digits, is public.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "bugsnag-auth-token",
        provider: "Bugsnag",
        title: "Bugsnag personal auth token",
        keywords: &["bugsnag"],
        case: Case::Any,
        pattern: r#"(?i:bugsnag(?s:.{0,60}?)token)["']?(?:\s{0,3}[=:]{1,2}>?\s{0,3}|\s)["']?(?P<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Medium,
        exposes: "reads the errors of every project that its owner can see, with what users left in them",
        advice: "Delete the token and make another",
        roll: "https://app.bugsnag.com/settings/",
        reference: "https://bugsnagapiv2.docs.apiary.io/",
        hits: &["BUGSNAG_AUTH_TOKEN=<<{uuid}>>", "curl https://api.bugsnag.com/user -H 'Authorization: token <<{uuid}>>'"],
        misses: &[("BUGSNAG_API_KEY={hex:32}", "the notifier's key, public"), ("BUGSNAG_RELEASE={uuid}", "an id"), ("token: {uuid}", "nothing names the vendor")],
        ..Rule::BASE
    },
];
