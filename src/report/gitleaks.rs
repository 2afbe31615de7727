//! The list that existing tooling reads: the shape of gitleaks' JSON report, with secrets masked.

use std::io;

use serde_json::{Value, json};

use super::scrub::Scrub;
use super::{Report, Reporter, names};
use crate::finding::Finding;

/// JSON in the shape that gitleaks writes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gitleaks;

impl Reporter for Gitleaks {
    fn write(&self, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        let scrub = Scrub::new(&report.findings);
        let list: Vec<Value> = names::ordered(report).into_iter().map(|finding| object(finding, &scrub)).collect();
        serde_json::to_writer_pretty(&mut *out, &list)?;
        writeln!(out)
    }
}

fn object(finding: &Finding, scrub: &Scrub<'_>) -> Value {
    let location = &finding.location;
    let commit = location.commit.as_deref();
    let id = commit.map_or("", |commit| &commit.id);
    let file = names::path(location, scrub).unwrap_or_default();
    let print = format!("{file}:{}:{}", finding.rule.id, location.line);
    json!({
        "RuleID": finding.rule.id,
        "Description": finding.rule.title,
        "StartLine": location.line,
        "EndLine": location.end_line,
        "StartColumn": location.column,
        "EndColumn": location.end_column,
        "Match": location.excerpt.text,
        "Secret": finding.masked(),
        "File": file,
        "SymlinkFile": "",
        "Commit": id,
        "Entropy": 0,
        "Author": commit.map(|commit| scrub.text(&commit.author)).unwrap_or_default(),
        "Email": "",
        "Date": commit.map(|commit| names::time(commit.time)).unwrap_or_default(),
        "Message": commit.map(|commit| scrub.text(&commit.subject)).unwrap_or_default(),
        "Tags": [],
        "Fingerprint": if id.is_empty() { print } else { format!("{id}:{print}") },
    })
}
