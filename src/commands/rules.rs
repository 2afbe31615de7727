//! `leakgate rules …`

use serde_json::json;

use super::print;
use crate::cli::{ListFormat, Rules};
use crate::exit::Exit;
use crate::rules::{self, Rule};
use crate::trouble::Trouble;

pub(super) fn run(verb: &Rules) -> Result<Exit, Trouble> {
    match verb {
        Rules::List { format: ListFormat::Table } => print(&table())?,
        Rules::List { format: ListFormat::Json } => {
            let list: Vec<_> = sorted().into_iter().map(to_json).collect();
            print(&format!("{:#}\n", serde_json::Value::from(list)))?;
        }
    }
    Ok(Exit::Clean)
}

fn sorted() -> Vec<&'static Rule> {
    let mut all: Vec<_> = rules::all().collect();
    all.sort_by_key(|rule| rule.id);
    all
}

fn table() -> String {
    let all = sorted();
    let width = all.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in &all {
        let proof = rule.proof.map_or("", |check| check.name);
        out.push_str(
            format!("{:width$}  {:8}  {:7}  {:24}  {}", rule.id, rule.severity.name(), rule.mode.name(), proof, rule.title).trim_end(),
        );
        out.push('\n');
    }
    out
}

fn to_json(rule: &Rule) -> serde_json::Value {
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
    })
}
