//! Microsoft Power Automate and Logic Apps: signed trigger URLs.

use super::rule::*;

/// Power Automate's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "power-automate-trigger-url",
        provider: "Microsoft Power Automate",
        title: "Workflow trigger URL with signature",
        keywords: &["/triggers/manual/paths/invoke"],
        pattern: r#"(?P<secret>https://[0-9a-z.-]{5,150}(?:\.logic\.azure\.com|\.api\.powerplatform\.com)(?::443)?/[^\s"'<>?]{0,200}/triggers/manual/paths/invoke[^\s"'<>]{0,200}[?&;6]sig=[0-9A-Za-z_-]{43})"#,
        reach: 600,
        after: Edge::Url,
        severity: Severity::Medium,
        exposes: "starts the workflow with any input",
        advice: "Regenerate the access key of the trigger, which ends all its signed addresses",
        roll: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app",
        reference: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app",
        hits: &[
            "FLOW_URL=<<https://prod-12.westeurope.logic.azure.com:443/workflows/{hex:32}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={A64u:43}>>",
            "\"url\": \"<<https://default{hex:30}.01.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/{hex:32}/triggers/manual/paths/invoke?api-version=1\\u0026sp=a\\u0026sv=1.0\\u0026sig={A64u:43}>>\"",
        ],
        misses: &[("https://prod-12.westeurope.logic.azure.com/workflows/{hex:32}/triggers/manual/paths/invoke?api-version=2016-06-01", "no signature"), ("https://host.tld/workflows/{hex:32}/triggers/manual/paths/invoke?sig={A64u:43}", "another host")],
        ..Rule::BASE
    },
];
