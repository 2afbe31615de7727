//! Stripe: API keys, webhook secrets, client secrets.

use super::rule::*;

const KEYS: &str = "https://dashboard.stripe.com/apikeys";
const LOGS: &str = "https://dashboard.stripe.com/logs";
const DOCS: &str = "https://docs.stripe.com/keys";

const STRIPE: Rule = Rule { provider: "Stripe", roll: KEYS, logs: LOGS, reference: DOCS, entropy: Some(Alphabet::A62), ..Rule::BASE };

/// Stripe's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "stripe-live-secret-key",
        title: "Stripe live secret key",
        keywords: &["sk_live_"],
        pattern: r"(?P<secret>sk_live_(?:[0-9A-Za-z]{90,107}|[0-9A-Za-z]{20,39}))",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "charges, refunds, payouts and customer data of the whole account",
        advice: "Roll it now in the Dashboard with expiry \"now\", then read its request log",
        hits: &["sk_live_{A62:24}", "stripe.api_key = \"<<sk_live_51{A62:97}>>\""],
        misses: &[
            ("task_live_{A62:24}", "an ordinary identifier that ends alike"),
            ("sk_live_{A62:12}", "too short for any of its forms"),
            ("sk_live_xxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder"),
        ],
        ..STRIPE
    },
];
