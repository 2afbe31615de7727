//! Amazon Marketplace Web Service: auth tokens of a retired service.

use super::rule::*;

/// Amazon MWS's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "amazon-mws-auth-token",
        provider: "Amazon MWS",
        title: "Amazon Marketplace Web Service auth token",
        keywords: &["amzn.mws."],
        pattern: r"(?P<secret>amzn\.mws\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        severity: Severity::Medium,
        exposes: "a seller's orders and listings to a developer; the service gave way to SP-API",
        advice: "Remove the authorization in Seller Central",
        roll: "https://sellercentral.amazon.com/apps/manage",
        reference: "https://developer-docs.amazon.com/sp-api/docs/migrate-authorization-from-mws",
        hits: &["MWS_AUTH_TOKEN=<<amzn.mws.{uuid}>>", "\"MWSAuthToken\": \"<<amzn.mws.{uuid}>>\""],
        misses: &[("amzn.mws.{hex:32}", "no uuid"), ("com.amzn.mws.client", "a package name")],
        ..Rule::BASE
    },
];
