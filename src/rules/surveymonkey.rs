//! SurveyMonkey: access tokens.

use super::rule::*;

/// SurveyMonkey's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "surveymonkey-access-token",
        provider: "SurveyMonkey",
        title: "SurveyMonkey access token",
        keywords: &["surveymonkey", "survey_monkey"],
        case: Case::Any,
        pattern: named!(r"survey_?monkey[a-z_.-]{0,16}token", r"[A-Za-z0-9._-]{80,300}"),
        reach: 512,
        before: Edge::Dotted,
        after: Edge::Dotted,
        entropy: Some(Alphabet::A64),
        severity: Severity::Medium,
        exposes: "reads surveys and their answers",
        roll: "https://developer.surveymonkey.com/apps/",
        advice: "Reset the app's token",
        reference: "https://api.surveymonkey.com/v3/docs",
        hits: &["SURVEYMONKEY_ACCESS_TOKEN=<<{A62:28}.{A62:40}-{A62:30}>>", "surveymonkey_token: '<<{A62:120}>>'"],
        misses: &[("access_token={A62:90}", "no name of the vendor"), ("SURVEYMONKEY_ACCESS_TOKEN={A62:60}", "too short")],
        ..Rule::BASE
    },
];
