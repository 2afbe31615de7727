//! Paddle: API keys, webhook secrets, client-side tokens.

use super::rule::*;

const LIVE: &str = "https://vendors.paddle.com/authentication-v2";
const DOCS: &str = "https://developer.paddle.com/api-reference/about/authentication";

const PADDLE: Rule = Rule { provider: "Paddle", roll: LIVE, reference: DOCS, entropy: Some(Alphabet::A62), ..Rule::BASE };

/// Paddle's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "paddle-client-side-token",
        title: "Paddle client-side token",
        keywords: &["paddle"],
        case: Case::Any,
        pattern: r"(?P<secret>(?:live|test)_[0-9a-f]{27})",
        near: Some(Near { words: &["paddle"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        severity: Severity::Info,
        exposes: "nothing: it is made for Paddle.js in pages",
        advice: "Leave it, it is public",
        reference: "https://developer.paddle.com/paddlejs/client-side-tokens",
        hits: &["Paddle.Initialize({{ token: '<<live_{hex:27}>>' }});", "VITE_PADDLE_TOKEN=<<test_{hex:27}>>"],
        misses: &[("PADDLE_TOKEN=live_{hex:20}", "too short"), ("TOKEN=live_{hex:27}", "nothing names the vendor")],
        ..PADDLE
    },
    Rule {
        id: "paddle-live-api-key",
        title: "Paddle live API key",
        keywords: &["pdl_live_apikey_"],
        pattern: r"(?P<secret>pdl_live_apikey_[0-9a-z]{26}_[0-9A-Za-z]{22}_[0-9A-Za-z]{3})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "transactions, refunds, prices and customers, as far as its permissions go",
        advice: "Revoke the key and make one with an expiry and fewer permissions",
        hits: &["PADDLE_API_KEY=<<pdl_live_apikey_{lc36:26}_{A62:22}_{A62:3}>>", "Authorization: Bearer <<pdl_live_apikey_{lc36:26}_{A62:22}_{A62:3}>>"],
        misses: &[("pdl_live_apikey_{lc36:26}_{A62:22}", "the last group is missing"), ("pdl_sdbx_apikey_{lc36:26}_{A62:22}_{A62:3}", "a sandbox key")],
        ..PADDLE
    },
    Rule {
        id: "paddle-sandbox-api-key",
        title: "Paddle sandbox API key",
        keywords: &["pdl_sdbx_apikey_"],
        pattern: r"(?P<secret>pdl_sdbx_apikey_[0-9a-z]{26}_[0-9A-Za-z]{22}_[0-9A-Za-z]{3})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "plays with the sandbox's transactions and customers",
        advice: "Revoke the sandbox key and read its successor from the environment",
        roll: "https://sandbox-vendors.paddle.com/authentication-v2",
        hits: &["PADDLE_API_KEY=<<pdl_sdbx_apikey_{lc36:26}_{A62:22}_{A62:3}>>", "apiKey: \"<<pdl_sdbx_apikey_{lc36:26}_{A62:22}_{A62:3}>>\""],
        misses: &[("pdl_sdbx_apikey_{lc36:20}_{A62:22}_{A62:3}", "the id is too short"), ("pdl_sdbx_apikey_{lc36:26}", "the id alone")],
        ..PADDLE
    },
    Rule {
        id: "paddle-webhook-secret",
        title: "Paddle notification secret",
        keywords: &["pdl_ntfset_"],
        pattern: r"(?P<secret>pdl_ntfset_[0-9a-z]{26}_[0-9A-Za-z+/]{32})",
        after: Edge::Base64,
        exposes: "forges notifications that your endpoint believes to come from Paddle",
        advice: "Make a new notification destination and drop the old one",
        roll: "https://vendors.paddle.com/notifications-v2",
        reference: "https://developer.paddle.com/webhooks/signature-verification",
        hits: &["PADDLE_WEBHOOK_SECRET=<<pdl_ntfset_{lc36:26}_{A64:32}>>", "secret: '<<pdl_ntfset_{lc36:26}_{A64:32}>>'"],
        misses: &[("pdl_ntfset_{lc36:26}", "the id alone"), ("pdl_ntfset_{lc36:26}_{A64:30}", "too short")],
        ..PADDLE
    },
];
