//! Counters in Prometheus' text form, for a node exporter's folder: what a run counts is added to what stands in the file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

/// A larger file (bytes) is none of ours.
const LARGEST: u64 = 4 << 20;
/// Upper ends of the histogram's buckets (seconds).
const BUCKETS: [f64; 9] = [0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0];

/// Every metric with its help and type, in the order of the file.
const METRICS: &[(&str, &str, &str)] = &[
    ("leakgate_pushes_total", "Pushes that were judged, by platform and verdict.", "counter"),
    ("leakgate_findings_total", "Findings in pushes, by rule and verdict.", "counter"),
    ("leakgate_undecided_total", "Pushes that could not be decided, by cause.", "counter"),
    ("leakgate_unrecorded_total", "Pushes that the audit log could not take.", "counter"),
    ("leakgate_commits_total", "Commits that pushes brought.", "counter"),
    ("leakgate_bytes_total", "Bytes that were looked at.", "counter"),
    ("leakgate_push_seconds", "Time that a push was held up.", "histogram"),
];

/// What one run counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// The platform.
    pub platform: &'static str,
    /// `block`, `warn`, `bypass` or `allow`.
    pub verdict: &'static str,
    /// Why it could not be decided.
    pub cause: Option<&'static str>,
    /// The audit log could not be written.
    pub unrecorded: bool,
    /// By rule and verdict.
    pub findings: BTreeMap<(String, &'static str), u64>,
    /// Commits.
    pub commits: u64,
    /// Bytes.
    pub bytes: u64,
    /// How long it took.
    pub took: Duration,
}

type Series = BTreeMap<String, f64>;

/// Adds this to the file, which is replaced whole. `patience`: how long another run is waited for.
pub fn add(path: &Path, counts: &Counts, patience: Duration) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    let mut lock = path.as_os_str().to_owned();
    lock.push(".lock");
    let lock = OpenOptions::new().create(true).append(true).open(lock)?;
    wait(&lock, patience)?;
    let mut text = String::new();
    match File::open(path) {
        Ok(file) => {
            // what is no text of ours is begun anew, as a counter is after a restart
            let _ = file.take(LARGEST).read_to_string(&mut text);
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let mut series = parse(&text);
    count(&mut series, counts);
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    // an exporter reads files that end in .prom: this one does not
    let mut file = builder.prefix(".leakgate-").suffix(".tmp").tempfile_in(folder)?;
    file.write_all(render(&series).as_bytes())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn wait(lock: &File, patience: Duration) -> io::Result<()> {
    let started = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if started.elapsed() > patience => {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "another run holds it"));
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(2)),
        }
    }
}

/// The series of ours in a file.
fn parse(text: &str) -> Series {
    let known = |name: &str| METRICS.iter().any(|(metric, _, _)| name.strip_prefix(metric).is_some_and(is_rest));
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (name, value) = line.rsplit_once(' ')?;
            let value: f64 = value.parse().ok()?;
            (known(name) && value.is_finite() && value >= 0.0).then(|| (name.to_owned(), value))
        })
        .collect()
}

