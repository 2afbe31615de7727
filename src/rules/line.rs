//! LINE: channel access tokens and channel secrets.

use super::rule::*;

const CONSOLE: &str = "https://developers.line.biz/console/";
const TOKENS: &str = "https://developers.line.biz/en/docs/messaging-api/channel-access-tokens/";

const LINE: Rule = Rule { provider: "LINE", roll: CONSOLE, reference: TOKENS, ..Rule::BASE };

/// LINE's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "line-channel-access-token",
        title: "LINE channel access token",
        // most tokens end alike; the others are led to by the setting's name
        keywords: &["w1cdnyilfu=", "channel_access_token", "channelaccesstoken", "channel-access-token", "line_access", "lineaccess", "line_token"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z+/]{171}=)",
        reach: 400,
        after: Edge::Base64,
        entropy: Some(Alphabet::A64),
        exposes: "sends messages to everybody who follows the channel, and reads their profiles",
        advice: "Reissue the token and let the old one end at once (choose 0 hours)",
        hits: &[
            "LINE_CHANNEL_ACCESS_TOKEN=<<{A64:171}=>>",
            "line_bot_api = LineBotApi('<<{A64:161}w1cDnyilFU=>>')",
            "const client = new Client({{\n  channelAccessToken: \"<<{A64:171}=>>\"\n}})",
        ],
        misses: &[("x = {A64:171}=", "nothing of LINE near"), ("channel_access_token: {A64:100}=", "too short"), ("channel_access_token: {A64:400}=", "a blob")],
        ..LINE
    },
    Rule {
        id: "line-channel-secret",
        title: "LINE channel secret",
        keywords: &["channel_secret", "channelsecret", "channel-secret", "line_secret"],
        case: Case::Any,
        pattern: r#"(?i:line[_.-]?(?:bot[_.-]?)?(?:channel[_.-]?)?secret|channel[_.-]?secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{32})"#,
        near: Some(Near { words: &["line"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "forges webhook calls and issues access tokens for the channel",
        advice: "Issue a new channel secret in the console and deploy it",
        reference: "https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/",
        hits: &["LINE_CHANNEL_SECRET=<<{hex:32}>>", "const config = {{ // line\n  channelSecret: '<<{hex:32}>>' }}"],
        misses: &[("LINE_CHANNEL_ID={dig:10}", "the public id"), ("LINE_CHANNEL_SECRET={hex:40}", "too long")],
        ..LINE
    },
];
