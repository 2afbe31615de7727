//! Microsoft Teams: incoming webhooks.

use super::rule::*;

/// Teams' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "microsoft-teams-incoming-webhook",
        provider: "Microsoft Teams",
        title: "Microsoft Teams incoming webhook",
        keywords: &[".webhook.office.com/webhookb2/", "outlook.office.com/webhook/", "outlook.office365.com/webhook/"],
        pattern: r"(?P<secret>(?:[0-9a-z-]{1,63}\.webhook\.office\.com/webhookb2|outlook\.office(?:365)?\.com/webhook)/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/IncomingWebhook/[0-9a-z]{32}/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:/[0-9A-Za-z_-]{1,80})?)",
        reach: 400,
        after: Edge::Url,
        severity: Severity::Medium,
        exposes: "posts messages into one channel, in the connector's name",
        roll: "https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook",
        advice: "Remove the connector from the channel and set the notifications up as a workflow",
        reference: "https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook",
        hits: &[
            "TEAMS_URL=https://<<acme.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}>>",
            "url: \"https://<<acme.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}/V2{A64u:43}>>\"",
            "https://<<outlook.office.com/webhook/{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}>>",
        ],
        misses: &[
            ("https://acme.webhook.office.com/webhookb2/", "only the host"),
            ("https://acme.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/XXXX/{uuid}", "a placeholder"),
        ],
        ..Rule::BASE
    },
];
