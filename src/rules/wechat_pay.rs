//! WeChat Pay: APIv3 keys of merchants.

use super::rule::*;

/// WeChat Pay's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "wechat-pay-apiv3-key",
        provider: "WeChat Pay",
        title: "WeChat Pay API key of a merchant",
        keywords: &["apiv3", "api_v3", "api-v3", "wechatpay", "wechat_pay", "wxpay", "wx_pay", "mch_key", "mchkey"],
        case: Case::Any,
        pattern: r#"(?i:api[_-]?v3[_-]?(?:key|secret)|(?:wechat|wx)[_.-]?pay[0-9a-z_.-]{0,16}(?:key|secret)|mch_?key)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z]{32})"#,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        severity: Severity::Critical,
        exposes: "reads payment notices and, with the merchant's certificate, refunds and transfers",
        roll: "https://pay.weixin.qq.com/",
        advice: "Set a new APIv3 key in the merchant platform under account centre, API security",
        reference: "https://pay.weixin.qq.com/doc/v3/merchant/4013053267",
        hits: &["WECHATPAY_API_V3_KEY=<<{A62:32}>>", "wxpay.mchKey = '<<{A62:32}>>'", "apiV3Key: \"<<{A62:32}>>\""],
        misses: &[("WECHATPAY_API_V3_KEY={A62:31}", "one character short"), ("apiv3Key: {A62:40}", "too long"), ("mchid: {dig:10}", "the merchant's number")],
        ..Rule::BASE
    },
];
