//! Reports that were written, read again and joined: one page for many repositories.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::document::{Counted, Counts, NotLookedAt, Tool, UnreadRecord, VERSION};
use super::{Document, names};
use crate::text::printable;
use crate::trouble::Trouble;

/// Reads a report in leakgate's JSON.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Document, Trouble> {
    let wrong = |line, column, cause, cure: &str| Trouble::Config { path: path.to_owned(), line, column, cause, cure: cure.to_owned() };
    let document: Document = serde_json::from_slice(bytes).map_err(|error| {
        // serde_json ends its message with the place, which stands in front already
        let cause = printable(error.to_string().split(" at line ").next().unwrap_or_default().as_bytes());
        wrong(error.line(), error.column(), cause, "give it reports that were written with --format json or --report json=FILE")
    })?;
    if document.version != VERSION {
        let cause = format!("version {} of leakgate's JSON is not known here", document.version);
        return Err(wrong(1, 1, cause, "use the same version of leakgate for all reports, or the newest one for the merge"));
    }
    // a file that somebody handed over: what would drive a terminal, or be no XML, is escaped as it is in a report that we wrote
    let plain = serde_json::to_value(&document).map(plain).and_then(serde_json::from_value);
    plain.map_err(|error| wrong(1, 1, printable(error.to_string().as_bytes()), "give it reports that leakgate wrote"))
}

/// The same with every text in it printable.
fn plain(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(printable(text.as_bytes())),
        Value::Array(list) => list.into_iter().map(plain).collect(),
        Value::Object(map) => map.into_iter().map(|(name, value)| (printable(name.as_bytes()), plain(value))).collect(),
        other => other,
    }
}

/// All of them as one. A finding keeps the name of its repository, or gets that of the file (`reports/shop.json`: `shop`) it was in. What
/// stands in two reports of one repository (same fingerprint, place, path, line and commit) stands in the result once.
pub fn merge(documents: Vec<(PathBuf, Document)>) -> Document {
    let mut joined = Document {
        version: VERSION,
        tool: Tool { name: "leakgate".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        created: String::new(),
        repository: None,
        occasion: "merge".to_owned(),
        looked_at: 0,
        meant_to: 0,
        bytes: 0,
        counted: Counted::default(),
        not_looked_at: NotLookedAt::default(),
        counts: Counts::default(),
        stages: std::collections::BTreeMap::new(),
        findings: Vec::new(),
        guide: None,
        notes: Vec::new(),
    };
    let mut known = std::collections::HashSet::new();
    for (path, document) in documents {
        let name = document.repository.or_else(|| Some(path.file_stem()?.to_string_lossy().into_owned()));
        joined.created = joined.created.max(document.created);
        joined.looked_at += document.looked_at;
        joined.meant_to += document.meant_to;
        joined.bytes += document.bytes;
        joined.counted.add(document.counted);
        let unread = document.not_looked_at;
        joined.not_looked_at.count += unread.count;
        // the stricter one counts
        let verdicts = [joined.not_looked_at.verdict, unread.verdict];
        joined.not_looked_at.verdict = verdicts.into_iter().min_by_key(|verdict| names::rank(verdict, names::VERDICTS)).unwrap_or_default();
        joined.not_looked_at.parts.extend(unread.parts.into_iter().map(|part| match &name {
            Some(name) => UnreadRecord { path: format!("{name}/{}", part.path), ..part },
            None => part,
        }));
        joined.counts.suppressed += document.counts.suppressed;
        joined.guide = joined.guide.or(document.guide);
        joined.notes.extend(document.notes.into_iter().map(|note| match &name {
            Some(name) => format!("{name}: {note}"),
            None => note,
        }));
        for mut record in document.findings {
            record.repository = record.repository.or_else(|| name.clone());
            let commit = record.commit.as_ref().map(|commit| commit.id.clone());
            let place = (record.repository.clone(), record.rule.clone(), record.fingerprint.clone(), record.place.clone());
            if known.insert((place, record.path.clone(), record.line, record.column, commit)) {
                joined.findings.push(record);
            }
        }
    }
    for record in &joined.findings {
        *joined.stages.entry(record.stage.clone()).or_default() += 1;
        match record.verdict.as_str() {
            "block" => joined.counts.block += 1,
            "warn" => joined.counts.warn += 1,
            _ => joined.counts.ignore += 1,
        }
    }
    joined.findings.sort_by_key(|record| (names::rank(&record.verdict, names::VERDICTS), names::rank(&record.severity, names::SEVERITIES)));
    joined
}
