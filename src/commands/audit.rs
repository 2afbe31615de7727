//! `leakgate audit`: is the log whole, and what does it tell.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{print, session};
use crate::cli::{Audit, AuditFormat};
use crate::config::{self, Config};
use crate::exit::Exit;
use crate::git::Repository;
use crate::report::audit as tell;
use crate::server::audit::{self, Fault};
use crate::text::{count, printable};
use crate::trouble::Trouble;

/// A line that does not end may be one that is being written: so often it is looked at again.
const AGAIN: usize = 3;
/// How long a writer is given to end it.
const PAUSE: Duration = Duration::from_millis(100);

pub(super) fn run(request: Audit) -> Result<Exit, Trouble> {
    match request {
        Audit::Verify { files, config } => verify(&chosen(files, config.as_deref())?.0),
        Audit::Report { files, since, format, config } => {
            let since = moment(&since, session::today())?;
            let (files, config) = chosen(files, config.as_deref())?;
            report(&files, since, format, &config)
        }
    }
}

fn verify(files: &[PathBuf]) -> Result<Exit, Trouble> {
    let mut result = audit::verify(files);
    for _ in 0..AGAIN {
        if !result.as_ref().is_err_and(Fault::is_unfinished) {
            break;
        }
        std::thread::sleep(PAUSE);
        result = audit::verify(files);
    }
    match result {
        Ok(verified) => {
            let torn = match verified.torn {
                0 => String::new(),
                torn => format!(", {} left unfinished and told by the next", number(torn, "line")),
            };
            let start = if verified.first.is_empty() || verified.first == audit::START { "" } else { "; older files are gone" };
            let last = if verified.last.is_empty() { String::new() } else { format!("\nlast hash: {}", verified.last) };
            print(&format!("whole: {} in {}{torn}{start}{last}\n", number(verified.lines, "line"), count(files.len(), "file")))?;
            Ok(Exit::Clean)
        }
        Err(broken @ Fault::Broken { .. }) => {
            print(&format!("broken: {broken}\n"))?;
            Ok(Exit::Findings)
        }
        Err(Fault::Unreadable { path, cause }) => Err(Trouble::File { doing: "read", path, cause }),
    }
}

fn number(count: u64, thing: &str) -> String {
    self::count(usize::try_from(count).unwrap_or(usize::MAX), thing)
}

fn report(files: &[PathBuf], since: Timestamp, format: AuditFormat, config: &Config) -> Result<Exit, Trouble> {
    let mut records = Vec::new();
    let mut unread = 0;
    for path in files {
        let kept = |record: audit::Record| {
            if record.time.parse::<Timestamp>().is_ok_and(|time| time >= since) {
                records.push(record);
            }
        };
        unread += audit::read(path, kept).map_err(|cause| Trouble::File { doing: "read", path: path.clone(), cause })?;
    }
    let mut summary = audit::summary(records, since);
    summary.unread = unread;
    let ends = ends(config);
    let text = match format {
        AuditFormat::Human => tell::human(&summary, &ends, since),
        AuditFormat::Json => tell::json(&summary, &ends),
        AuditFormat::Csv => tell::csv(&summary),
    };
    print(&text)?;
    Ok(Exit::Clean)
}

/// What the configuration lets pass for some time, the nearest end first.
fn ends(config: &Config) -> Vec<(Date, String)> {
    let mut ends: Vec<(Date, String)> =
        config.allow.iter().map(|entry| (entry.expires, format!("allow entry for {}: {}", entry.title, entry.reason))).collect();
    ends.extend(config.policy.entries.iter().filter_map(|entry| {
        let reason = entry.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        Some((entry.until?, format!("policy at {}, verdict {}{reason}", entry.place, entry.verdict.name())))
    }));
    ends.sort();
    ends
}

/// The files that are named, else those of the log that the configuration names; and that configuration.
fn chosen(files: Vec<PathBuf>, named: Option<&Path>) -> Result<(Vec<PathBuf>, Config), Trouble> {
    let repository = Repository::open(false).ok().filter(|repository| repository.work_tree().is_none());
    let mut layers = config::administrators(named, super::foreign)?;
    if let Some(repository) = &repository {
        layers = layers.with(config::bare(repository)?);
    }
    let server = layers.server();
    let config = layers.config();
    if !files.is_empty() {
        return Ok((files, config));
    }
    let own = repository.map(|repository| repository.common_dir().join("leakgate").join("audit.jsonl"));
    let path = server.audit.path.or(own).ok_or_else(|| Trouble::Usage {
        what: "no configuration here names an audit log".to_owned(),
        next: "name its files, or the server's configuration: leakgate audit verify --config FILE".to_owned(),
    })?;
    Ok((audit::files(&path), config))
}

/// `30d` before today, or a day.
fn moment(text: &str, today: Date) -> Result<Timestamp, Trouble> {
    let day = match text.strip_suffix('d').map(str::parse::<i64>) {
        Some(Ok(days)) if (0..=36_500).contains(&days) => today.checked_sub(days.days()).ok(),
        Some(_) => None,
        None => text.parse::<Date>().ok(),
    };
    let moment = day.and_then(|day| day.to_zoned(TimeZone::UTC).ok()).map(|moment| moment.timestamp());
    moment.ok_or_else(|| Trouble::Usage {
        what: format!("{} is no day in the past", printable(text.as_bytes())),
        next: "write --since 30d or --since 2026-01-31".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_beginning_is_days_or_a_date() {
        let today = date(2026, 11, 28);
        for (text, begin) in [("30d", "2026-10-29T00:00:00Z"), ("0d", "2026-11-28T00:00:00Z"), ("2026-01-31", "2026-01-31T00:00:00Z")] {
            assert_eq!(moment(text, today).unwrap().to_string(), begin);
        }
        for bad in ["", "d", "-1d", "30", "yesterday", "99999999d"] {
            assert!(moment(bad, today).is_err(), "{bad}");
        }
    }
}
