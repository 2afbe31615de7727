//! Adyen: API keys, webhook HMAC keys, client keys.

use super::rule::*;

const CREDENTIALS: &str = "https://ca-live.adyen.com/";

/// How API keys begin, with each character that may come next: a keyword has four bytes.
#[rustfmt::skip]
const API_KEY_HEADS: &[&str] = &[
    "aqe0", "aqe1", "aqe2", "aqe3", "aqe4", "aqe5", "aqe6", "aqe7", "aqe8", "aqe9", "aqea", "aqeb", "aqec", "aqed", "aqee", "aqef",
    "aqeg", "aqeh", "aqei", "aqej", "aqek", "aqel", "aqem", "aqen", "aqeo", "aqep", "aqeq", "aqer", "aqes", "aqet", "aqeu", "aqev",
    "aqew", "aqex", "aqey", "aqez", "aqe+", "aqe/",
];

const ADYEN: Rule = Rule {
    provider: "Adyen",
    roll: CREDENTIALS,
    logs: "https://ca-live.adyen.com/",
    reference: "https://docs.adyen.com/development-resources/api-credentials/",
    entropy: Some(Alphabet::A64),
    ..Rule::BASE
};

/// Adyen's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "adyen-api-key",
        title: "Adyen API key",
        keywords: API_KEY_HEADS,
        case: Case::Any,
        pattern: r"(?P<secret>AQE[0-9A-Za-z+/]{40,300}={0,2}-[0-9A-Za-z+/]{30,80}=-[!#-&(-;=?-\[\]-_a-~]{8,20})",
        reach: 500,
        after: Edge::Open,
        severity: Severity::Critical,
        exposes: "makes, captures, refunds and pays out payments, as the credential's roles say",
        advice: "Take the roles off the credential at once, then generate a new key: the old one works for another 24 hours",
        hits: &[
            "ADYEN_API_KEY=<<AQE{A64:69}-{A64:43}=-{char:16}>>",
            "client.setApiKey(\"<<AQE{A64:70}==-{A64:43}=-{A62:10}{char:6}>>\")",
        ],
        misses: &[
            ("x-API-key: AQE{A64:69}", "the first part alone"),
            ("AQE{A64:69}-{A64:12}=-{char:16}", "the second part is too short"),
        ],
        ..ADYEN
    },
    Rule {
        id: "adyen-client-key",
        title: "Adyen client key",
        keywords: &["adyen"],
        case: Case::Any,
        pattern: r"(?P<secret>(?:live|test)_[0-9A-Z]{32})",
        near: Some(Near { words: &["adyen"], above: 3 }),
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Info,
        exposes: "nothing more than the shop's page does: it is bound to allowed origins",
        advice: "See that the allowed origins are only yours",
        reference: "https://docs.adyen.com/development-resources/client-side-authentication/",
        hits: &["ADYEN_CLIENT_KEY=<<test_{UC36:32}>>", "new AdyenCheckout({{ environment: 'live', clientKey: '<<live_{UC36:32}>>' }})"],
        misses: &[("key = live_{UC36:32}", "nothing of Adyen near"), ("ADYEN_CLIENT_KEY=test_{UC36:20}", "too short")],
        ..ADYEN
    },
    Rule {
        id: "adyen-webhook-hmac-key",
        title: "Adyen webhook HMAC key",
        keywords: &["adyen"],
        case: Case::Any,
        pattern: r#"(?i:hmac[_.-]?(?:signature[_.-]?)?(?:key|secret)?)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-F]{64})"#,
        near: Some(Near { words: &["adyen"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "forges notifications, so that unpaid orders look paid",
        advice: "Generate a new HMAC key for the webhook and deploy it before you save",
        reference: "https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures",
        hits: &["ADYEN_HMAC_KEY=<<{HEX:64}>>", "adyen:\n  merchant: Acme\n  hmacKey: \"<<{HEX:64}>>\""],
        misses: &[("ADYEN_HMAC_KEY={hex:64}", "lower case: a digest"), ("hmac_key={HEX:64}", "nothing of Adyen near")],
        ..ADYEN
    },
];
