//! Anthropic: API keys, admin keys, tokens of signed-in tools and browsers.

use super::rule::*;

const KEYS: &str = "https://platform.claude.com/settings/keys";
const USAGE: &str = "https://platform.claude.com/usage";
const SETTINGS: &str = "https://claude.ai/settings";
const HELP: &str = "https://support.claude.com/en/articles/8384961-what-should-i-do-if-i-suspect-my-api-key-has-been-compromised";

const ANTHROPIC: Rule = Rule {
    provider: "Anthropic",
    roll: KEYS,
    logs: USAGE,
    reference: HELP,
    after: Edge::Url,
    entropy: Some(Alphabet::A64),
    severity: Severity::Critical,
    ..Rule::BASE
};

/// Anthropic's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "anthropic-admin-key",
        title: "Anthropic admin API key",
        keywords: &["sk-ant-admin"],
        pattern: r"(?P<secret>sk-ant-admin[0-9]{2}-[0-9A-Za-z_-]{93}AA)",
        exposes: "manages the organisation's members, workspaces and API keys",
        roll: "https://platform.claude.com/settings/admin-keys",
        advice: "Delete the admin key, then go through the members and keys that it could have added",
        reference: "https://platform.claude.com/docs/en/build-with-claude/administration-api",
        hits: &["ANTHROPIC_ADMIN_KEY=<<sk-ant-admin01-{A64u:93}AA>>", "x-api-key: <<sk-ant-admin01-{A64u:93}AA>>"],
        misses: &[("sk-ant-admin01-{A64u:93}Ab", "does not end as they do"), ("sk-ant-admin01-{A64u:40}AA", "too short")],
        ..ANTHROPIC
    },
    Rule {
        id: "anthropic-api-key",
        title: "Anthropic API key",
        keywords: &["sk-ant-api"],
        pattern: r"(?P<secret>sk-ant-api[0-9]{2}-[0-9A-Za-z_-]{93}AA)",
        exposes: "runs models at the workspace's cost and reads the files stored in it",
        advice: "Delete the key in the Console, create another, and look at the usage since it left",
        hits: &["ANTHROPIC_API_KEY=<<sk-ant-api03-{A64u:93}AA>>", "client = Anthropic(api_key=\"<<sk-ant-api03-{A64u:93}AA>>\")"],
        misses: &[("sk-ant-api03-{A64u:92}AA", "one character short"), ("sk-ant-api03-your-key-here", "a placeholder"), ("sk-ant-api03-{A64u:93}xx", "does not end as they do")],
        ..ANTHROPIC
    },
    Rule {
        id: "anthropic-oauth-token",
        title: "Anthropic OAuth token (Claude Code)",
        keywords: &["sk-ant-oat", "sk-ant-ort"],
        pattern: r"(?P<secret>sk-ant-o[ar]t[0-9]{2}-[0-9A-Za-z_-]{80,110})",
        exposes: "uses the subscription of the person who signed in; one made by setup-token does so for a year",
        roll: SETTINGS,
        logs: "",
        advice: "Log out of that session in the Claude settings and sign in again",
        hits: &["CLAUDE_CODE_OAUTH_TOKEN=<<sk-ant-oat01-{A64u:93}AA>>", "{{\"refreshToken\":\"<<sk-ant-ort01-{A64u:93}AA>>\"}}"],
        misses: &[("sk-ant-oat01-{A64u:30}", "cut off"), ("sk-ant-oit01-{A64u:95}", "no such kind")],
        ..ANTHROPIC
    },
    Rule {
        id: "anthropic-session-key",
        title: "Anthropic web session key",
        keywords: &["sk-ant-sid"],
        pattern: r"(?P<secret>sk-ant-sid[0-9]{2}-[0-9A-Za-z_-]{80,120})",
        severity: Severity::High,
        exposes: "opens the person's conversations and projects on claude.ai",
        roll: SETTINGS,
        logs: "",
        advice: "Log out of all devices in the Claude settings",
        hits: &["Cookie: sessionKey=<<sk-ant-sid01-{A64u:93}AA>>; a=b", "SESSION_KEY=\"<<sk-ant-sid02-{A64u:95}>>\""],
        misses: &[("sk-ant-sid01-{A64u:60}", "too short"), ("sk-ant-sid01-...", "cut by hand")],
        ..ANTHROPIC
    },
];
