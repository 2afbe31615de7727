//! `PayMongo`: secret keys.

use super::rule::*;

/// Other vendors' keys look the same, so the vendor's name must stand near; then it is the better guess.
const PAYMONGO: Rule = Rule {
    provider: "PayMongo",
    keywords: &["paymongo"],
    case: Case::Any,
    near: Some(Near { words: &["paymongo"], above: 3 }),
    entropy: Some(Alphabet::A62),
    rank: 1,
    roll: "https://dashboard.paymongo.com/developers",
    reference: "https://developers.paymongo.com/docs/account-settings-api-keys",
    ..Rule::BASE
};

/// The rules of `PayMongo`.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "paymongo-live-secret-key",
        title: "PayMongo live secret key",
        pattern: r"(?P<secret>sk_live_[0-9A-Za-z]{24})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "creates payments and refunds and reads payers' details",
        advice: "Roll the secret key in the dashboard and look through refunds made since",
        hits: &["PAYMONGO_SECRET_KEY=<<sk_live_{A62:24}>>", "# paymongo\nauth = HTTPBasicAuth(api_key='<<sk_live_{A62:24}>>')"],
        misses: &[("api_key = sk_live_{A62:24}", "nothing of the vendor near"), ("PAYMONGO_PUBLIC_KEY=pk_live_{A62:24}", "the public half")],
        ..PAYMONGO
    },
    Rule {
        id: "paymongo-test-secret-key",
        title: "PayMongo test secret key",
        pattern: r"(?P<secret>sk_test_[0-9A-Za-z]{24})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes test payments",
        advice: "Roll it and read the next one from the environment",
        hits: &["PAYMONGO_SECRET=<<sk_test_{A62:24}>>", "paymongo: {{ secretKey: '<<sk_test_{A62:24}>>' }}"],
        misses: &[("secretKey: 'sk_test_{A62:24}'", "nothing of the vendor near"), ("paymongo key sk_test_{A62:12}", "too short")],
        ..PAYMONGO
    },
];
