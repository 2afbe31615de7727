//! PayPal: secrets and tokens of REST apps, signatures of the old NVP/SOAP interface.

use super::rule::*;
use crate::proof::mixed::MIXED;

const APPS: &str = "https://developer.paypal.com/dashboard/applications/live";

const PAYPAL: Rule = Rule { provider: "PayPal", roll: APPS, after: Edge::Url, entropy: Some(Alphabet::A64), ..Rule::BASE };

/// PayPal's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "paypal-access-token",
        title: "PayPal REST access token",
        keywords: &["A21AA"],
        pattern: r"(?P<secret>A21AA[0-9A-Za-z_-]{80,100})",
        severity: Severity::Medium,
        exposes: "moves money as the app for some hours",
        advice: "Rotate the secret of the app that made it",
        reference: "https://developer.paypal.com/api/rest/authentication/",
        hits: &["Authorization: Bearer <<A21AA{A64u:92}>>", "\"access_token\": \"<<A21AA{A64u:92}>>\","],
        misses: &[("A21AA{A64u:30}", "too short"), ("xA21AA{A64u:92}", "a piece of something longer")],
        ..PAYPAL
    },
    Rule {
        id: "paypal-client-id",
        provider: "PayPal",
        title: "PayPal REST client id",
        keywords: &["paypal"],
        case: Case::Any,
        pattern: r"(?P<secret>A[0-9A-Za-z_-]{79})",
        after: Edge::Url,
        near: Some(Near { words: &["paypal"], above: 4 }),
        rank: -1,
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://developer.paypal.com/api/rest/",
        hits: &["PAYPAL_CLIENT_ID=<<A{A62:79}>>", "paypal:\n  client_id: '<<A{A62:79}>>'"],
        misses: &[("client_id=A{A62:79}", "nothing says PayPal"), ("PAYPAL_CLIENT_ID=A{A62:70}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "paypal-client-secret",
        title: "PayPal REST app secret",
        keywords: &["paypal"],
        case: Case::Any,
        // the id of the same width begins with A and is public
        pattern: r"(?P<secret>E[0-9A-Za-z_-]{79})",
        near: Some(Near { words: &["paypal"], above: 4 }),
        proof: Some(MIXED),
        rank: -1,
        pair: Some(Pair { with: &["paypal-client-id"], lines: 5, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "takes payments, sends payouts and refunds for the merchant's account",
        advice: "Add a second secret to the app, deploy it, then disable this one",
        reference: "https://developer.paypal.com/api/rest/",
        hits: &["PAYPAL_CLIENT_SECRET=<<E{A64u:79}>>", "paypal:\n  mode: live\n  client_id: A{A64u:79}\n  client_secret: '<<E{A64u:79}>>'"],
        misses: &[("PAYPAL_CLIENT_ID=A{A64u:79}", "the public id"), ("client_secret=E{A64u:79}", "nothing says PayPal"), ("PAYPAL_CLIENT_SECRET=E{A64u:70}", "too short")],
        ..PAYPAL
    },
    Rule {
        id: "paypal-nvp-signature",
        title: "PayPal NVP/SOAP API signature",
        keywords: &["_api1."],
        pattern: r#"(?i:signature|sig)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>A[0-9A-Za-z_.-]{55})"#,
        after: Edge::Dotted,
        rank: -1,
        exposes: "takes and refunds payments through the classic interface, with the user name and password beside it",
        roll: "https://www.paypal.com/businessmanage/credentials/apiAccess",
        advice: "Remove the API signature in the account's API access and request a new one",
        reference: "https://developer.paypal.com/api/nvp-soap/",
        hits: &[
            "USER = shop_api1.{lc26:8}.com\nPWD = {UC36:16}\nSIGNATURE = <<A{A64u:55}>>",
            "'username' => 'shop_api1.{lc26:8}.com', 'signature' => '<<A{A64u:55}>>'",
        ],
        misses: &[("signature = A{A64u:55}", "no API user name beside it"), ("user = shop_api1.x.com\nsignature = A{A64u:50}", "too short")],
        ..PAYPAL
    },
];
