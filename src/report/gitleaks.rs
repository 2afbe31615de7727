//! The list that existing tooling reads: the shape of gitleaks' JSON report, with secrets masked.

use std::io;

use serde_json::{Value, json};

use super::{Document, Format, Record};

/// JSON in the shape that gitleaks writes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gitleaks;

impl Format for Gitleaks {
    fn write(&self, document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
        let list: Vec<Value> = document.findings.iter().map(object).collect();
        serde_json::to_writer_pretty(&mut *out, &list)?;
        writeln!(out)
    }
}

fn object(record: &Record) -> Value {
    let commit = record.commit.as_ref();
    let id = commit.map_or("", |commit| commit.id.as_str());
    let file = record.path.as_deref().unwrap_or_default();
    let print = format!("{file}:{}:{}", record.rule, record.line);
    json!({
        "RuleID": record.rule,
        "Description": record.title,
        "StartLine": record.line,
        "EndLine": record.end_line,
        "StartColumn": record.column,
        "EndColumn": record.end_column,
        "Match": record.excerpt,
        "Secret": record.masked,
        "File": file,
        "SymlinkFile": "",
        "Commit": id,
        "Entropy": 0,
        "Author": commit.map(|commit| commit.author.as_str()).unwrap_or_default(),
        "Email": "",
        "Date": commit.map(|commit| commit.time.as_str()).unwrap_or_default(),
        "Message": commit.map(|commit| commit.subject.as_str()).unwrap_or_default(),
        "Tags": [],
        "Fingerprint": if id.is_empty() { print } else { format!("{id}:{print}") },
    })
}
