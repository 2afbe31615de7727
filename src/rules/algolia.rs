//! Algolia: admin and other API keys.

use super::rule::*;

const ALGOLIA: Rule = Rule {
    provider: "Algolia",
    keywords: &["algolia"],
    case: Case::Any,
    entropy: Some(Alphabet::Hex),
    rank: -1,
    roll: "https://dashboard.algolia.com/account/api-keys/all",
    logs: "https://dashboard.algolia.com/logs",
    reference: "https://www.algolia.com/doc/guides/security/api-keys/",
    ..Rule::BASE
};

/// Algolia's rules. A search-only key looks the same and is public; only the name tells.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "algolia-admin-api-key",
        title: "Algolia Admin API key",
        pattern: r#"(?i:algolia(?s:.{0,80}?)(?:admin|write|monitoring|usage|secret)[0-9a-z_.-]{0,12})["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{32})"#,
        pair: Some(Pair { with: &["algolia-application-id"], lines: 5, severity: Severity::High }),
        exposes: "reads, changes and deletes every index of the application",
        advice: "Rotate the Admin API key, then the keys that were made with it",
        hits: &["ALGOLIA_ADMIN_KEY=<<{hex:32}>>", "algolia: {{\n  appId: '{UC36:10}',\n  adminApiKey: '<<{hex:32}>>',\n}}"],
        misses: &[("ALGOLIA_SEARCH_KEY={hex:32}", "the public search key"), ("ALGOLIA_ADMIN_KEY={hex:40}", "another width"), ("ADMIN_KEY={hex:32}", "nothing names the vendor")],
        ..ALGOLIA
    },
    Rule {
        id: "algolia-api-key",
        title: "Algolia API key of unknown rights",
        pattern: r#"(?i:algolia_?(?:api_?)?key)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{32})"#,
        rank: -2,
        severity: Severity::Low,
        exposes: "what its rights say: nothing that matters if it may only search",
        advice: "Look up the key's rights; rotate it if it may do more than search",
        hits: &["ALGOLIA_API_KEY=<<{hex:32}>>", "\"algoliaApiKey\": \"<<{hex:32}>>\""],
        misses: &[("ALGOLIA_APP_ID={UC36:10}", "an id"), ("ALGOLIA_API_KEY={hex:30}", "too short")],
        ..ALGOLIA
    },
    Rule {
        id: "algolia-application-id",
        provider: "Algolia",
        title: "Algolia application id",
        keywords: &["algolia"],
        case: Case::Any,
        pattern: named!(r"algolia[a-z_.-]{0,12}app(?:lication)?[_-]?id", "[0-9A-Z]{10}"),
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without a key",
        advice: "Leave it",
        reference: "https://www.algolia.com/doc/guides/security/api-keys/",
        hits: &["ALGOLIA_APP_ID=<<{UC36:10}>>", "algoliaApplicationId: '<<{UC36:10}>>'"],
        misses: &[("ALGOLIA_APP_ID={UC36:9}", "one character short"), ("APP_ID={UC36:10}", "nothing names the vendor")],
        ..Rule::BASE
    },
];
