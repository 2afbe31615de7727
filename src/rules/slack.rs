//! Slack: bot, user, app, configuration, refresh and session tokens; webhook and workflow URLs.

use super::rule::*;

const APPS: &str = "https://api.slack.com/apps";
const LOGS: &str = "https://slack.com/help/articles/360002084807-View-Access-Logs-for-your-workspace";

const SLACK: Rule = Rule {
    provider: "Slack",
    roll: APPS,
    logs: LOGS,
    reference: "https://docs.slack.dev/authentication/tokens",
    entropy: Some(Alphabet::A62),
    after: Edge::Url,
    ..Rule::BASE
};

/// Slack's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "slack-app-configuration-token",
        title: "Slack app configuration token",
        keywords: &["xoxe.xoxp-", "xoxe.xoxb-"],
        pattern: r"(?P<secret>xoxe\.xox[bp]-[0-9]-[A-Za-z0-9]{160,170})",
        exposes: "makes and reconfigures the owner's Slack apps (for twelve hours)",
        advice: "Revoke the configuration token under Your Apps, with its refresh token",
        reference: "https://docs.slack.dev/reference/methods/tooling.tokens.rotate",
        hits: &["xoxe.xoxp-1-{A62:166}", "SLACK_CONFIG_TOKEN=<<xoxe.xoxb-1-{A62:163}>>"],
        misses: &[("xoxe.xoxp-1-{A62:100}", "too short"), ("xoxe.xoxp-1-...", "documentation")],
        ..SLACK
    },
    Rule {
        id: "slack-app-token",
        title: "Slack app-level token",
        keywords: &["xapp-"],
        pattern: r"(?P<secret>xapp-[0-9]-A[A-Z0-9]{8,12}-[0-9]{10,14}-[0-9a-f]{64})",
        entropy: Some(Alphabet::Hex),
        exposes: "opens the app's event socket in every workspace that installed it",
        advice: "Revoke the app-level token under Basic Information and make another",
        hits: &["xapp-1-A{UC36:10}-{dig:13}-{hex:64}", "SLACK_APP_TOKEN=\"<<xapp-1-A{UC36:10}-{dig:13}-{hex:64}>>\""],
        misses: &[("xapp-1-A{UC36:10}-{dig:13}-{hex:60}", "too short"), ("xapp-1-A111-222-xyz", "documentation")],
        ..SLACK
    },
    Rule {
        id: "slack-bot-token",
        title: "Slack bot token",
        keywords: &["xoxb-"],
        pattern: r"(?P<secret>xoxb-[0-9]{8,14}-(?:[0-9]{9,14}-)?[A-Za-z0-9]{18,26})",
        entropy: Some(Alphabet::Hex),
        exposes: "reads and writes messages and files wherever the bot was invited, within its scopes",
        advice: "Revoke it with auth.revoke or rotate it in the app's page, and reinstall the app",
        hits: &["xoxb-{dig:12}-{dig:13}-{A62:24}", "SLACK_BOT_TOKEN=<<xoxb-{dig:11}-{A62:24}>>", "\"token\": \"<<xoxb-{dig:12}-{dig:12}-{A62:24}>>\""],
        misses: &[("xoxb-123456789012-1234567890123-{A62:6}", "too short"), ("xoxb-your-token-here", "a placeholder"), ("xoxb-111111111111-111111111111-xxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..SLACK
    },
    Rule {
        id: "slack-client-id",
        provider: "Slack",
        title: "Slack client id",
        keywords: &["slack"],
        case: Case::Any,
        pattern: named!(r"client[_-]?id", r"[0-9]{9,14}\.[0-9]{10,14}"),
        near: Some(Near { words: &["slack"], above: 3 }),
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://docs.slack.dev/authentication/installing-with-oauth",
        hits: &["SLACK_CLIENT_ID=<<{dig:12}.{dig:13}>>", "slack:\n  clientId: '<<{dig:12}.{dig:12}>>'"],
        misses: &[("client_id={dig:12}.{dig:12}", "nothing says Slack"), ("SLACK_CLIENT_ID={dig:12}", "half of it")],
        ..Rule::BASE
    },
    Rule {
        id: "slack-client-secret",
        title: "Slack app client secret",
        keywords: &["slack"],
        case: Case::Any,
        pattern: r#"(?i:client[_-]?secret)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9a-f]{32})"#,
        near: Some(Near { words: &["slack"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        pair: Some(Pair { with: &["slack-client-id"], lines: 4, severity: Severity::High }),
        exposes: "exchanges codes for tokens in the app's name",
        roll: "https://api.slack.com/apps",
        advice: "Regenerate the client secret on the app's basic information page",
        reference: "https://docs.slack.dev/authentication/installing-with-oauth",
        hits: &["SLACK_CLIENT_SECRET=<<{hex:32}>>", "slack:\n  client_id: {dig:12}.{dig:12}\n  client_secret: '<<{hex:32}>>'"],
        misses: &[("client_secret={hex:32}", "nothing says Slack"), ("SLACK_CLIENT_SECRET={hex:20}", "too short")],
        ..SLACK
    },
    Rule {
        id: "slack-legacy-workspace-token",
        title: "Slack legacy workspace token",
        keywords: &["xoxa-", "xoxr-", "xoxs-", "xoxo-"],
        pattern: r"(?P<secret>xox[arso]-(?:[0-9]-)?[0-9]{8,14}-[0-9]{8,14}-(?:[0-9]{8,14}-)?[0-9A-Za-z]{10,64})",
        entropy: Some(Alphabet::Digits),
        exposes: "reads and writes the workspace as an app or a person of old",
        advice: "Revoke the token with auth.revoke and move the app to granular scopes",
        hits: &["xoxs-{dig:11}-{dig:11}-{dig:12}-{hex:10}", "token=<<xoxa-2-{dig:12}-{dig:12}-{hex:32}>>"],
        misses: &[("xoxs-{dig:4}-{dig:4}-{hex:10}", "parts too short"), ("xoxa-2-...", "documentation")],
        ..SLACK
    },
    Rule {
        id: "slack-refresh-token",
        title: "Slack refresh token",
        keywords: &["xoxe-"],
        pattern: r"(?P<secret>xoxe-[0-9]-[A-Za-z0-9]{140,170})",
        exposes: "gets new access tokens of the app",
        advice: "Revoke the token pair and install the app again",
        reference: "https://docs.slack.dev/authentication/using-token-rotation",
        hits: &["xoxe-1-{A62:146}", "refresh_token: '<<xoxe-1-{A62:146}>>'"],
        misses: &[("xoxe-1-{A62:40}", "too short"), ("xoxe-1-abcd", "documentation")],
        ..SLACK
    },
    Rule {
        id: "slack-session-cookie",
        title: "Slack browser session cookie",
        keywords: &["xoxd-"],
        pattern: r"(?P<secret>xoxd-[A-Za-z0-9%+/=_-]{60,400})",
        after: Edge::Base64,
        entropy: None,
        severity: Severity::High,
        exposes: "is a person's session, together with an xoxc- token",
        roll: "https://slack.com/help/articles/214613347-Sign-out-of-Slack",
        advice: "Sign that person out of all sessions",
        hits: &["cookie: d=<<xoxd-{A62:80}%2F{A62:60}%3D%3D>>; lc=1", "SLACK_MCP_XOXD_TOKEN=<<xoxd-{A62:140}>>"],
        misses: &[("xoxd-{A62:20}", "too short"), ("xoxd-<cookie>", "documentation")],
        ..SLACK
    },
    Rule {
        id: "slack-session-token",
        title: "Slack browser session token",
        keywords: &["xoxc-"],
        pattern: r"(?P<secret>xoxc-[0-9]{9,15}-[0-9]{9,15}-[0-9]{9,15}-[0-9a-f]{64})",
        entropy: Some(Alphabet::Hex),
        pair: Some(Pair { with: &["slack-session-cookie"], lines: 5, severity: Severity::Critical }),
        severity: Severity::High,
        exposes: "acts as the person whose browser it comes from, together with the cookie",
        roll: "https://slack.com/help/articles/214613347-Sign-out-of-Slack",
        advice: "Sign that person out of all sessions",
        hits: &["xoxc-{dig:12}-{dig:12}-{dig:13}-{hex:64}", "SLACK_XOXC=\"<<xoxc-{dig:10}-{dig:12}-{dig:12}-{hex:64}>>\""],
        misses: &[("xoxc-{dig:12}-{dig:12}-{hex:64}", "a group is missing"), ("xoxc-...", "documentation")],
        ..SLACK
    },
    Rule {
        id: "slack-signing-secret",
        title: "Slack app signing secret",
        keywords: &["slack", "signing_secret", "signingsecret"],
        case: Case::Any,
        pattern: r#"(?i:signing[_-]?secret)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9a-f]{32})"#,
        near: Some(Near { words: &["slack", "xoxb", "bolt"], above: 4 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "forges requests that the app takes for Slack's own",
        roll: "https://api.slack.com/apps",
        advice: "Regenerate the signing secret on the app's basic information page",
        reference: "https://docs.slack.dev/authentication/verifying-requests-from-slack",
        hits: &["SLACK_SIGNING_SECRET=<<{hex:32}>>", "new App({{ // @slack/bolt\n  signingSecret: '<<{hex:32}>>' }})"],
        misses: &[("signing_secret={hex:32}", "nothing says Slack"), ("SLACK_SIGNING_SECRET={hex:20}", "too short")],
        ..SLACK
    },
    Rule {
        id: "slack-user-token",
        title: "Slack user token",
        keywords: &["xoxp-"],
        pattern: r"(?P<secret>xoxp-[0-9]{9,14}-[0-9]{9,14}-(?:[0-9]{9,14}-)?[0-9a-f]{32})",
        entropy: Some(Alphabet::Hex),
        severity: Severity::Critical,
        exposes: "reads and writes as a person: direct messages, private channels and files",
        advice: "Revoke it with auth.revoke and tell the person to look at the access logs",
        hits: &["xoxp-{dig:12}-{dig:12}-{dig:13}-{hex:32}", "slack_token = '<<xoxp-{dig:11}-{dig:11}-{dig:12}-{hex:32}>>'"],
        misses: &[("xoxp-{dig:12}-{hex:32}", "groups are missing"), ("xoxp-{dig:12}-{dig:12}-{dig:13}-{hex:31}", "one character short")],
        ..SLACK
    },
    Rule {
        id: "slack-webhook-url",
        title: "Slack incoming webhook URL",
        keywords: &["hooks.slack.com/services/", "hooks.slack-gov.com/services/"],
        pattern: r"(?P<secret>https://hooks\.slack(?:-gov)?\.com/services/T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{24})",
        after: Edge::Word,
        severity: Severity::Medium,
        exposes: "posts messages into one channel",
        advice: "Remove the webhook from the app and make another",
        reference: "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
        hits: &["https://hooks.slack.com/services/T{UC36:10}/B{UC36:10}/{A62:24}", "SLACK_WEBHOOK=<<https://hooks.slack.com/services/T{UC36:8}/B{UC36:8}/{A62:24}>>"],
        misses: &[("https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX", "the vendor's sample"), ("https://hooks.slack.com/services/T{UC36:8}/B{UC36:8}/{A62:20}", "too short")],
        ..SLACK
    },
    Rule {
        id: "slack-workflow-url",
        title: "Slack workflow trigger URL",
        keywords: &["hooks.slack.com/workflows/", "hooks.slack.com/triggers/"],
        pattern: r"(?P<secret>https://hooks\.slack\.com/(?:workflows/T[A-Z0-9]{8,12}/A[A-Z0-9]{8,12}/[0-9]{10,20}/[A-Za-z0-9]{24}|triggers/[TE][A-Z0-9]{8,12}/[0-9]{8,16}/[0-9a-f]{32}))",
        entropy: Some(Alphabet::Hex),
        after: Edge::Word,
        severity: Severity::Medium,
        exposes: "starts one workflow of the workspace",
        roll: "https://slack.com/help/articles/360041352714",
        advice: "Delete the workflow's trigger and make another",
        reference: "https://slack.com/help/articles/360041352714",
        hits: &["https://hooks.slack.com/workflows/T{UC36:10}/A{UC36:10}/{dig:18}/{A62:24}", "url: <<https://hooks.slack.com/triggers/T{UC36:8}/{dig:13}/{hex:32}>>"],
        misses: &[("https://hooks.slack.com/workflows/T00000000/A00000000/000000000000000000/XXXXXXXXXXXXXXXXXXXXXXXX", "a placeholder"), ("https://hooks.slack.com/triggers/", "no token")],
        ..SLACK
    },
];
