//! Recurly: private API keys.

use super::rule::*;

/// Recurly's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "recurly-private-api-key",
        provider: "Recurly",
        title: "Recurly private API key",
        keywords: &["recurly"],
        case: Case::Any,
        pattern: r#"(?i:recurly(?s:.{0,60}?)(?:private_?|api_?|secret_?)key|recurly\.client\()["']?\s{0,3}(?:[=:]{1,2}>?)?\s{0,3}["']?(?P<secret>[0-9a-f]{32})"#,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Critical,
        exposes: "subscriptions, invoices, refunds and customers of the site",
        advice: "Add a private key, deploy it, then delete the old one",
        roll: "https://app.recurly.com/go/integrations/api_keys",
        reference: "https://recurly.com/developers/",
        hits: &["RECURLY_API_KEY=<<{hex:32}>>", "client = recurly.Client(\"<<{hex:32}>>\")", "recurly:\n  private_key: <<{hex:32}>>"],
        misses: &[("RECURLY_PUBLIC_KEY=ewr1-{A62:22}", "the public key"), ("API_KEY={hex:32}", "nothing names the vendor"), ("RECURLY_API_KEY={hex:40}", "another width")],
        ..Rule::BASE
    },
];
