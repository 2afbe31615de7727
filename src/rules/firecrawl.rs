//! Firecrawl: API keys.

use super::rule::*;

/// Firecrawl's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "firecrawl-api-key",
        provider: "Firecrawl",
        title: "Firecrawl API key",
        // the prefix has three bytes, so the vendor's name leads to it
        keywords: &["firecrawl"],
        case: Case::Any,
        pattern: r"(?P<secret>fc-[0-9a-f]{32})",
        before: Edge::Url,
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        severity: Severity::Medium,
        exposes: "crawls and scrapes on the account's credit",
        roll: "https://www.firecrawl.dev/app/api-keys",
        advice: "Delete the key and create another",
        reference: "https://docs.firecrawl.dev/api-reference/introduction",
        hits: &["FIRECRAWL_API_KEY=<<fc-{hex:32}>>", "app = FirecrawlApp(api_key='<<fc-{hex:32}>>')"],
        misses: &[("FIRECRAWL_API_KEY=fc-{hex:30}", "too short"), ("FIRECRAWL_API_KEY=fc-YOUR_API_KEY", "a placeholder")],
        ..Rule::BASE
    },
];
