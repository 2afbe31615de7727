//! OpenAI: API keys of users, projects, service accounts and administrators; session tokens.

use super::rule::*;

const KEYS: &str = "https://platform.openai.com/api-keys";

const OPENAI: Rule = Rule {
    provider: "OpenAI",
    roll: KEYS,
    logs: "https://platform.openai.com/usage",
    reference: "https://platform.openai.com/docs/api-reference/authentication",
    entropy: Some(Alphabet::A64),
    after: Edge::Url,
    severity: Severity::Critical,
    ..Rule::BASE
};

/// OpenAI's rules. All its keys carry `T3BlbkFJ`, base64 of the vendor's name, in their middle.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "openai-admin-key",
        title: "OpenAI admin key",
        keywords: &["sk-admin-"],
        pattern: r"(?P<secret>sk-admin-(?:[A-Za-z0-9_-]{58}T3BlbkFJ[A-Za-z0-9_-]{58}|[A-Za-z0-9_-]{74}T3BlbkFJ[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{20}T3BlbkFJ[A-Za-z0-9_-]{20}))",
        exposes: "administers the organisation: people, projects and their keys",
        roll: "https://platform.openai.com/settings/organization/admin-keys",
        advice: "Revoke it first of all, then read the organisation's audit log for new keys and members",
        hits: &["sk-admin-{A64u:58}T3BlbkFJ{A64u:57}{A62:1}", "OPENAI_ADMIN_KEY=<<sk-admin-{A64u:58}T3BlbkFJ{A64u:57}{A62:1}>>"],
        misses: &[("sk-admin-{A62:40}", "without its mark"), ("sk-admin-{A62:58}T3BlbkFJ{A62:50}", "too short")],
        ..OPENAI
    },
    Rule {
        id: "openai-project-key",
        title: "OpenAI project key",
        keywords: &["sk-proj-"],
        pattern: r"(?P<secret>sk-proj-(?:[A-Za-z0-9_-]{74}T3BlbkFJ[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58}T3BlbkFJ[A-Za-z0-9_-]{58}|[A-Za-z0-9_-]{20}T3BlbkFJ[A-Za-z0-9_-]{20}))",
        exposes: "runs models at the project's cost and reads its files, threads and fine-tuned models",
        advice: "Revoke the key in its project, make another with limits and look at the usage page",
        hits: &["sk-proj-{A64u:74}T3BlbkFJ{A64u:73}{A62:1}", "OPENAI_API_KEY=\"<<sk-proj-{A64u:58}T3BlbkFJ{A64u:57}{A62:1}>>\"", "api_key: <<sk-proj-{A62:20}T3BlbkFJ{A62:20}>>"],
        misses: &[("sk-proj-{A62:48}", "without its mark"), ("sk-proj-{A62:20}T3BlbkFJ{A62:30}", "halves of different widths"), ("sk-proj-xxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..OPENAI
    },
    Rule {
        id: "openai-service-account-key",
        title: "OpenAI service account key",
        keywords: &["sk-svcacct-"],
        pattern: r"(?P<secret>sk-svcacct-(?:[A-Za-z0-9_-]{74}T3BlbkFJ[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58}T3BlbkFJ[A-Za-z0-9_-]{58}|[A-Za-z0-9_-]{20}T3BlbkFJ[A-Za-z0-9_-]{20}))",
        exposes: "runs models at the project's cost as a service account",
        roll: "https://platform.openai.com/settings/organization/api-keys",
        advice: "Revoke the service account's key and deploy a new one",
        hits: &["sk-svcacct-{A64u:58}T3BlbkFJ{A64u:57}{A62:1}", "{{\"openai\": \"<<sk-svcacct-{A64u:74}T3BlbkFJ{A64u:73}{A62:1}>>\"}}"],
        misses: &[("sk-svcacct-{A62:48}", "without its mark"), ("sk-svcacct-...", "documentation")],
        ..OPENAI
    },
    Rule {
        id: "openai-session-token",
        title: "OpenAI dashboard session token",
        keywords: &["openai"],
        case: Case::Any,
        pattern: r"(?P<secret>sess-[A-Za-z0-9]{40})",
        near: Some(Near { words: &["openai"], above: 3 }),
        entropy: Some(Alphabet::A62),
        severity: Severity::High,
        exposes: "is a person's session in the dashboard, with the keys it can make",
        roll: "https://platform.openai.com/settings/profile",
        advice: "Log the person out of all devices",
        hits: &["OPENAI_SESSION_TOKEN=<<sess-{A62:40}>>", "# openai dashboard\nauthorization: Bearer <<sess-{A62:40}>>"],
        misses: &[("cookie: sess-{A62:40}", "no vendor near"), ("openai_token=sess-{A62:30}", "too short")],
        ..OPENAI
    },
    Rule {
        id: "openai-user-key",
        title: "OpenAI user key",
        keywords: &["T3BlbkFJ"],
        pattern: r"(?P<secret>sk-(?:None-)?[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})",
        entropy: Some(Alphabet::A62),
        exposes: "runs models at the organisation's cost in all projects of its owner",
        advice: "Revoke the key, make a project key with limits, and look at the usage page",
        hits: &["sk-{A62:20}T3BlbkFJ{A62:20}", "openai.api_key = '<<sk-{A62:20}T3BlbkFJ{A62:20}>>'"],
        misses: &[("sk-{A62:48}", "without its mark"), ("sk-{A62:20}T3BlbkFJ{A62:19}", "one character short")],
        ..OPENAI
    },
];
