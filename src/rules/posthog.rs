//! PostHog: personal API keys, feature-flag keys; project keys are public.

use super::rule::*;

const POSTHOG: Rule = Rule {
    provider: "PostHog",
    roll: "https://us.posthog.com/settings/user-api-keys",
    entropy: Some(Alphabet::A62),
    reference: "https://posthog.com/docs/api",
    ..Rule::BASE
};

/// PostHog's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "posthog-feature-flags-secure-key",
        title: "PostHog feature flags secure key",
        keywords: &["phs_"],
        pattern: r"(?P<secret>phs_[0-9A-Za-z]{40,50})",
        severity: Severity::Medium,
        exposes: "reads all feature flag definitions of the project, remote configuration included",
        roll: "https://us.posthog.com/settings/project-feature-flags",
        advice: "Rotate the secure key in the project's feature flag settings",
        reference: "https://posthog.com/docs/feature-flags/remote-config",
        hits: &["POSTHOG_SECURE_KEY=<<phs_{A62:43}>>", "personal_api_key='<<phs_{A62:43}>>'"],
        misses: &[("phs_{A62:20}", "too short"), ("graphs_{A62:43}", "the end of a word")],
        ..POSTHOG
    },
    Rule {
        id: "posthog-personal-api-key",
        title: "PostHog personal API key",
        keywords: &["phx_"],
        pattern: r"(?P<secret>phx_[0-9A-Za-z]{41,49})",
        exposes: "reads events and persons and changes projects as its owner, within its scopes",
        advice: "Roll the key in the user settings, and give the next one only the scopes it needs",
        reference: "https://posthog.com/docs/api/personal-api-keys",
        hits: &["POSTHOG_PERSONAL_API_KEY=<<phx_{A62:43}>>", "Authorization: Bearer <<phx_{A62:47}>>"],
        misses: &[("phx_{A62:30}", "too short"), ("phx_your_personal_api_key", "a placeholder")],
        ..POSTHOG
    },
    Rule {
        id: "posthog-project-api-key",
        title: "PostHog project API key",
        keywords: &["phc_"],
        pattern: r"(?P<secret>phc_[0-9A-Za-z]{41,49})",
        severity: Severity::Info,
        exposes: "sends events, as every visitor's browser does",
        roll: "https://us.posthog.com/settings/project",
        advice: "Leave it: it is made to be public",
        hits: &["posthog.init('<<phc_{A62:43}>>')", "NEXT_PUBLIC_POSTHOG_KEY=<<phc_{A62:43}>>"],
        misses: &[("phc_{A62:30}", "too short"), ("phx_{A62:43}", "the secret kind")],
        ..POSTHOG
    },
];
