//! Baidu Qianfan: API keys of Baidu's cloud and models.

use super::rule::*;

const KEYS: &str = "https://console.bce.baidu.com/iam/#/iam/apikey/list";

const BAIDU: Rule = Rule {
    provider: "Baidu Qianfan",
    roll: KEYS,
    reference: "https://cloud.baidu.com/doc/index.html",
    entropy: Some(Alphabet::A62),
    ..Rule::BASE
};

/// Baidu's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "baidu-qianfan-api-key",
        title: "Baidu Qianfan API key",
        keywords: &["bce-v3/ALTAK-"],
        pattern: r"(?P<secret>bce-v3/ALTAK-[0-9A-Za-z]{21}/[0-9a-f]{40})",
        entropy: Some(Alphabet::Hex),
        exposes: "runs models on the account's bill",
        advice: "Delete the key in IAM and create one for a single application",
        hits: &["QIANFAN_TOKEN=<<bce-v3/ALTAK-{A62:21}/{hex:40}>>", "Authorization: Bearer <<bce-v3/ALTAK-{A62:21}/{hex:40}>>"],
        misses: &[("bce-v3/ALTAK-{A62:21}", "the id alone"), ("bce-v3/ALTAK-{A62:21}/{hex:32}", "too short")],
        ..BAIDU
    },
    Rule {
        id: "baidu-qianfan-secret-key",
        title: "Baidu secret key (older)",
        keywords: &["baidu", "qianfan", "ernie", "wenxin", "yiyan"],
        case: Case::Any,
        pattern: r#"(?i:secret(?:_?key)?|\bsk)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{32})"#,
        near: Some(Near { words: &["baidu", "qianfan", "ernie", "wenxin", "yiyan"], above: 2 }),
        rank: -1,
        exposes: "with its API key: fetches access tokens and runs models and recognition on the account's bill",
        advice: "Delete the application's keys in the console and create it anew",
        hits: &["BAIDU_SECRET_KEY=<<{A62:32}>>", "qianfan:\n  ak: {A62:24}\n  secret_key: '<<{A62:32}>>'"],
        misses: &[("SECRET_KEY={A62:32}", "nothing of the vendor near"), ("BAIDU_SECRET_KEY={A62:24}", "the API key's length"), ("baidu secret_hash = {hex:32}", "a digest")],
        ..BAIDU
    },
];
