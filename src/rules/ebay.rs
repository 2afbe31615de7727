//! eBay: certificate ids (client secrets), user tokens.

use super::rule::*;

const EBAY: Rule = Rule { provider: "eBay", roll: "https://developer.ebay.com/my/keys", reference: "https://developer.ebay.com/api-docs/static/oauth-credentials.html", ..Rule::BASE };

/// eBay's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "ebay-production-cert-id",
        title: "eBay production certificate id (client secret)",
        keywords: &["PRD-"],
        pattern: r"(?P<secret>PRD-[0-9a-f]{8,12}(?:-[0-9a-f]{4}){4})",
        // an application id holds the same in its middle
        before: Edge::Url,
        after: Edge::Url,
        entropy: Some(Alphabet::Digits),
        mode: Mode::Live,
        exposes: "makes tokens as the application, and refreshes those of its users",
        advice: "Rotate the Cert ID of the production key set",
        hits: &["EBAY_CERT_ID=<<PRD-{hex:12}-{hex:4}-{hex:4}-{hex:4}-{hex:4}>>", "certId: '<<PRD-{hex:12}-{hex:4}-{hex:4}-{hex:4}-{hex:4}>>'"],
        misses: &[("acme-shop-PRD-{hex:9}-{hex:8}", "an application id"), ("PRD-{dig:4}-{dig:4}", "an order's number")],
        ..EBAY
    },
    Rule {
        id: "ebay-sandbox-cert-id",
        title: "eBay sandbox certificate id",
        keywords: &["SBX-"],
        pattern: r"(?P<secret>SBX-[0-9a-f]{8,12}(?:-[0-9a-f]{4}){4})",
        before: Edge::Url,
        after: Edge::Url,
        entropy: Some(Alphabet::Digits),
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes tokens for the sandbox",
        advice: "Rotate the Cert ID of the sandbox key set",
        hits: &["EBAY_CERT_ID=<<SBX-{hex:12}-{hex:4}-{hex:4}-{hex:4}-{hex:4}>>", "\"certid\": \"<<SBX-{hex:12}-{hex:4}-{hex:4}-{hex:4}-{hex:4}>>\""],
        misses: &[("acme-shop-SBX-{hex:9}-{hex:8}", "an application id"), ("SBX-{hex:12}", "cut off")],
        ..EBAY
    },
    Rule {
        id: "ebay-user-token",
        title: "eBay user token",
        keywords: &["v^1.1#i^1#"],
        pattern: r"(?P<secret>v\^1\.1#i\^1#[0-9A-Za-z^#+/=_.-]{100,2500})",
        reach: 2600,
        after: Edge::Base64,
        entropy: Some(Alphabet::Hex),
        exposes: "lists, sells and reads orders for the user who granted it",
        roll: "https://developer.ebay.com/my/auth",
        advice: "Revoke the token and have the user sign in again",
        reference: "https://developer.ebay.com/api-docs/static/oauth-tokens.html",
        hits: &["EBAY_TOKEN=\"<<v^1.1#i^1#p^3#r^1#f^0#I^3#t^{A64:300}==>>\"", "Authorization: Bearer <<v^1.1#i^1#I^3#f^0#p^3#t^{A64:900}>>"],
        misses: &[("v^1.1#i^1#p^3", "cut off"), ("v^1.1#i^1#xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..EBAY
    },
];
