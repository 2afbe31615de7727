//! The catalogue as a document: what docs/rules.md is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::rules::{Rule, Severity};

/// A heading, the totals, and a table for each provider.
pub(super) fn document(rules: &[&'static Rule]) -> String {
    let mut providers: BTreeMap<(String, &str), Vec<&Rule>> = BTreeMap::new();
    for rule in rules {
        providers.entry((rule.provider.to_lowercase(), rule.provider)).or_default().push(rule);
    }
    let proofs: BTreeSet<&str> = rules.iter().filter_map(|rule| rule.proof).map(|check| check.name).collect();
    let proved = rules.iter().filter(|rule| rule.proof.is_some()).count();
    let public = rules.iter().filter(|rule| rule.severity == Severity::Info).count();
    let mut out = String::from("# What leakgate knows\n\n");
    let _ = writeln!(
        out,
        "**{} rules for {} providers**: {proved} of them prove what they find offline, by {} different checks, and {public} know public values that look \
         like secrets.\n",
        rules.len(),
        providers.len(),
        proofs.len()
    );
    out.push_str(
        "Made by `leakgate rules list --format markdown`. What a credential opens and how it is rolled: `leakgate explain RULE`; how it is \
         recognised: `leakgate rules show RULE`.\n",
    );
    for ((_, provider), rules) in providers {
        let _ =
            writeln!(out, "\n## {}\n\n| rule | what it is | severity | mode | proof |\n| --- | --- | --- | --- | --- |", cell(provider));
        for rule in rules {
            let proof = rule.proof.map_or("", |check| check.name);
            let _ = writeln!(out, "| `{}` | {} | {} | {} | {proof} |", rule.id, cell(rule.title), rule.severity.name(), rule.mode.name());
        }
    }
    out
}

/// Text that does not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
