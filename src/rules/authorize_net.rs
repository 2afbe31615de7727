//! Authorize.Net: transaction keys.

use super::rule::*;

const AUTHORIZE_NET: Rule = Rule {
    provider: "Authorize.Net",
    case: Case::Any,
    near: Some(Near { words: &["authorize", "authnet", "anet", "merchantauthentication", "login_id", "loginid"], above: 4 }),
    rank: -1,
    roll: "https://account.authorize.net/",
    reference: "https://developer.authorize.net/",
    ..Rule::BASE
};

/// Authorize.Net's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "authorize-net-login-id",
        title: "Authorize.Net API login id",
        keywords: &["login_id", "loginid"],
        pattern: r#"(?i:api_?login_?id|authorize[._-]?net[0-9a-z_.-]{0,12}login_?id)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{8,20})"#,
        entropy: Some(Alphabet::Hex),
        severity: Severity::Info,
        exposes: "nothing alone: it names the merchant",
        advice: "Look for the transaction key beside it",
        hits: &["AUTHORIZE_NET_API_LOGIN_ID=<<{A62:12}>>", "apiLoginId: '<<{A62:10}>>'"],
        misses: &[("API_LOGIN_ID=ab", "too short"), ("user_id: {A62:12}", "another name")],
        ..AUTHORIZE_NET
    },
    Rule {
        id: "authorize-net-transaction-key",
        title: "Authorize.Net transaction key",
        keywords: &["transaction_key", "transactionkey", "transaction-key", "trans_key", "transkey"],
        pattern: r#"(?i:trans(?:action)?[_-]?key)["']?\s{0,3}(?:[=:]{1,2}>?|>)\s{0,3}["']?(?P<secret>[0-9A-Za-z]{16})"#,
        entropy: Some(Alphabet::A62),
        pair: Some(Pair { with: &["authorize-net-login-id"], lines: 5, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "charges and refunds cards in the merchant's name",
        advice: "Obtain a new transaction key and tick the box that ends the old one at once",
        hits: &["AUTHORIZE_NET_TRANSACTION_KEY=<<{A62:16}>>", "<merchantAuthentication>\n <name>shop</name>\n <transactionKey> <<{A62:16}>> </transactionKey>", "apiLoginId: '{A62:10}',\ntransactionKey: '<<{A62:16}>>'"],
        misses: &[("AUTHORIZE_NET_TRANSACTION_KEY={A62:15}", "one character short"), ("db.transactionKey = '{A62:16}'", "a key of some database"), ("AUTHORIZE_NET_TRANSACTION_KEY=XXXXXXXXXXXXXXXX", "a placeholder")],
        ..AUTHORIZE_NET
    },
];
