//! What GitLab reads: the security report of secret detection, and code quality.

use std::io;

use serde_json::{Value, json};

use super::{Document, Format, Record};

/// The version of the schema of GitLab's security reports: <https://gitlab.com/gitlab-org/security-products/security-report-schemas>.
const SCHEMA: &str = "15.2.1";
/// What a location says of text that no commit holds.
const NO_COMMIT: &str = "0000000";

/// A secret detection report: <https://docs.gitlab.com/development/integrations/secure/>.
#[derive(Debug, Clone, Copy, Default)]
pub struct GitLab;

impl Format for GitLab {
    fn write(&self, document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
        let scanner = json!({
            "id": "leakgate",
            "name": "leakgate",
            "version": document.tool.version,
            "vendor": { "name": "leakgate" },
        });
        // GitLab's dates have no zone
        let time = document.created.split(['.', 'Z']).next().unwrap_or_default();
        let whole = json!({
            "version": SCHEMA,
            "scan": {
                "analyzer": scanner,
                "scanner": scanner,
                "type": "secret_detection",
                "start_time": time,
                "end_time": time,
                "status": if document.looked_at == document.meant_to { "success" } else { "failure" },
            },
            "vulnerabilities": document.findings.iter().enumerate().map(|(number, record)| vulnerability(number, record)).collect::<Vec<_>>(),
        });
        serde_json::to_writer_pretty(&mut *out, &whole)?;
        writeln!(out)
    }
}

fn vulnerability(number: usize, record: &Record) -> Value {
    let mut commit = json!({ "sha": record.commit.as_ref().map_or(NO_COMMIT, |commit| commit.id.as_str()) });
    if let Some(known) = &record.commit {
        commit["author"] = json!(known.author);
        commit["date"] = json!(known.time);
        commit["message"] = json!(known.subject);
    }
    let severity = match record.severity.as_str() {
        "critical" => "Critical",
        "high" => "High",
        "medium" => "Medium",
        "low" => "Low",
        _ => "Info",
    };
    let mut links = Vec::new();
    for (name, url) in [("Roll it", &record.roll), ("See what it was used for", &record.logs), ("Its format", &record.reference)] {
        if url.starts_with("https://") {
            links.push(json!({ "name": name, "url": url }));
        }
    }
    let steps: Vec<&str> = record.advice.now.iter().chain(&record.advice.then).map(|step| step.text.as_str()).collect();
    json!({
        // the same secret may stand in several places; the id tells them apart
        "id": format!("{}-{}", record.fingerprint, number + 1),
        "category": "secret_detection",
        "name": record.title,
        "description": record.message(),
        "severity": severity,
        "solution": steps.join("; "),
        "raw_source_code_extract": record.excerpt,
        "location": {
            "file": record.path.as_deref().unwrap_or(&record.place),
            "commit": commit,
            "start_line": record.line,
            "end_line": record.end_line,
        },
        "identifiers": [{ "type": "leakgate_rule_id", "name": format!("leakgate rule {}", record.rule), "value": record.rule }],
        "links": links,
    })
}

/// A code quality report: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.
#[derive(Debug, Clone, Copy, Default)]
pub struct CodeQuality;

impl Format for CodeQuality {
    fn write(&self, document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
        let issues: Vec<Value> = document.findings.iter().map(issue).collect();
        serde_json::to_writer_pretty(&mut *out, &issues)?;
        writeln!(out)
    }
}

fn issue(record: &Record) -> Value {
    let severity = match record.severity.as_str() {
        "critical" => "blocker",
        "high" => "critical",
        "medium" => "major",
        "low" => "minor",
        _ => "info",
    };
    let path = record.path.as_deref().unwrap_or(&record.place);
    json!({
        "description": record.message(),
        "check_name": record.rule,
        // one line of one file holds one issue of a fingerprint
        "fingerprint": format!("{}-{path}-{}", record.fingerprint, record.line),
        "severity": severity,
        "location": { "path": path, "lines": { "begin": record.line, "end": record.end_line } },
    })
}
