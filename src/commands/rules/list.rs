//! `leakgate rules list`

use std::fmt::Write;

use serde_json::json;

use super::markdown;
use crate::cli::{List, ListFormat, ModeName, SeverityName};
use crate::commands::catalogue::Catalogue;
use crate::rules::{Mode, Rule, Severity};

/// The rules that the request asks for, in the form it asks for.
pub(super) fn list(catalogue: &Catalogue, request: &List) -> String {
    let rules: Vec<_> = catalogue.rules().into_iter().filter(|rule| is_asked_for(rule, request)).collect();
    match request.format {
        ListFormat::Table => table(catalogue, &rules),
        ListFormat::Json => {
            let list: Vec<_> = rules.iter().map(|rule| to_json(catalogue, rule)).collect();
            format!("{:#}\n", serde_json::Value::from(list))
        }
        ListFormat::Markdown => markdown::document(&rules),
    }
}

fn is_asked_for(rule: &Rule, request: &List) -> bool {
    let holds = |text: &str, word: &str| text.to_lowercase().contains(&word.to_lowercase());
    let fields = || [rule.id, rule.title, rule.provider].into_iter().chain(rule.keywords.iter().copied());
    request.words.iter().all(|word| fields().any(|field| holds(field, word)))
        && request.provider.as_deref().is_none_or(|name| holds(rule.provider, name))
        && request.severity.is_none_or(|name| severity(name) == rule.severity)
        && request.mode.is_none_or(|name| mode(name) == rule.mode)
        && (!request.proof || rule.proof.is_some())
}

fn severity(name: SeverityName) -> Severity {
    match name {
        SeverityName::Info => Severity::Info,
        SeverityName::Low => Severity::Low,
        SeverityName::Medium => Severity::Medium,
        SeverityName::High => Severity::High,
        SeverityName::Critical => Severity::Critical,
    }
}

fn mode(name: ModeName) -> Mode {
    match name {
        ModeName::Live => Mode::Live,
        ModeName::Test => Mode::Test,
        ModeName::Unknown => Mode::Unknown,
    }
}

/// A line each: id, severity, mode, proof, title.
fn table(catalogue: &Catalogue, rules: &[&'static Rule]) -> String {
    let proof = |rule: &Rule| rule.proof.map_or("", |check| check.name);
    let ids = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let proofs = rules.iter().map(|rule| proof(rule).len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in rules {
        let off = if catalogue.is_off(rule) { " (off)" } else { "" };
        let (severity, mode) = (rule.severity.name(), rule.mode.name());
        let line = format!("{:ids$}  {severity:8}  {mode:7}  {:proofs$}  {}{off}", rule.id, proof(rule), rule.title);
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

fn to_json(catalogue: &Catalogue, rule: &Rule) -> serde_json::Value {
    json!({
        "id": rule.id,
        "provider": rule.provider,
        "title": rule.title,
        "severity": rule.severity.name(),
        "mode": rule.mode.name(),
        "proof": rule.proof.map(|check| check.name),
        "keywords": rule.keywords,
        "exposes": rule.exposes,
        "roll": rule.roll,
        "logs": rule.logs,
        "reference": rule.reference,
        "off": catalogue.is_off(rule),
        "own": catalogue.place(rule),
    })
}
