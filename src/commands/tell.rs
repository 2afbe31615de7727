//! Where a report goes, and in which format.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::file;
use crate::cli::{Format, Level, ReportFile};
use crate::report::{self, CodeQuality, Csv, Document, GitHub, GitLab, Gitleaks, Html, Human, JUnit, Json, Markdown, Report, Sarif};
use crate::trouble::Trouble;

/// How many findings a hook tells in full.
const FULL: usize = 10;

/// Where a report goes.
#[derive(Debug, Clone)]
pub(super) enum Sink {
    /// What a hook says: to people, on standard error.
    Hook,
    /// What a scan says: in this format, to standard output or a file, with a summary on standard error.
    Scan { format: Format, level: Level, output: Option<PathBuf>, reports: Vec<ReportFile> },
}

/// Tells a report to whom it is for.
pub(super) fn tell(report: &Report, sink: &Sink) -> Result<(), Trouble> {
    match sink {
        Sink::Hook if report.findings.is_empty() && report.unread.is_empty() && report.suppressed == 0 => Ok(()),
        Sink::Hook => {
            if !report.findings.is_empty() || !report.unread.is_empty() {
                print(|out| Human { full: FULL }.write(report, out), &mut anstream::stderr().lock())?;
            }
            summarise(report)
        }
        Sink::Scan { format, output, reports, .. } => {
            let document = Document::new(report);
            for ReportFile { format, path } in reports {
                file::write(path, |out| write(*format, Some(report), &document, out))?;
            }
            let quiet = *format == Format::Human && report.findings.is_empty() && report.unread.is_empty();
            match output {
                Some(path) => file::write(path, |out| write(*format, Some(report), &document, out))?,
                None if quiet => {}
                None if *format == Format::Human => {
                    print(|out| Human { full: usize::MAX }.write(report, out), &mut anstream::stdout().lock())?;
                }
                None => print(|out| write(*format, None, &document, out), &mut std::io::stdout().lock())?,
            }
            summarise(report)
        }
    }
}

/// Tells a document that has no run behind it.
pub(super) fn tell_document(document: &Document, format: Format, output: Option<&Path>, reports: &[ReportFile]) -> Result<(), Trouble> {
    if format == Format::Human || reports.iter().any(|report| report.format == Format::Human) {
        return Err(Trouble::Usage {
            what: "the report for people is told where the repository is".to_owned(),
            next: "take another format, such as markdown or html".to_owned(),
        });
    }
    for ReportFile { format, path } in reports {
        file::write(path, |out| write(*format, None, document, out))?;
    }
    match output {
        Some(path) => file::write(path, |out| write(format, None, document, out)),
        None => print(|out| write(format, None, document, out), &mut std::io::stdout().lock()),
    }
}

fn write(format: Format, report: Option<&Report>, document: &Document, out: &mut dyn Write) -> std::io::Result<()> {
    let format: &dyn report::Format = match format {
        Format::Human => return report.map_or(Ok(()), |report| Human { full: usize::MAX }.write(report, out)),
        Format::Json => &Json,
        Format::Sarif => &Sarif,
        Format::Gitlab => &GitLab,
        Format::Codequality => &CodeQuality,
        Format::Github => &GitHub,
        Format::Junit => &JUnit,
        Format::Csv => &Csv,
        Format::Markdown => &Markdown,
        Format::Html => &Html,
        Format::Gitleaks => &Gitleaks,
    };
    format.write(document, out)
}

/// Writes to a stream; a reader that has seen enough and gone away is no fault: the exit code still tells the verdict.
fn print(write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>, out: &mut dyn Write) -> Result<(), Trouble> {
    let mut out = std::io::BufWriter::new(out);
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(Trouble::Report),
    }
}

fn summarise(report: &Report) -> Result<(), Trouble> {
    let Some(line) = report::summary(report) else { return Ok(()) };
    match writeln!(std::io::stderr(), "{line}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Trouble::Report(error)),
        _ => Ok(()),
    }
}
