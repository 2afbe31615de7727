//! Doppler: tokens of people, machines, service accounts and services.

use super::rule::*;

const DOPPLER: Rule = Rule {
    provider: "Doppler",
    roll: "https://dashboard.doppler.com/",
    logs: "https://docs.doppler.com/docs/activity-logs",
    reference: "https://docs.doppler.com/reference/auth-token-formats",
    before: Edge::Dotted,
    entropy: Some(Alphabet::A62),
    ..Rule::BASE
};

/// Doppler's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "doppler-audit-token",
        title: "Doppler audit log token",
        keywords: &["dp.audit."],
        pattern: r"(?P<secret>dp\.audit\.[A-Za-z0-9]{40,44})",
        exposes: "reads the workplace's audit log",
        advice: "Revoke the audit token in the workplace's settings",
        hits: &["dp.audit.{A62:43}", "DOPPLER_TOKEN=<<dp.audit.{A62:43}>>"],
        misses: &[("dp.audit.{A62:39}", "too short"), ("dp.audit.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..DOPPLER
    },
    Rule {
        id: "doppler-cli-token",
        title: "Doppler CLI token",
        keywords: &["dp.ct."],
        pattern: r"(?P<secret>dp\.ct\.[A-Za-z0-9]{40,44})",
        exposes: "reads and changes the secrets that its person may see",
        advice: "Log that machine out in the person's settings",
        hits: &["dp.ct.{A62:43}", "DOPPLER_TOKEN=<<dp.ct.{A62:43}>>"],
        misses: &[("dp.ct.{A62:39}", "too short"), ("dp.ct.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..DOPPLER
    },
    Rule {
        id: "doppler-personal-token",
        title: "Doppler personal token",
        keywords: &["dp.pt."],
        pattern: r"(?P<secret>dp\.pt\.[A-Za-z0-9]{40,44})",
        severity: Severity::Critical,
        exposes: "reads and changes every secret its owner may see, in all projects",
        advice: "Revoke the personal token, then roll the secrets it could read",
        hits: &["dp.pt.{A62:43}", "DOPPLER_TOKEN=<<dp.pt.{A62:43}>>"],
        misses: &[("dp.pt.{A62:39}", "too short"), ("dp.pt.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..DOPPLER
    },
    Rule {
        id: "doppler-scim-token",
        title: "Doppler SCIM token",
        keywords: &["dp.scim."],
        pattern: r"(?P<secret>dp\.scim\.[A-Za-z0-9]{40,44})",
        exposes: "adds and removes the workplace's people",
        advice: "Make a new SCIM token and enter it at the identity provider",
        hits: &["dp.scim.{A62:43}", "DOPPLER_TOKEN=<<dp.scim.{A62:43}>>"],
        misses: &[("dp.scim.{A62:39}", "too short"), ("dp.scim.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..DOPPLER
    },
    Rule {
        id: "doppler-service-account-identity-token",
        title: "Doppler service account identity token",
        keywords: &["dp.said."],
        pattern: r"(?P<secret>dp\.said\.[A-Za-z0-9]{40,44})",
        exposes: "acts as the service account for a short time",
        advice: "Revoke the identity and look at the activity log",
        hits: &["dp.said.{A62:43}", "DOPPLER_TOKEN=<<dp.said.{A62:43}>>"],
        misses: &[("dp.said.{A62:39}", "too short"), ("dp.said.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..DOPPLER
    },
    Rule {
        id: "doppler-service-account-token",
        title: "Doppler service account token",
        keywords: &["dp.sa."],
        pattern: r"(?P<secret>dp\.sa\.[A-Za-z0-9]{40,44})",
        exposes: "reads and changes secrets with the service account's role",
        advice: "Revoke the service account's token, then roll what it could read",
        hits: &["dp.sa.{A62:43}", "DOPPLER_TOKEN=<<dp.sa.{A62:43}>>"],
        misses: &[("dp.sa.{A62:39}", "too short"), ("dp.sa.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..DOPPLER
    },
    Rule {
        id: "doppler-service-token",
        title: "Doppler service token",
        keywords: &["dp.st."],
        pattern: r"(?P<secret>dp\.st\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44})",
        exposes: "reads the secrets of one environment",
        advice: "Revoke the service token and roll the secrets of that environment",
        hits: &["dp.st.{A62:43}", "DOPPLER_TOKEN=<<dp.st.prd_main.{A62:43}>>"],
        misses: &[("dp.st.{A62:39}", "too short"), ("dp.st.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..DOPPLER
    },
];
