//! CSV (RFC 4180): one line a finding.

use std::io;

use super::{Document, Format, Record};

/// Comma-separated values.
#[derive(Debug, Clone, Copy, Default)]
pub struct Csv;

const COLUMNS: [&str; 22] = [
    "repository",
    "verdict",
    "severity",
    "confidence",
    "mode",
    "state",
    "stage",
    "provider",
    "rule",
    "title",
    "place",
    "path",
    "line",
    "column",
    "commit",
    "author",
    "time",
    "masked",
    "facts",
    "fingerprint",
    "roll",
    "logs",
];

impl Format for Csv {
    fn write(&self, document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(COLUMNS).map_err(cause)?;
        for record in &document.findings {
            table.write_record(row(record, document).map(|cell| harmless(&cell))).map_err(cause)?;
        }
        table.flush()
    }
}

/// What went wrong with the stream, as it was: a reader that has gone away is no fault.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn row(record: &Record, document: &Document) -> [String; 22] {
    let commit = record.commit.as_ref();
    [
        record.repository.clone().or_else(|| document.repository.clone()).unwrap_or_default(),
        record.verdict.clone(),
        record.severity.clone(),
        record.confidence.clone(),
        record.mode.clone(),
        record.state.clone(),
        record.stage.clone(),
        record.provider.clone(),
        record.rule.clone(),
        record.title.clone(),
        record.place.clone(),
        record.path.clone().unwrap_or_default(),
        record.line.to_string(),
        record.column.to_string(),
        commit.map(|commit| commit.id.clone()).unwrap_or_default(),
        commit.map(|commit| commit.author.clone()).unwrap_or_default(),
        commit.map(|commit| commit.time.clone()).unwrap_or_default(),
        record.masked.clone(),
        record.facts.join(", "),
        record.fingerprint.clone(),
        record.roll.clone(),
        record.logs.clone(),
    ]
}

/// A spreadsheet takes a cell that begins like a formula for one, and names come from strangers
/// (<https://owasp.org/www-community/attacks/CSV_Injection>).
fn harmless(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" };
    format!("{guard}{cell}")
}
