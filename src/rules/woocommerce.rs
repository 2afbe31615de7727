//! WooCommerce: REST API keys of shops.

use super::rule::*;

const DOCS: &str = "https://woocommerce.github.io/woocommerce-rest-api-docs/";
const WOOCOMMERCE: Rule = Rule {
    provider: "WooCommerce",
    entropy: Some(Alphabet::Hex),
    roll: "https://woocommerce.com/document/woocommerce-rest-api/",
    reference: DOCS,
    ..Rule::BASE
};

/// WooCommerce's rules. The prefixes have three characters; a keyword needs four, and a hex digit follows.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "woocommerce-consumer-key",
        title: "WooCommerce REST consumer key",
        keywords: &["ck_0", "ck_1", "ck_2", "ck_3", "ck_4", "ck_5", "ck_6", "ck_7", "ck_8", "ck_9", "ck_a", "ck_b", "ck_c", "ck_d", "ck_e", "ck_f"],
        pattern: r"(?P<secret>ck_[0-9a-f]{40})",
        severity: Severity::Medium,
        exposes: "names an API key of the shop; useless without its consumer secret",
        advice: "Find out where its secret is kept, and revoke the key if that has left too",
        hits: &["WC_CONSUMER_KEY=<<ck_{hex:40}>>", "consumer_key='<<ck_{hex:40}>>',"],
        misses: &[("ck_{hex:39}", "one character short"), ("track_{hex:40}", "the end of a word")],
        ..WOOCOMMERCE
    },
    Rule {
        id: "woocommerce-consumer-secret",
        title: "WooCommerce REST consumer secret",
        keywords: &["cs_0", "cs_1", "cs_2", "cs_3", "cs_4", "cs_5", "cs_6", "cs_7", "cs_8", "cs_9", "cs_a", "cs_b", "cs_c", "cs_d", "cs_e", "cs_f"],
        pattern: r"(?P<secret>cs_[0-9a-f]{40})",
        pair: Some(Pair { with: &["woocommerce-consumer-key"], lines: 4, severity: Severity::High }),
        exposes: "reads and changes the shop's orders, customers and products",
        advice: "Revoke the API key in the shop's WooCommerce settings under advanced, REST API",
        hits: &["WC_CONSUMER_SECRET=<<cs_{hex:40}>>", "consumer_key='ck_{hex:40}',\nconsumer_secret='<<cs_{hex:40}>>'"],
        misses: &[("cs_{hex:38}", "too short"), ("cs_0000000000000000000000000000000000000000", "a placeholder"), ("docs_{hex:40}", "the end of a word")],
        ..WOOCOMMERCE
    },
];
