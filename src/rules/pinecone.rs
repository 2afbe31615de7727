//! Pinecone: API keys.

use super::rule::*;

const PINECONE: Rule = Rule {
    provider: "Pinecone",
    roll: "https://app.pinecone.io/",
    logs: "https://docs.pinecone.io/guides/production/security-overview",
    reference: "https://docs.pinecone.io/guides/projects/manage-api-keys",
    ..Rule::BASE
};

/// Pinecone's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "pinecone-api-key",
        title: "Pinecone API key",
        keywords: &["pcsk_"],
        pattern: r"(?P<secret>pcsk_[0-9A-Za-z]{5,6}_[0-9A-Za-z]{63})",
        entropy: Some(Alphabet::A62),
        exposes: "reads, changes and deletes the indexes of a project, source texts in the metadata included",
        advice: "Delete the key under API keys and create one with a narrower role",
        hits: &["PINECONE_API_KEY=<<pcsk_{A62:6}_{A62:63}>>", "pc = Pinecone(api_key=\"<<pcsk_{A62:5}_{A62:63}>>\")"],
        misses: &[("pcsk_{A62:6}_{A62:50}", "too short"), ("pcsk_{A62:9}_{A62:63}", "the first part is too long")],
        ..PINECONE
    },
    Rule {
        id: "pinecone-legacy-api-key",
        title: "Pinecone API key (older)",
        keywords: &["pinecone"],
        case: Case::Any,
        pattern: r#"(?i:pinecone[_.-]?(?:api[_.-]?)?key)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"#,
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "reads, changes and deletes the indexes of a project",
        advice: "Delete the key under API keys; the next one is of the newer form",
        hits: &["PINECONE_API_KEY=<<{uuid}>>", "pinecone_key: '<<{uuid}>>'"],
        misses: &[("PINECONE_PROJECT={uuid}", "a project"), ("api_key = {uuid}", "nothing of the vendor")],
        ..PINECONE
    },
];
