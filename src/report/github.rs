//! Annotations of a GitHub workflow: one line a finding, which the log turns into a note at the line of the change
//! (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>).

use std::io;

use super::{Document, Format, Record};

/// Workflow commands.
#[derive(Debug, Clone, Copy, Default)]
pub struct GitHub;

impl Format for GitHub {
    fn write(&self, document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
        for record in &document.findings {
            writeln!(out, "{}", annotation(record))?;
        }
        Ok(())
    }
}

fn annotation(record: &Record) -> String {
    let command = match record.verdict.as_str() {
        "block" => "error",
        "warn" => "warning",
        _ => "notice",
    };
    let mut place = Vec::new();
    if let Some(path) = record.archive.as_deref().or(record.path.as_deref()) {
        place.push(format!("file={}", property(path)));
        // lines are those of the file itself, not of what is inside an archive
        if record.place == "file" && record.archive.is_none() {
            place.push(format!("line={}", record.line));
            place.push(format!("endLine={}", record.end_line));
            // columns are shown only where the finding stands on one line
            if record.line == record.end_line {
                place.push(format!("col={}", record.column));
                place.push(format!("endColumn={}", record.end_column));
            }
        }
    }
    place.push(format!("title={}", property(&format!("{} ({})", record.title, record.rule))));
    let mut message = vec![record.message(), format!("masked: {}", record.masked)];
    if record.path.is_none() || record.archive.is_some() {
        message.insert(0, record.whereabouts());
    }
    if let Some(commit) = &record.commit {
        message.push(format!("commit {}: {}", commit.id, commit.subject));
    }
    message.extend(record.advice.now.iter().map(|step| match &step.command {
        Some(command) => format!("now: {}: {command}", step.text),
        None => format!("now: {}", step.text),
    }));
    format!("::{command} {}::{}", place.join(","), data(&message.join("\n")))
}

/// A message as a workflow command carries it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
