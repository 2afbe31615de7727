//! LangSmith: API keys.

use super::rule::*;

const LANGSMITH: Rule = Rule {
    provider: "LangSmith",
    entropy: Some(Alphabet::Hex),
    exposes: "reads and writes the traces of the workspace, prompts and answers of its users among them",
    roll: "https://smith.langchain.com/settings",
    reference: "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key",
    ..Rule::BASE
};

/// LangSmith's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "langsmith-api-key",
        title: "LangSmith API key",
        keywords: &["lsv2_pt_", "lsv2_sk_"],
        pattern: r"(?P<secret>lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10})",
        advice: "Delete the key in the settings and create another (pt is a person's, sk a service's)",
        hits: &["LANGSMITH_API_KEY=<<lsv2_pt_{hex:32}_{hex:10}>>", "x-api-key: <<lsv2_sk_{hex:32}_{hex:10}>>"],
        misses: &[("lsv2_pt_{hex:32}", "without its end"), ("lsv2_xx_{hex:32}_{hex:10}", "no such kind")],
        ..LANGSMITH
    },
    Rule {
        id: "langsmith-legacy-api-key",
        title: "LangSmith API key (old form)",
        keywords: &["ls__"],
        pattern: r"(?P<secret>ls__[0-9a-f]{32})",
        advice: "Delete the old key; those of today begin with lsv2_",
        hits: &["LANGCHAIN_API_KEY=<<ls__{hex:32}>>", "os.environ[\"LANGCHAIN_API_KEY\"] = \"<<ls__{hex:32}>>\""],
        misses: &[("ls__{hex:30}", "too short"), ("utils__{hex:32}", "the end of a word")],
        ..LANGSMITH
    },
];
