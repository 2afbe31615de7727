//! Mercado Pago: access tokens and public keys.

use super::rule::*;

const MERCADO_PAGO: Rule = Rule {
    provider: "Mercado Pago",
    roll: "https://www.mercadopago.com/developers/panel/app",
    reference: "https://www.mercadopago.com/developers",
    after: Edge::Url,
    entropy: Some(Alphabet::Hex),
    ..Rule::BASE
};

/// Mercado Pago's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mercado-pago-access-token",
        title: "Mercado Pago access token",
        keywords: &["APP_USR-"],
        pattern: r"(?P<secret>APP_USR-[0-9]{12,19}-[0-9]{6}-[0-9a-f]{32}-[0-9]{6,12})",
        severity: Severity::Critical,
        exposes: "payments, refunds and customers of the seller",
        advice: "Renew the credentials of the application",
        hits: &["MP_ACCESS_TOKEN=<<APP_USR-{dig:16}-{dig:6}-{hex:32}-{dig:9}>>", "mercadopago.configure({{ access_token: '<<APP_USR-{dig:16}-{dig:6}-{hex:32}-{dig:10}>>' }})"],
        misses: &[("APP_USR-{uuid}", "the public key"), ("APP_USR-{dig:16}-{dig:6}-{hex:32}", "the user is missing")],
        ..MERCADO_PAGO
    },
    Rule {
        id: "mercado-pago-public-key",
        title: "Mercado Pago public key",
        keywords: &["APP_USR-"],
        pattern: r"(?P<secret>APP_USR-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
        severity: Severity::Info,
        exposes: "nothing: it is made for pages",
        advice: "Leave it, it is public",
        hits: &["MP_PUBLIC_KEY=<<APP_USR-{uuid}>>", "new MercadoPago('<<APP_USR-{uuid}>>')"],
        misses: &[("APP_USR-{hex:32}", "no uuid"), ("APP_USR-0000", "too short")],
        ..MERCADO_PAGO
    },
    Rule {
        id: "mercado-pago-test-access-token",
        title: "Mercado Pago test access token",
        keywords: &["TEST-"],
        pattern: r"(?P<secret>TEST-[0-9]{12,19}-[0-9]{6}-[0-9a-f]{32}-[0-9]{6,12})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "payments of a test user",
        advice: "Renew the test credentials of the application",
        hits: &["MP_ACCESS_TOKEN=<<TEST-{dig:16}-{dig:6}-{hex:32}-{dig:9}>>", "access_token: \"<<TEST-{dig:16}-{dig:6}-{hex:32}-{dig:8}>>\""],
        misses: &[("TEST-{uuid}", "the public test key"), ("TEST-{dig:4}-{dig:6}", "a ticket's number")],
        ..MERCADO_PAGO
    },
];
