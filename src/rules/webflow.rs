//! Webflow: API tokens.

use super::rule::*;

/// Webflow's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "webflow-api-token",
        provider: "Webflow",
        title: "Webflow API token",
        keywords: &["webflow"],
        case: Case::Any,
        pattern: r#"(?i:webflow(?s:.{0,60}?)(?:token|api_?key|bearer))["']?(?:\s{0,3}[=:]{1,2}>?\s{0,3}|\s)["']?(?P<secret>[0-9a-f]{64})"#,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Medium,
        exposes: "reads and publishes the site's content, forms and users",
        advice: "Revoke the token in the site's integrations and make another",
        roll: "https://webflow.com/dashboard",
        reference: "https://developers.webflow.com/data/reference/authentication",
        hits: &["WEBFLOW_API_TOKEN=<<{hex:64}>>", "const webflow = new WebflowClient({{ accessToken: '<<{hex:64}>>' }});"],
        misses: &[("WEBFLOW_SITE_ID={hex:24}", "an id"), ("TOKEN={hex:64}", "nothing names the vendor"), ("webflow.js sha256={hex:64}", "a digest")],
        ..Rule::BASE
    },
];
