//! SARIF 2.1.0, the format that code hosts and editors read: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>.

use std::collections::BTreeMap;
use std::io;

use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use serde_json::{Map, Value, json};

use super::{Document, Format, Record};

/// What has to be escaped in a path that is a relative URI (RFC 3986).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The format of OASIS for the results of analyses.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sarif;

impl Format for Sarif {
    fn write(&self, document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
        // rules that fired, in the order of their ids; a result names its rule by that order
        let fired: BTreeMap<&str, &Record> = document.findings.iter().map(|record| (record.rule.as_str(), record)).collect();
        let order: BTreeMap<&str, usize> = fired.keys().enumerate().map(|(at, id)| (*id, at)).collect();
        let results: Vec<Value> = document.findings.iter().map(|record| result(record, order[record.rule.as_str()])).collect();
        let whole = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": document.tool.name,
                    "version": document.tool.version,
                    "semanticVersion": document.tool.version,
                    "rules": fired.values().map(|record| rule(record)).collect::<Vec<_>>(),
                }},
                "columnKind": "unicodeCodePoints",
                "invocations": [{ "executionSuccessful": document.looked_at == document.meant_to }],
                "results": results,
            }],
        });
        serde_json::to_writer_pretty(&mut *out, &whole)?;
        writeln!(out)
    }
}

fn rule(record: &Record) -> Value {
    // GitHub sorts by this number: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
    let weight = match record.severity.as_str() {
        "critical" => "9.5",
        "high" => "8.0",
        "medium" => "5.5",
        _ => "2.0",
    };
    let mut out = json!({
        "id": record.rule,
        "name": record.title,
        "shortDescription": { "text": record.title },
        "fullDescription": { "text": format!("{}: whoever holds it {}", record.title, record.advice.exposes) },
        "defaultConfiguration": { "level": level(record) },
        "properties": { "tags": ["security", "secret"], "security-severity": weight, "provider": record.provider },
    });
    let mut help = format!("See what it opens and how it is rolled: leakgate explain {}", record.rule);
    if !record.roll.is_empty() {
        help.extend(["\nRoll it: ", record.roll.as_str()]);
    }
    out["help"] = json!({ "text": help });
    if record.reference.starts_with("https://") {
        out["helpUri"] = json!(record.reference);
    }
    out
}

fn level(record: &Record) -> &'static str {
    match record.verdict.as_str() {
        "block" => "error",
        "warn" => "warning",
        _ => "note",
    }
}

fn result(record: &Record, index: usize) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("ruleId", json!(record.rule));
    put("ruleIndex", json!(index));
    put("level", json!(level(record)));
    let inside = record.archive.as_ref().map(|_| format!(" (in {})", record.whereabouts())).unwrap_or_default();
    put("message", json!({ "text": record.message() + &inside }));
    put("locations", json!([location(record)]));
    put("partialFingerprints", json!({ "leakgate/v1": record.fingerprint }));
    let mut properties = json!({
        "severity": record.severity,
        "confidence": record.confidence,
        "mode": record.mode,
        "state": record.state,
        "stage": record.stage,
        "masked": record.masked,
    });
    if let Some(commit) = &record.commit {
        properties["commit"] = json!(commit.id);
    }
    if let Some(repository) = &record.repository {
        properties["repository"] = json!(repository);
    }
    put("properties", properties);
    Value::Object(out)
}

fn location(record: &Record) -> Value {
    let Some(path) = record.raw_path().filter(|path| !path.is_empty()) else {
        return json!({ "message": { "text": record.whereabouts() }, "logicalLocations": [{ "name": record.place, "kind": "module" }] });
    };
    let uri = percent_encode(&path, PATH).to_string();
    let artifact = if path.starts_with(b"/") { format!("file://{uri}") } else { uri };
    let mut physical = json!({ "artifactLocation": { "uri": artifact } });
    // lines are those of the file itself, not of what is inside an archive
    if record.place == "file" && record.archive.is_none() {
        physical["region"] = json!({
            "startLine": record.line,
            "startColumn": record.column,
            "endLine": record.end_line,
            // SARIF names the column after the last character
            "endColumn": record.end_column + 1,
            "snippet": { "text": record.excerpt },
        });
    }
    json!({ "physicalLocation": physical })
}
