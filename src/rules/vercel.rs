//! Vercel: account, integration, app and gateway tokens.

use super::rule::*;
use crate::proof::crc::VERCEL;

const TOKENS: &str = "https://vercel.com/account/tokens";

const BASE: Rule = Rule {
    provider: "Vercel",
    roll: TOKENS,
    reference: "https://vercel.com/docs/accounts/access-tokens",
    entropy: Some(Alphabet::A62),
    ..Rule::BASE
};

/// Vercel's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "vercel-ai-gateway-key",
        title: "Vercel AI Gateway API key",
        keywords: &["vck_"],
        pattern: r"(?P<secret>vck_[0-9A-Za-z]{56})",
        proof: Some(VERCEL),
        exposes: "calls every model behind the gateway at the team's cost",
        advice: "Delete the gateway key and read the gateway's usage",
        roll: "https://vercel.com/docs/ai-gateway",
        hits: &["AI_GATEWAY_API_KEY=<<vck_{A62:50}{seal}>>", "apiKey: '<<vck_{A62:50}{seal}>>'"],
        misses: &[("vck_{A62:55}", "one character short"), ("vck_{A62:60}", "too long")],
        ..BASE
    },
    Rule {
        id: "vercel-app-token",
        title: "Vercel app access or refresh token",
        keywords: &["vca_", "vcr_"],
        pattern: r"(?P<secret>vc[ar]_[0-9A-Za-z]{56})",
        proof: Some(VERCEL),
        exposes: "acts for the person who signed in to the app",
        advice: "Sign the app out and authorise it again",
        hits: &["access_token: <<vca_{A62:50}{seal}>>", "\"refreshToken\": \"<<vcr_{A62:50}{seal}>>\""],
        misses: &[("vca_{A62:50}", "too short"), ("ivca_{A62:56}", "an ordinary identifier")],
        ..BASE
    },
    Rule {
        id: "vercel-integration-token",
        title: "Vercel integration token",
        keywords: &["vci_"],
        pattern: r"(?P<secret>vci_[0-9A-Za-z]{56})",
        proof: Some(VERCEL),
        exposes: "reaches the projects that the integration was installed for",
        advice: "Rotate the integration's token or remove the integration",
        roll: "https://vercel.com/dashboard/integrations",
        hits: &["VERCEL_INTEGRATION_TOKEN=<<vci_{A62:50}{seal}>>", "token: \"<<vci_{A62:50}{seal}>>\""],
        misses: &[("vci_{A62:54}", "too short"), ("vci_{A62:58}", "too long")],
        ..BASE
    },
    Rule {
        id: "vercel-legacy-access-token",
        title: "Vercel access token, old form",
        keywords: &["vercel_", "vercel-token", "vercel --token", "vercel deploy", "verceltoken"],
        case: Case::Any,
        pattern: r#"(?i:vercel_?(?:api_?|access_?|auth_?|deploy_?|cli_?|bearer_?)?-?(?:token|key)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?|vercel [^\n]{0,80}--token[ =]["']?)(?P<secret>[0-9A-Za-z]{24})"#,
        rank: -1,
        severity: Severity::Critical,
        exposes: "deploys, reads environment variables and deletes projects as its owner",
        advice: "Delete the token and read the account's activity",
        hits: &["VERCEL_TOKEN=<<{A62:24}>>", "vercel deploy --prod --token=<<{A62:24}>>", "  vercel-token: \"<<{A62:24}>>\""],
        misses: &[("VERCEL_TOKEN={A62:20}", "too short"), ("VERCEL_PROJECT_ID=prj_{A62:24}", "an id"), ("VERCEL_TOKEN=${{VERCEL_TOKEN_FOR_PREVIEWS}}", "a reference")],
        ..BASE
    },
    Rule {
        id: "vercel-personal-access-token",
        title: "Vercel personal access token",
        keywords: &["vcp_"],
        pattern: r"(?P<secret>vcp_[0-9A-Za-z]{56})",
        proof: Some(VERCEL),
        severity: Severity::Critical,
        exposes: "deploys, reads environment variables and deletes projects as its owner",
        advice: "Delete the token and read the account's activity",
        hits: &["VERCEL_TOKEN=<<vcp_{A62:50}{seal}>>", "- run: vercel deploy --token <<vcp_{A62:50}{seal}>>"],
        misses: &[("vcp_{A62:55}", "one character short"), ("mvcp_{A62:56}", "an ordinary identifier")],
        ..BASE
    },
];
