//! Markdown for an incident ticket: what, where, state, and the steps to tick off.

use std::io;

use super::document::StepRecord;
use super::{Document, Format, Record};
use crate::text::printable;

/// Markdown (<https://spec.commonmark.org/>, with GitHub's tables and task lists).
#[derive(Debug, Clone, Copy, Default)]
pub struct Markdown;

impl Format for Markdown {
    fn write(&self, document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
        let repository = document.repository.as_deref().map(|name| format!(" in {}", plain(name))).unwrap_or_default();
        writeln!(out, "# Secrets found{repository}\n")?;
        let counts = document.counts;
        writeln!(
            out,
            "{} that block, {} to be warned of, {} suppressed; {} of {} texts looked at. leakgate {}, {}.",
            counts.block,
            counts.warn,
            counts.suppressed,
            document.looked_at,
            document.meant_to,
            plain(&document.tool.version),
            plain(&document.created)
        )?;
        if let Some(guide) = &document.guide {
            writeln!(out, "\nThe organisation's guide: {}", plain(guide))?;
        }
        for (number, record) in document.findings.iter().enumerate() {
            finding(number + 1, record, out)?;
        }
        let unread = &document.not_looked_at;
        if unread.count > 0 {
            writeln!(out, "\n## Not looked at: {}\n", unread.count)?;
            for part in &unread.parts {
                writeln!(out, "- {}: {}", code(&part.path), plain(&part.why))?;
            }
        }
        if !document.notes.is_empty() {
            writeln!(out, "\n## Notes\n")?;
            for note in &document.notes {
                writeln!(out, "- {}", plain(note))?;
            }
        }
        Ok(())
    }
}

fn finding(number: usize, record: &Record, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "\n## {number}. {}\n", plain(&record.title))?;
    writeln!(out, "| | |\n| --- | --- |")?;
    let mut row = |name: &str, value: String| {
        if value.is_empty() { Ok(()) } else { writeln!(out, "| {name} | {value} |") }
    };
    row("What", format!("{}, {}", code(&record.masked), plain(&record.facts.join(", "))).trim_end_matches(", ").to_owned())?;
    row("Rule", code(&record.rule))?;
    row("Repository", record.repository.as_deref().map(plain).unwrap_or_default())?;
    row("Where", code(&record.whereabouts()))?;
    let commit = record.commit.as_ref();
    row(
        "Commit",
        commit
            .map(|commit| format!("{} {}, {}, {}", code(&commit.id), plain(&commit.subject), plain(&commit.author), commit.time))
            .unwrap_or_default(),
    )?;
    row("State", plain(&format!("{} ({}, {}), {}, {}", record.severity, record.confidence, record.verdict, record.state, record.stage)))?;
    row("Mode", plain(&record.mode))?;
    row("Exposes", plain(&record.advice.exposes))?;
    row("Logs", plain(&record.logs))?;
    row("Fingerprint", code(&record.fingerprint))?;
    for part in &record.parts {
        row("With", format!("{} {}, line {}", plain(&part.title), code(&part.masked), part.line))?;
    }
    for (head, steps) in [("Now", &record.advice.now), ("Then", &record.advice.then)] {
        if !steps.is_empty() {
            writeln!(out, "\n**{head}**\n")?;
            for StepRecord { text, command } in steps {
                let command = command.as_deref().map(|command| format!(": {}", code(command))).unwrap_or_default();
                writeln!(out, "- [ ] {}{command}", plain(text))?;
            }
        }
    }
    Ok(())
}

/// Text that stays text: one line, and no character that Markdown or HTML reads as its own.
fn plain(text: &str) -> String {
    let text = &printable(text.as_bytes());
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '#' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // a mention or a reference would call people who have nothing to do with it
            '@' => out.push_str("&#64;"),
            c => out.push(c),
        }
    }
    // a page's address has to stay one
    if text.starts_with("https://") && !text.contains(char::is_whitespace) { format!("<{}>", text.replace(['<', '>'], "")) } else { out }
}

/// Text in a code span, fenced by more backticks than stand in it; a bar would end a table's cell.
fn code(text: &str) -> String {
    let text = printable(text.as_bytes());
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", text.replace('|', "\\|"))
}
