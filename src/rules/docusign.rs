//! DocuSign: integration secrets.

use super::rule::*;

/// DocuSign's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "docusign-integration-key",
        provider: "DocuSign",
        title: "DocuSign integration key",
        keywords: &["docusign", "ds_client_id"],
        case: Case::Any,
        pattern: named!(r"(?:docusign[a-z_.-]{0,24}(?:integration[_-]?key|client[_-]?id)|ds_client_id)", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://developers.docusign.com/platform/auth/",
        hits: &["DOCUSIGN_INTEGRATION_KEY=<<{uuid}>>", "ds_client_id: \"<<{uuid}>>\""],
        misses: &[("integration_key={uuid}", "nothing says DocuSign"), ("DOCUSIGN_INTEGRATION_KEY={hex:32}", "no UUID")],
        ..Rule::BASE
    },
    Rule {
        id: "docusign-integration-secret",
        provider: "DocuSign",
        title: "DocuSign integration secret",
        keywords: &["docusign", "ds_client_secret"],
        case: Case::Any,
        pattern: named!(r"(?:docusign[a-z_.-]{0,24}secret(?:_?key)?|ds_client_secret)", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        after: Edge::Url,
        pair: Some(Pair { with: &["docusign-integration-key"], lines: 4, severity: Severity::High }),
        exposes: "gets tokens in the integration's name: reads and sends envelopes",
        roll: "https://admin.docusign.com/apps-and-keys",
        advice: "Add a new secret to the integration and delete the one that leaked",
        reference: "https://developers.docusign.com/platform/auth/",
        hits: &["DOCUSIGN_CLIENT_SECRET=<<{uuid}>>", "docusign_secret_key: \"<<{uuid}>>\""],
        misses: &[("DOCUSIGN_INTEGRATION_KEY={uuid}", "the integration key is public"), ("DOCUSIGN_ACCOUNT_ID={uuid}", "an identifier"), ("client_secret = {uuid}", "no name of the vendor")],
        ..Rule::BASE
    },
];
