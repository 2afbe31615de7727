//! Contentful: management tokens, delivery and preview tokens.

use super::rule::*;

const AUTH: &str = "https://www.contentful.com/developers/docs/references/authentication/";

const CONTENTFUL: Rule = Rule { provider: "Contentful", reference: AUTH, entropy: Some(Alphabet::A64), after: Edge::Url, ..Rule::BASE };

/// Contentful's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "contentful-delivery-token",
        title: "Contentful delivery or preview token",
        keywords: &["contentful"],
        case: Case::Any,
        pattern: r#"(?i:contentful[_.-]?(?:(?:delivery|preview|access|api|cda|cpa|space)[_.-]?){0,3}(?:token|key))["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{43})"#,
        rank: -1,
        severity: Severity::Low,
        exposes: "reads published content; a preview token also reads drafts",
        roll: "https://app.contentful.com/",
        advice: "If it is the preview token, delete the API key and make another",
        hits: &["CONTENTFUL_ACCESS_TOKEN=<<{A64u:42}{A62:1}>>", "contentfulPreviewToken: '<<{A64u:42}{A62:1}>>'"],
        misses: &[("CONTENTFUL_ACCESS_TOKEN={A62:40}", "too short"), ("ACCESS_TOKEN={A62:43}", "nothing of Contentful")],
        ..CONTENTFUL
    },
    Rule {
        id: "contentful-management-token",
        title: "Contentful management token",
        keywords: &["CFPAT-"],
        pattern: r"(?P<secret>CFPAT-[0-9A-Za-z_-]{43})",
        severity: Severity::Critical,
        exposes: "changes and deletes content and content types in every space of its owner",
        roll: "https://app.contentful.com/account/profile/cma_tokens",
        advice: "Revoke the token, then compare entries changed since with what your editors did",
        hits: &["CONTENTFUL_MANAGEMENT_TOKEN=<<CFPAT-{A64u:42}{A62:1}>>", "Authorization: Bearer <<CFPAT-{A64u:42}{A62:1}>>"],
        misses: &[("CFPAT-{A62:42}", "one character short"), ("CFPAT-{A62:50}", "too long")],
        ..CONTENTFUL
    },
];