/// What may follow a metric's name.
fn is_rest(rest: &str) -> bool {
    let labels = rest.strip_prefix("_bucket").or_else(|| rest.strip_prefix("_sum")).or_else(|| rest.strip_prefix("_count")).unwrap_or(rest);
    labels.is_empty() || (labels.starts_with('{') && labels.ends_with('}'))
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn count(series: &mut Series, counts: &Counts) {
    let mut add = |name: String, number: f64| *series.entry(name).or_default() += number;
    add(format!("leakgate_pushes_total{{platform=\"{}\",verdict=\"{}\"}}", counts.platform, counts.verdict), 1.0);
    for ((rule, verdict), number) in &counts.findings {
        add(format!("leakgate_findings_total{{rule=\"{}\",verdict=\"{verdict}\"}}", label(rule)), *number as f64);
    }
    if let Some(cause) = counts.cause {
        add(format!("leakgate_undecided_total{{cause=\"{cause}\"}}"), 1.0);
    }
    add("leakgate_unrecorded_total".to_owned(), f64::from(u8::from(counts.unrecorded)));
    add("leakgate_commits_total".to_owned(), counts.commits as f64);
    add("leakgate_bytes_total".to_owned(), counts.bytes as f64);
    let seconds = counts.took.as_secs_f64();
    for bucket in BUCKETS {
        add(format!("leakgate_push_seconds_bucket{{le=\"{bucket}\"}}"), f64::from(u8::from(seconds <= bucket)));
    }
    add("leakgate_push_seconds_bucket{le=\"+Inf\"}".to_owned(), 1.0);
    add("leakgate_push_seconds_sum".to_owned(), seconds);
    add("leakgate_push_seconds_count".to_owned(), 1.0);
}

/// A label's value: ids of rules, which hold nothing that would have to be escaped.
fn label(rule: &str) -> String {
    rule.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()
}

fn render(series: &Series) -> String {
    let mut out = String::new();
    for (metric, help, kind) in METRICS {
        let mut own: Vec<(&String, &f64)> = series.iter().filter(|(name, _)| name.strip_prefix(metric).is_some_and(is_rest)).collect();
        // buckets are read in the order of their ends, and the sum and the count after them
        own.sort_by(|a, b| order(a.0).total_cmp(&order(b.0)));
        let _ = writeln!(out, "# HELP {metric} {help}\n# TYPE {metric} {kind}");
        for (name, value) in own {
            let _ = writeln!(out, "{name} {value}");
        }
    }
    out
}

fn order(name: &str) -> f64 {
    let end = name.split_once("le=\"").and_then(|(_, end)| end.trim_end_matches("\"}").parse::<f64>().ok());
    match end {
        Some(end) => end,
        None if name.contains("+Inf") => f64::INFINITY,
        None if name.ends_with("_sum") || name.ends_with("_count") => f64::INFINITY,
        None => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(verdict: &'static str) -> Counts {
        let findings = [(("a-rule".to_owned(), verdict), 2)].into();
        Counts { platform: "git", verdict, findings, commits: 3, bytes: 1000, took: Duration::from_millis(20), ..Counts::default() }
    }

    #[test]
    fn runs_add_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leakgate.prom");
        let patience = Duration::from_secs(20);
        std::thread::scope(|scope| {
            for _ in 0..20 {
                scope.spawn(|| add(&path, &counts("block"), patience).unwrap());
            }
        });
        add(&path, &Counts { cause: Some("late"), unrecorded: true, ..counts("allow") }, patience).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        for line in [
            "leakgate_pushes_total{platform=\"git\",verdict=\"block\"} 20",
            "leakgate_pushes_total{platform=\"git\",verdict=\"allow\"} 1",
            "leakgate_findings_total{rule=\"a-rule\",verdict=\"block\"} 40",
            "leakgate_undecided_total{cause=\"late\"} 1",
            "leakgate_unrecorded_total 1",
            "leakgate_commits_total 63",
            "leakgate_bytes_total 21000",
            "leakgate_push_seconds_bucket{le=\"0.01\"} 0",
            "leakgate_push_seconds_bucket{le=\"0.03\"} 21",
            "leakgate_push_seconds_bucket{le=\"+Inf\"} 21",
            "leakgate_push_seconds_count 21",
        ] {
            assert!(text.lines().any(|other| other == line), "{line}\n{text}");
        }
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), 2, "the file and its lock: {left:?}");
        let ends: Vec<&str> = text.lines().filter(|line| line.contains("_bucket")).collect();
        assert!(ends[0].contains("0.01") && ends[ends.len() - 1].contains("+Inf"), "{ends:?}");
    }

    #[test]
    fn a_damaged_file_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leakgate.prom");
        std::fs::write(&path, b"leakgate_commits_total NaN\nleakgate_bytes_total -4\nother 5\nleakgate_pushes_total_x 1\n\xff").unwrap();
        add(&path, &counts("warn"), Duration::from_secs(1)).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("leakgate_commits_total 3\n") && text.contains("leakgate_bytes_total 1000\n") && !text.contains("other"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        assert!(add(Path::new("/nowhere/leakgate.prom"), &counts("warn"), Duration::ZERO).is_err());
    }
}
