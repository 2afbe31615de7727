//! Amazon Selling Partner API and Login with Amazon: client secrets, refresh and access tokens.

use super::rule::*;

const CONSOLE: &str = "https://sellercentral.amazon.com/sellingpartner/developerconsole";
const LIMITS: &str = "https://developer-docs.amazon.com/sp-api/docs/authorization-limits";

const AMAZON: Rule = Rule { provider: "Amazon SP-API / LWA", roll: CONSOLE, reference: LIMITS, ..Rule::BASE };

/// The rules of Amazon's seller interface.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "amazon-lwa-access-token",
        title: "Login with Amazon access token",
        keywords: &["Atza|", "Atza%7C"],
        pattern: r"(?P<secret>Atza(?:\||%7[Cc])[0-9A-Za-z_-]{300,500})",
        reach: 600,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        severity: Severity::Medium,
        exposes: "acts for a seller or user for about an hour",
        roll: "https://sellercentral.amazon.com/apps/manage",
        advice: "Let it run out, and find out why it was written down: the refresh token may lie there too",
        hits: &["x-amz-access-token: <<Atza|{A64u:350}>>", "\"access_token\":\"<<Atza|{A64u:400}>>\""],
        misses: &[("Atza|{A64u:100}", "too short"), ("Atza-{A64u:350}", "no bar")],
        ..AMAZON
    },
    Rule {
        id: "amazon-lwa-client-id",
        provider: "Amazon SP-API / LWA",
        title: "Login with Amazon client id",
        keywords: &["amzn1.application-oa2-client."],
        pattern: r"(?P<secret>amzn1\.application-oa2-client\.[0-9a-f]{32})",
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://developer.amazon.com/docs/login-with-amazon/documentation-overview.html",
        hits: &["LWA_CLIENT_ID=<<amzn1.application-oa2-client.{hex:32}>>", "client_id: '<<amzn1.application-oa2-client.{hex:32}>>'"],
        misses: &[("amzn1.application-oa2-client.{hex:20}", "too short"), ("amzn1.application.{hex:32}", "another id")],
        ..Rule::BASE
    },
    Rule {
        id: "amazon-lwa-client-secret",
        title: "Login with Amazon client secret",
        keywords: &["amzn1.oa2-cs.v1."],
        pattern: r"(?P<secret>amzn1\.oa2-cs\.v1\.[0-9a-f]{64})",
        entropy: Some(Alphabet::Hex),
        pair: Some(Pair { with: &["amazon-lwa-client-id"], lines: 5, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "with a refresh token: orders, prices, customers' addresses and stock of every seller who authorized the app",
        advice: "Rotate the client secret in the developer console at once; refresh tokens outlive it",
        reference: "https://developer-docs.amazon.com/sp-api/docs/rotating-your-apps-lwa-credentials",
        hits: &["LWA_CLIENT_SECRET=<<amzn1.oa2-cs.v1.{hex:64}>>", "\"client_secret\": \"<<amzn1.oa2-cs.v1.{hex:64}>>\""],
        misses: &[("amzn1.application-oa2-client.{hex:32}", "the client id"), ("amzn1.oa2-cs.v1.{hex:32}", "too short")],
        ..AMAZON
    },
    Rule {
        id: "amazon-lwa-refresh-token",
        title: "Login with Amazon refresh token",
        keywords: &["Atzr|", "Atzr%7C"],
        pattern: r"(?P<secret>Atzr(?:\||%7[Cc])[0-9A-Za-z_-]{300,500})",
        reach: 600,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        exposes: "with the client secret: acts for one seller or user until the authorization is taken back",
        roll: "https://sellercentral.amazon.com/apps/manage",
        advice: "Revoke the app's authorization in the seller's account and authorize it again",
        hits: &["SP_API_REFRESH_TOKEN=<<Atzr|{A64u:365}>>", "refresh_token=<<Atzr%7C{A64u:365}>>&client_id=x"],
        misses: &[("Atzr|IwEBIExample", "the documentation's"), ("Atzr|{A64u:120}", "too short")],
        ..AMAZON
    },
];
