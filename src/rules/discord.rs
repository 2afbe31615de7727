//! Discord: bot tokens, webhooks, OAuth client secrets.

use super::rule::*;
use crate::proof::ids::DISCORD;

const PORTAL: &str = "https://discord.com/developers/applications";

const BASE: Rule = Rule { provider: "Discord", roll: PORTAL, reference: "https://discord.com/developers/docs/reference", after: Edge::Url, ..Rule::BASE };

/// Discord's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "discord-application-id",
        provider: "Discord",
        title: "Discord application (client) id",
        keywords: &["discord"],
        case: Case::Any,
        pattern: named!(r"(?:client|application|app)[_-]?id", "[0-9]{17,20}"),
        near: Some(Near { words: &["discord"], above: 4 }),
        rank: -1,
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://discord.com/developers/docs/topics/oauth2",
        hits: &["DISCORD_CLIENT_ID=<<{dig:18}>>", "discord:\n  applicationId: '<<{dig:19}>>'"],
        misses: &[("client_id={dig:18}", "nothing says Discord"), ("DISCORD_CLIENT_ID={dig:10}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "discord-bot-token",
        title: "Discord bot token",
        keywords: &["discord", "bot_token", "bottoken", "bot-token", "client.login", "bot.login", "bot.run(", "client.run(", "authorization: bot "],
        case: Case::Any,
        pattern: r"(?P<secret>[MNO][0-9A-Za-z_-]{23,27}\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,38})",
        proof: Some(DISCORD),
        reach: 512,
        before: Edge::Dotted,
        after: Edge::Dotted,
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Critical,
        exposes: "controls the bot in every server that it joined",
        advice: "Reset the bot token in the developer portal",
        hits: &["DISCORD_TOKEN=<<{seal}>>", "client.login('<<N{A62:23}.{A64u:6}.{A64u:27}>>');", "Authorization: Bot <<OD{A62:24}.{A64u:6}.{A64u:38}>>"],
        misses: &[("discord.{A62:23}.{A62:6}.{A62:27}", "a piece of a dotted name"), ("DISCORD_TOKEN=MT{A62:24}.{A64u:5}.{A64u:38}", "the middle is too short"), ("DISCORD_TOKEN=eyJ{A62:22}.{A64u:60}.{A64u:38}", "a JWT")],
        ..BASE
    },
    Rule {
        id: "discord-client-secret",
        title: "Discord OAuth client secret",
        keywords: &["discord"],
        case: Case::Any,
        pattern: r#"(?i:discord(?s:.{0,120}?)(?:client|app|oauth2?)[_. -]?secret)["']?\s{0,3}(?:[=:]{1,2}>?|,)\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{32})"#,
        before: Edge::Url,
        entropy: Some(Alphabet::A64),
        rank: -1,
        pair: Some(Pair { with: &["discord-application-id"], lines: 4, severity: Severity::High }),
        exposes: "signs people in as the application and exchanges their codes",
        advice: "Reset the client secret in the developer portal",
        reference: "https://discord.com/developers/docs/topics/oauth2",
        hits: &["DISCORD_CLIENT_SECRET=<<{A64u:32}>>", "discord: {{\n  clientId: '1234',\n  clientSecret: '<<{A64u:32}>>',\n}}"],
        misses: &[("DISCORD_CLIENT_SECRET={A64u:31}", "one character short"), ("DISCORD_PUBLIC_KEY={hex:64}", "the public key"), ("DISCORD_CLIENT_SECRET=your-discord-client-secret-here-", "a placeholder")],
        ..BASE
    },
    Rule {
        id: "discord-webhook-url",
        title: "Discord webhook URL",
        keywords: &["discord.com/api", "discordapp.com/api"],
        pattern: r"(?P<secret>https://(?:(?:canary|ptb)\.)?discord(?:app)?\.com/api/(?:v[0-9]{1,2}/)?webhooks/[0-9]{17,20}/[0-9A-Za-z_-]{60,72})",
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Medium,
        exposes: "posts messages into one channel, and can edit or delete the webhook",
        advice: "Delete the webhook in the channel's settings",
        roll: "https://support.discord.com/hc/en-us/articles/228383668",
        reference: "https://discord.com/developers/docs/resources/webhook",
        hits: &["WEBHOOK=<<https://discord.com/api/webhooks/{dig:18}/{A64u:68}>>", "url: \"<<https://canary.discordapp.com/api/v10/webhooks/{dig:19}/{A64u:68}>>\""],
        misses: &[("https://discord.com/api/webhooks/{dig:18}", "no token"), ("https://discord.com/api/webhooks/{dig:18}/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..BASE
    },
];
