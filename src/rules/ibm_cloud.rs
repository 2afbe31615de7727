//! IBM Cloud: API keys of users and services.

use super::rule::*;

/// IBM Cloud's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "ibm-cloud-api-key",
        provider: "IBM Cloud",
        title: "IBM Cloud API key",
        keywords: &["ibmcloud", "ibm_", "ic_api_key", "bluemix", "watson", "iam_api", "iamapi", "iam-api"],
        case: Case::Any,
        pattern: r#"(?i:\b(?:ibm[_-]?cloud|ibm|ic|bluemix|bx|watson[a-z]{0,12}|[a-z_]{0,20}iam)[_.-]?(?:[a-z]{1,12}[_.-]){0,3}?api[_-]?key)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{44})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        rank: -1,
        severity: Severity::Critical,
        exposes: "does whatever its user or service id may in the account",
        roll: "https://cloud.ibm.com/iam/apikeys",
        logs: "https://cloud.ibm.com/docs/account?topic=account-at_events_iam",
        advice: "Lock the key in IAM, see what breaks, then delete it",
        reference: "https://cloud.ibm.com/docs/account?topic=account-userapikey",
        hits: &["IBMCLOUD_API_KEY=<<{A64u:43}{A62:1}>>", "  iam_apikey: '<<{A64u:43}{A62:1}>>'", "export IC_API_KEY=\"<<{A64u:43}{A62:1}>>\""],
        misses: &[("PUBLIC_API_KEY={A62:44}", "ends like a name of theirs"), ("IBMCLOUD_API_KEY={A62:40}", "too short"), ("ibm_api_key_id={A62:44}", "an id")],
        ..Rule::BASE
    },
];
