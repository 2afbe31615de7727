//! Notion: tokens of integrations.

use super::rule::*;

const NOTION: Rule = Rule {
    provider: "Notion",
    roll: "https://app.notion.com/developers/connections",
    reference: "https://developers.notion.com/page/changelog",
    entropy: Some(Alphabet::A62),
    ..Rule::BASE
};

/// Notion's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "notion-integration-token",
        title: "Notion integration token",
        keywords: &["ntn_"],
        pattern: r"(?P<secret>ntn_[0-9]{11}[0-9A-Za-z]{35})",
        entropy: Some(Alphabet::Lc36),
        exposes: "reads, and mostly edits, the pages and databases shared with the integration",
        advice: "Refresh the integration's secret, and look at which pages it was connected to",
        hits: &["NOTION_TOKEN=<<ntn_{dig:11}{A62:35}>>", "new Client({{ auth: \"<<ntn_{dig:11}{A62:35}>>\" }})"],
        misses: &[("ntn_{alpha:11}{A62:35}", "no digits first"), ("ntn_{dig:11}{A62:34}", "one character short")],
        ..NOTION
    },
    Rule {
        id: "notion-legacy-integration-token",
        title: "Notion integration token (before September 2024)",
        keywords: &["notion"],
        case: Case::Any,
        pattern: r"(?P<secret>secret_[0-9A-Za-z]{43})",
        near: Some(Near { words: &["notion"], above: 3 }),
        rank: -1,
        exposes: "reads, and mostly edits, the pages and databases shared with the integration",
        advice: "Refresh the secret; the integration then gets one of the newer form",
        hits: &["NOTION_API_KEY=<<secret_{A62:43}>>", "# notion\n[auth]\ntoken = \"<<secret_{A62:43}>>\""],
        misses: &[("KEY=secret_{A62:43}", "nothing says whose it is"), ("NOTION_API_KEY=secret_{A62:30}", "too short")],
        ..NOTION
    },
];
