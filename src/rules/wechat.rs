//! WeChat: app secrets.

use super::rule::*;

const WECHAT: Rule = Rule {
    provider: "WeChat",
    case: Case::Any,
    entropy: Some(Alphabet::Hex),
    rank: -1,
    roll: "https://mp.weixin.qq.com/",
    reference: "https://developers.weixin.qq.com/",
    ..Rule::BASE
};

/// WeChat's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "wechat-app-id",
        title: "WeChat app id",
        keywords: &["appid", "app_id", "wechat", "weixin"],
        pattern: r"(?P<secret>wx[0-9a-f]{16})",
        severity: Severity::Info,
        exposes: "nothing alone: it names the application",
        advice: "Look for the app secret beside it",
        hits: &["WECHAT_APPID=<<wx{hex:16}>>", "\"appid\": \"<<wx{hex:16}>>\","],
        misses: &[("appid: wx{hex:12}", "too short"), ("cmp wx{hex:16}", "nothing names the vendor")],
        ..WECHAT
    },
    Rule {
        id: "wechat-app-secret",
        title: "WeChat app secret",
        keywords: &["appsecret", "app_secret", "app-secret", "wechat", "weixin", "wx_secret"],
        pattern: r#"(?i:app[_-]?secret|(?:wechat|weixin|wx)[0-9a-z_.-]{0,20}secret|secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{32})"#,
        near: Some(Near { words: &["wechat", "weixin", "wx_", "=wx", "\"wx", "'wx", " wx", "appsecret"], above: 3 }),
        pair: Some(Pair { with: &["wechat-app-id"], lines: 3, severity: Severity::High }),
        exposes: "calls the platform's interface as the official account or mini program",
        advice: "Reset the AppSecret in the console",
        hits: &["WECHAT_APP_SECRET=<<{hex:32}>>", "\"appid\": \"wx{hex:16}\",\n\"appsecret\": \"<<{hex:32}>>\""],
        misses: &[("APP_SECRET={hex:32}", "nothing names the vendor"), ("WECHAT_APP_SECRET={hex:31}", "one character short"), ("wechat file md5: {hex:32}", "a digest")],
        ..WECHAT
    },
];
