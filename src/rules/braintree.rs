//! Braintree (PayPal): OAuth access tokens, merchants' private keys, tokenization keys.

use super::rule::*;

const LOGIN: &str = "https://www.braintreegateway.com/login";
const CREDENTIALS: &str = "https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials";

const BRAINTREE: Rule = Rule {
    provider: "Braintree (PayPal)",
    roll: LOGIN,
    logs: "https://developer.paypal.com/braintree/articles/control-panel/reporting/overview",
    reference: CREDENTIALS,
    entropy: Some(Alphabet::Hex),
    ..Rule::BASE
};

/// Braintree's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "braintree-live-access-token",
        title: "Braintree production access token",
        keywords: &["access_token$production$"],
        pattern: r"(?P<secret>access_token\$production\$[0-9a-z]{16}\$[0-9a-f]{32})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "takes, refunds and pays out real money in the merchant's name",
        advice: "Revoke the token in the Control Panel and issue another",
        hits: &["BRAINTREE_TOKEN='<<access_token$production${lc36:16}${hex:32}>>'", "accessToken: \"<<access_token$production${lc36:16}${hex:32}>>\","],
        misses: &[
            ("access_token$production${lc36:16}${hex:31}", "one character short"),
            ("access_token$sandbox${lc36:16}${hex:32}", "the sandbox has a rule of its own"),
        ],
        ..BRAINTREE
    },
    Rule {
        id: "braintree-merchant-id",
        provider: "Braintree (PayPal)",
        title: "Braintree merchant id",
        keywords: &["braintree"],
        case: Case::Any,
        pattern: named!(r"merchant[_-]?id", "[0-9a-z]{16}"),
        near: Some(Near { words: &["braintree"], above: 5 }),
        severity: Severity::Info,
        exposes: "names the merchant; it opens nothing",
        advice: "Leave it",
        reference: "https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials",
        hits: &["BRAINTREE_MERCHANT_ID=<<{lc36:16}>>", "braintree:\n  merchantId: '<<{lc36:16}>>'"],
        misses: &[("merchant_id={lc36:16}", "nothing says Braintree"), ("BRAINTREE_MERCHANT_ID={lc36:10}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "braintree-private-key",
        title: "Braintree private key",
        keywords: &["braintree"],
        case: Case::Any,
        pattern: r#"(?i:private[_-]?key)["']?\s{0,3}[=:,]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{32})"#,
        reach: 400,
        near: Some(Near { words: &["braintree"], above: 5 }),
        rank: -1,
        pair: Some(Pair { with: &["braintree-merchant-id", "braintree-public-key"], lines: 5, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "together with the merchant id and public key: every transaction, refund and stored card of the merchant",
        advice: "Make a new API key in the Control Panel, deploy it, then delete the old one",
        hits: &[
            "braintree.Configuration.configure(\n    environment,\n    merchant_id=\"{lc36:16}\",\n    private_key=\"<<{hex:32}>>\",\n)",
            "BRAINTREE_PRIVATE_KEY=<<{hex:32}>>",
            "  :braintree => {{ :private_key => '<<{hex:32}>>' }}",
        ],
        misses: &[
            ("BRAINTREE_PUBLIC_KEY={lc36:16}", "the public half"),
            ("private_key = \"{hex:32}\"", "nothing says whose it is"),
            ("BRAINTREE_PRIVATE_KEY={hex:40}", "too long"),
        ],
        ..BRAINTREE
    },
    Rule {
        id: "braintree-public-key",
        provider: "Braintree (PayPal)",
        title: "Braintree public key",
        keywords: &["braintree"],
        case: Case::Any,
        pattern: named!(r"braintree[a-z_.-]{0,16}public[_-]?key", "[0-9a-z]{16}"),
        severity: Severity::Info,
        exposes: "names an API user of the merchant; it opens nothing without the private key",
        advice: "Leave it",
        reference: "https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials",
        hits: &["BRAINTREE_PUBLIC_KEY=<<{lc36:16}>>", "braintree_public_key: '<<{lc36:16}>>'"],
        misses: &[("public_key={lc36:16}", "nothing says Braintree"), ("BRAINTREE_PUBLIC_KEY={lc36:10}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "braintree-sandbox-access-token",
        title: "Braintree sandbox access token",
        keywords: &["access_token$sandbox$"],
        pattern: r"(?P<secret>access_token\$sandbox\$[0-9a-z]{16}\$[0-9a-f]{32})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "plays with test transactions",
        roll: "https://sandbox.braintreegateway.com/login",
        advice: "Replace it and read it from the environment, as the production one has to be",
        hits: &["token = \"<<access_token$sandbox${lc36:16}${hex:32}>>\"", "BT_TOKEN=<<access_token$sandbox${lc36:16}${hex:32}>>"],
        misses: &[("access_token$sandbox${lc36:16}", "cut short"), ("access_token$sandbox$abc$00000000000000000000000000000000", "typed in")],
        ..BRAINTREE
    },
    Rule {
        id: "braintree-tokenization-key",
        title: "Braintree tokenization key",
        keywords: &["braintree"],
        case: Case::Any,
        pattern: r"(?P<secret>(?:production|sandbox)_[0-9a-z]{8}_[0-9a-z]{16})",
        near: Some(Near { words: &["braintree"], above: 3 }),
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Info,
        exposes: "nothing beyond what every visitor's browser may do: it is made for clients",
        advice: "Leave it where it is",
        reference: "https://developer.paypal.com/braintree/docs/guides/authorization/tokenization-key",
        hits: &[
            "braintree.dropin.create({{ authorization: '<<sandbox_{lc36:8}_{lc36:16}>>' }})",
            "BRAINTREE_TOKENIZATION_KEY=<<production_{lc36:8}_{lc36:16}>>",
        ],
        misses: &[("table = sandbox_{lc36:8}_{lc36:16}", "nothing of Braintree near"), ("braintree: sandbox_{lc36:8}", "cut short")],
        ..BRAINTREE
    },
];
