//! ScraperAPI: API keys.

use super::rule::*;

/// ScraperAPI's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "scraperapi-api-key",
        provider: "ScraperAPI",
        title: "ScraperAPI key",
        keywords: &["scraperapi", "scraper_api"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9a-z]{32})"#,
        near: Some(Near { words: &["scraperapi", "scraper_api"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Low,
        exposes: "fetches pages with the account's credits",
        roll: "https://dashboard.scraperapi.com/",
        advice: "Rotate the key in the dashboard",
        reference: "https://docs.scraperapi.com/",
        hits: &["SCRAPERAPI_KEY=<<{hex:32}>>", "http://api.scraperapi.com?api_key=<<{hex:32}>>&url=x"],
        misses: &[("api_key={hex:32}", "nothing says ScraperAPI"), ("SCRAPERAPI_KEY={hex:31}", "one character short")],
        ..Rule::BASE
    },
];
