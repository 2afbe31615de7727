//! Our own JSON. `version` goes up when a field changes its meaning or goes away; new fields may come at any time.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Map, Value, json};

use super::scrub::Scrub;
use super::{Report, Reporter, names};
use crate::finding::{Finding, Part, Unread, Verdict};
use crate::respond::{Advice, Step};

/// The version of the shape.
const VERSION: u32 = 1;

/// leakgate's JSON.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json;

impl Reporter for Json {
    fn write(&self, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        let scrub = Scrub::new(&report.findings);
        let mut stages: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &report.findings {
            *stages.entry(names::stage(finding.stage)).or_default() += 1;
        }
        let findings: Vec<Value> = names::ordered(report).into_iter().map(|finding| object(finding, report, &scrub)).collect();
        let whole = json!({
            "version": VERSION,
            "tool": { "name": "leakgate", "version": env!("CARGO_PKG_VERSION") },
            "occasion": report.what.name(),
            "looked_at": report.tally.read,
            "meant_to": report.tally.meant,
            "bytes": report.tally.bytes,
            "not_looked_at": {
                "count": report.tally.unread,
                "verdict": report.unread_verdict.name(),
                "parts": report.unread.iter().map(|part| unread(part, &scrub)).collect::<Vec<_>>(),
            },
            "counts": {
                "block": report.count(Verdict::Block),
                "warn": report.count(Verdict::Warn),
                "ignore": report.count(Verdict::Ignore),
                "suppressed": report.suppressed,
            },
            "stages": stages,
            "findings": findings,
            "guide": report.situation.guide,
            "notes": report.notes.iter().map(|note| scrub.bytes(note.as_bytes())).collect::<Vec<_>>(),
        });
        serde_json::to_writer_pretty(&mut *out, &whole)?;
        writeln!(out)
    }
}

fn object(finding: &Finding, report: &Report, scrub: &Scrub<'_>) -> Value {
    let rule = finding.rule;
    let location = &finding.location;
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("rule", json!(rule.id));
    put("title", json!(rule.title));
    put("provider", json!(rule.provider));
    put("severity", json!(finding.severity.name()));
    put("confidence", json!(finding.confidence.name()));
    put("mode", json!(finding.mode().name()));
    put("state", json!(names::state(finding.state)));
    put("stage", json!(names::stage(finding.stage)));
    put("verdict", json!(finding.verdict.name()));
    put("facts", json!(finding.facts));
    put("encoding", json!(finding.encoding));
    put("place", json!(names::place(&location.place)));
    put("path", json!(names::path(location, scrub)));
    put("archive", json!(location.path.as_deref().filter(|_| location.member.is_some()).map(|path| scrub.path(path))));
    if let Some(path) = location.path.as_deref().filter(|path| std::str::from_utf8(path).is_err() && scrub.is_clean_path(path)) {
        put("path_bytes", json!(data_encoding::BASE64.encode(path)));
    }
    put("line", json!(location.line));
    put("column", json!(location.column));
    put("end_line", json!(location.end_line));
    put("end_column", json!(location.end_column));
    put(
        "commit",
        location.commit.as_deref().map_or(Value::Null, |commit| {
            json!({
                "id": commit.id,
                "subject": scrub.text(&commit.subject),
                "author": scrub.text(&commit.author),
                "time": names::time(commit.time),
            })
        }),
    );
    put("excerpt", json!(location.excerpt.text));
    put("masked", json!(finding.masked()));
    put("parts", finding.parts.iter().map(part).collect());
    put("fingerprint", json!(finding.fingerprint.to_string()));
    put("suppression", finding.suppression.as_ref().map_or(Value::Null, |why| json!({ "by": why.by, "reason": scrub.text(&why.reason) })));
    put("advice", told(&names::advice(finding, report, scrub)));
    put("roll", json!(rule.roll));
    put("logs", json!(rule.logs));
    put("reference", json!(rule.reference));
    Value::Object(out)
}

fn unread(part: &Unread, scrub: &Scrub<'_>) -> Value {
    json!({ "path": scrub.path(&part.path), "why": part.why, "commit": part.commit.as_deref().map(|commit| &commit.id) })
}

fn part(part: &Part) -> Value {
    json!({
        "rule": part.rule.id,
        "title": part.rule.title,
        "line": part.line,
        "masked": part.secret.masked(part.rule.prefix_len(part.secret.expose())),
        "facts": part.facts,
    })
}

fn told(advice: &Advice) -> Value {
    let step = |step: &Step| json!({ "text": step.text, "command": step.command });
    json!({
        "exposes": advice.exposes,
        "now": advice.now.iter().map(step).collect::<Vec<_>>(),
        "then": advice.then.iter().map(step).collect::<Vec<_>>(),
        "not_a_secret": advice.not_a_secret.as_ref().map(step),
    })
}
