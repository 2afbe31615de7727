//! What the log tells of a time: by week what was refused, who let what pass, and what would have been refused.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::line::{Event, Record};

/// A longer line (bytes) is none of ours.
const LONGEST: u64 = 1 << 20;

/// The pushes of one week.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Week {
    /// Refused for a finding.
    pub refused: u64,
    /// Let through with a warning.
    pub warned: u64,
    /// Let through by somebody who may.
    pub bypassed: u64,
    /// Refused, or let through, without a decision.
    pub undecided: u64,
    /// Not looked at to the end in time.
    pub late: u64,
    /// Findings that will be refused from some day on.
    pub would_block: u64,
    /// Refused findings by rule.
    pub rules: BTreeMap<String, u64>,
}

/// One finding that was let through, or would have been refused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// When.
    pub time: String,
    /// Who pushed.
    pub user: String,
    /// Where.
    pub repository: String,
    /// The first ref of the push.
    pub name: String,
    /// The rule.
    pub rule: String,
    /// The finding.
    pub fingerprint: String,
    /// Why.
    pub reason: String,
    /// Until when.
    pub until: Option<String>,
}

/// All of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// By the Monday that each week begins with.
    pub weeks: BTreeMap<String, Week>,
    /// What was let through by push options.
    pub bypasses: Vec<Decision>,
    /// What passes until some day.
    pub until: Vec<Decision>,
    /// Lines that could not be understood.
    pub unread: u64,
}

/// Reads the records of a file; how many lines could not be understood.
pub fn read(path: &Path, mut take: impl FnMut(Record)) -> io::Result<u64> {
    let mut reader = BufReader::new(File::open(path)?);
    let mut unread = 0;
    loop {
        let mut line = Vec::new();
        if reader.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            return Ok(unread);
        }
        match serde_json::from_slice(&line) {
            Ok(record) => take(record),
            Err(_) => unread += 1,
        }
    }
}

/// Sums up what was recorded since then.
pub fn summary(records: impl IntoIterator<Item = Record>, since: Timestamp) -> Summary {
    let mut summary = Summary::default();
    let mut until: BTreeMap<(String, String), Decision> = BTreeMap::new();
    for record in records {
        let Some(time) = record.time.parse::<Timestamp>().ok().filter(|time| *time >= since) else { continue };
        let week = summary.weeks.entry(monday(time)).or_default();
        match record.event {
            Event::Push => push(week, &record),
            Event::Finding => {
                if record.verdict == "block" {
                    *week.rules.entry(record.rule.clone().unwrap_or_default()).or_default() += 1;
                }
                week.would_block += u64::from(record.would_block);
                if record.verdict == "bypass" {
                    summary.bypasses.push(decision(&record));
                } else if record.would_block {
                    // the last time that it was seen tells until when
                    let decision = decision(&record);
                    until.insert((decision.repository.clone(), decision.fingerprint.clone()), decision);
                }
            }
            Event::Torn => {}
        }
    }
    summary.weeks.retain(|_, week| *week != Week::default());
    summary.until = until.into_values().collect();
    summary.until.sort_by(|a, b| a.until.cmp(&b.until));
    summary
}

fn push(week: &mut Week, record: &Record) {
    match (record.verdict.as_str(), record.cause.as_deref()) {
        (_, Some("late")) => week.late += 1,
        (_, Some(_)) => week.undecided += 1,
        ("block", None) => week.refused += 1,
        ("warn", None) => week.warned += 1,
        _ => {}
    }
    week.bypassed += u64::from(record.bypassed > 0 && record.verdict != "block");
}

fn decision(record: &Record) -> Decision {
    Decision {
        time: record.time.clone(),
        user: record.user.clone().unwrap_or_default(),
        repository: record.repository.clone().or_else(|| record.folder.clone()).unwrap_or_default(),
        name: record.refs.first().map(|name| name.name.clone()).unwrap_or_default(),
        rule: record.rule.clone().unwrap_or_default(),
        fingerprint: record.fingerprint.clone().unwrap_or_default(),
        reason: record.reason.clone().unwrap_or_default(),
        until: record.until.clone(),
    }
}

/// The Monday of a moment's week, by UTC.
fn monday(time: Timestamp) -> String {
    let date = time.to_zoned(TimeZone::UTC).date();
    let back = date.weekday().since(Weekday::Monday);
    date.checked_sub(jiff::Span::new().days(i64::from(back))).unwrap_or(date).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(time: &str, event: Event, verdict: &str) -> Record {
        Record { time: time.into(), event, verdict: verdict.into(), rule: Some("a-rule".into()), ..Record::default() }
    }

    #[test]
    fn decisions_are_summed_up_by_week() {
        let late = Record { cause: Some("late".into()), ..record("2026-11-24T10:00:00Z", Event::Push, "block") };
        let would =
            Record { would_block: true, until: Some("2026-12-24".into()), ..record("2026-11-29T23:59:59Z", Event::Finding, "warn") };
        let bypass =
            Record { user: Some("ann".into()), reason: Some("why".into()), ..record("2026-11-23T00:00:00Z", Event::Finding, "bypass") };
        let records = [
            record("2026-11-22T23:59:59Z", Event::Push, "block"),
            record("2026-11-23T00:00:00Z", Event::Push, "block"),
            record("2026-11-23T00:00:00Z", Event::Finding, "block"),
            bypass,
            late,
            would.clone(),
            would,
            record("2025-01-01T00:00:00Z", Event::Push, "block"),
            record("no time", Event::Push, "block"),
        ];
        let summary = summary(records, "2026-01-01T00:00:00Z".parse().unwrap());
        let weeks: Vec<(&String, &Week)> = summary.weeks.iter().collect();
        assert_eq!(weeks.iter().map(|(date, _)| date.as_str()).collect::<Vec<_>>(), ["2026-11-16", "2026-11-23"]);
        assert_eq!((weeks[0].1.refused, weeks[1].1.refused, weeks[1].1.late, weeks[1].1.would_block), (1, 1, 1, 2));
        assert_eq!(weeks[1].1.rules.get("a-rule"), Some(&1));
        assert_eq!((summary.bypasses.len(), summary.bypasses[0].user.as_str(), summary.bypasses[0].reason.as_str()), (1, "ann", "why"));
        assert_eq!(summary.until.len(), 1);
    }
}
