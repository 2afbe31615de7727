//! Azure OpenAI and Azure AI services: resource keys.

use super::rule::*;

const AZURE_AI: Rule = Rule {
    provider: "Azure AI",
    roll: "https://portal.azure.com/",
    logs: "https://learn.microsoft.com/azure/ai-services/diagnostic-logging",
    reference: "https://learn.microsoft.com/azure/ai-services/openai/",
    severity: Severity::Critical,
    ..Rule::BASE
};

/// Rules for Azure's AI services.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "azure-openai-resource-key",
        title: "Azure OpenAI or Azure AI services key (84 characters)",
        keywords: &["JQQJ99"],
        pattern: r"(?P<secret>[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{18}ACOG[A-Za-z0-9]{4})",
        entropy: Some(Alphabet::A62),
        rank: 1,
        exposes: "runs the deployed models at the subscription's cost",
        advice: "Regenerate the key that leaked, once its callers use the other one",
        hits: &["{A62:52}JQQJ99{A62:18}ACOG{A62:4}", "AZURE_OPENAI_API_KEY=<<{A62:52}JQQJ99{A62:18}ACOG{A62:4}>>"],
        misses: &[("{A62:52}JQQJ99{A62:18}ACOG{A62:3}", "one character short"), ("{A62:52}JQQJ99{A62:26}", "the key of another service")],
        ..AZURE_AI
    },
];
