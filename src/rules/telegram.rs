//! Telegram: bot tokens.

use super::rule::*;

/// `:AA` has three bytes only: one keyword for every character that may follow.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    ":AA0", ":AA1", ":AA2", ":AA3", ":AA4", ":AA5", ":AA6", ":AA7", ":AA8", ":AA9", ":AAA", ":AAB", ":AAC", ":AAD", ":AAE", ":AAF", ":AAG", ":AAH", ":AAI", ":AAJ",
    ":AAK", ":AAL", ":AAM", ":AAN", ":AAO", ":AAP", ":AAQ", ":AAR", ":AAS", ":AAT", ":AAU", ":AAV", ":AAW", ":AAX", ":AAY", ":AAZ", ":AAa", ":AAb", ":AAc", ":AAd",
    ":AAe", ":AAf", ":AAg", ":AAh", ":AAi", ":AAj", ":AAk", ":AAl", ":AAm", ":AAn", ":AAo", ":AAp", ":AAq", ":AAr", ":AAs", ":AAt", ":AAu", ":AAv", ":AAw", ":AAx",
    ":AAy", ":AAz", ":AA_", ":AA-",
];

/// Telegram's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "telegram-bot-token",
        provider: "Telegram",
        title: "Telegram bot token",
        keywords: HEADS,
        pattern: r"(?:^|bot|[^0-9A-Za-z_])(?P<secret>[0-9]{8,10}:AA[0-9A-Za-z_-]{33})",
        before: Edge::Open,
        after: Edge::Url,
        entropy: Some(Alphabet::Lc36),
        exposes: "reads what the bot is sent and writes in its name",
        advice: "Send /revoke to BotFather and put the new token into the key manager",
        roll: "https://core.telegram.org/bots/features#botfather",
        reference: "https://core.telegram.org/bots/api",
        hits: &["TELEGRAM_BOT_TOKEN=<<{dig:10}:AAH{A64u:32}>>", "curl https://api.telegram.org/bot<<{dig:9}:AA{A64u:33}>>/getMe", "\"token\": \"<<{dig:8}:AA{A64u:33}>>\""],
        misses: &[("{dig:10}:AA{A64u:32}", "one character short"), ("{dig:7}:AA{A64u:33}", "the id is too short"), ("{dig:10}:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..Rule::BASE
    },
];
