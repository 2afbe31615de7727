//! Writes the log: one writer at a time, a chain that goes on from file to file, and a tear that is told.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::line::{self, Event, Record, START};
use crate::config::server::Rotate;

/// More old files than this are nobody's.
const MOST: usize = 100_000;
/// No line of ours is longer than this (bytes).
const LONGEST: u64 = 256 << 10;

/// The log in a file.
#[derive(Debug, Clone)]
pub struct Log {
    /// The file.
    pub path: PathBuf,
    /// When a new file is begun.
    pub rotate: Option<Rotate>,
    /// How many old files are kept.
    pub keep: usize,
    /// How long another writer is waited for.
    pub patience: Duration,
}

/// The files of the log at `path`, oldest first: `audit.jsonl.2`, `audit.jsonl.1`, `audit.jsonl`.
pub fn files(path: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = (1..=MOST).map(|number| numbered(path, number)).take_while(|file| file.exists()).collect();
    files.reverse();
    if path.exists() || files.is_empty() {
        files.push(path.to_owned());
    }
    files
}

/// An old file of the log; 1 is the newest.
fn numbered(path: &Path, number: usize) -> PathBuf {
    beside(path, &number.to_string())
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

impl Log {
    /// Writes these records, all or none. Whoever writes at the same time waits.
    pub fn append(&self, records: &[Record]) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        // a file of its own: the log itself is renamed under the lock
        let lock = open(&beside(&self.path, "lock"), false)?;
        self.wait(&lock)?;
        let mut file = open(&self.path, true)?;
        let mut previous = self.end(&mut file)?;
        if records.first().is_some_and(|record| self.is_full(&file, &record.time)) {
            self.shift()?;
            file = open(&self.path, true)?;
        }
        let mut text = String::new();
        for record in records {
            let (line, hash) = line::write(record, &previous)?;
            text.push_str(&line);
            previous = hash;
        }
        whole(&mut file, text.as_bytes())
    }

    fn wait(&self, lock: &File) -> io::Result<()> {
        let started = Instant::now();
        let mut pause = Duration::from_micros(200);
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(()),
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) if started.elapsed() > self.patience => {
                    return Err(io::Error::new(io::ErrorKind::TimedOut, "another writer holds it"));
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(pause),
            }
            pause = (pause * 2).min(Duration::from_millis(10));
        }
    }

    /// The hash that the next line goes on from. A line that is not whole is ended, and that is recorded.
    fn end(&self, file: &mut File) -> io::Result<String> {
        let size = file.metadata()?.len();
        if size == 0 {
            // a file that was begun anew goes on where the old one ended
            return match File::open(numbered(&self.path, 1)) {
                Ok(mut old) => {
                    let size = old.metadata()?.len();
                    Ok(hash_of(last(&tail(&mut old, size)?).0))
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(START.to_owned()),
                Err(error) => Err(error),
            };
        }
        let tail = tail(file, size)?;
        let (whole_line, torn) = last(&tail);
        let previous = if whole_line.is_empty() && !torn.is_empty() { self.before(&tail, size)? } else { hash_of(whole_line) };
        if torn.is_empty() {
            return Ok(previous);
        }
        let record = Record {
            time: jiff::Timestamp::now().to_string(),
            event: Event::Torn,
            bytes: Some(torn.len() as u64),
            sha256: Some(line::digest(torn)),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..Record::default()
        };
        let (line, hash) = line::write(&record, &previous)?;
        whole(file, format!("\n{line}").as_bytes())?;
        Ok(hash)
    }

    /// What a torn line that is the only one of its file goes on from.
    fn before(&self, tail: &[u8], size: u64) -> io::Result<String> {
        if tail.len() as u64 != size {
            // longer than any line of ours: the file is something else
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it ends in something that is no line of this log"));
        }
        match File::open(numbered(&self.path, 1)) {
            Ok(mut old) => {
                let size = old.metadata()?.len();
                Ok(hash_of(last(&self::tail(&mut old, size)?).0))
            }
            Err(_) => Ok(START.to_owned()),
        }
    }

    fn is_full(&self, file: &File, now: &str) -> bool {
        let Ok(metadata) = file.metadata() else { return false };
        match self.rotate {
            Some(Rotate::Size(most)) => metadata.len() >= most,
            Some(Rotate::Daily) if metadata.len() > 0 => {
                let written = metadata.modified().ok().and_then(|time| jiff::Timestamp::try_from(time).ok());
                written.is_some_and(|written| written.to_string().get(..10) != now.get(..10))
            }
            _ => false,
        }
    }

    /// Gives every file the next number, and lets the oldest go.
    fn shift(&self) -> io::Result<()> {
        let count = (1..=MOST).take_while(|number| numbered(&self.path, *number).exists()).count();
        for number in (1..=count).rev() {
            let file = numbered(&self.path, number);
            if number >= self.keep {
                std::fs::remove_file(file)?;
            } else {
                std::fs::rename(file, numbered(&self.path, number + 1))?;
            }
        }
        std::fs::rename(&self.path, numbered(&self.path, 1))
    }
}

/// Opens a file that only its owner and group can read, as far as the umask lets them.
fn open(path: &Path, log: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    if log {
        options.read(true);
    }
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o660);
    options.open(path)
}

/// Writes all of it, or takes back what was written.
fn whole(file: &mut File, text: &[u8]) -> io::Result<()> {
    let size = file.metadata()?.len();
    file.write_all(text).inspect_err(|_| {
        // a disk that is full: where not even this works, the next writer finds a line that is not whole
        let _ = file.set_len(size);
    })
}

/// The end of a file: enough to hold its last line.
fn tail(file: &mut File, size: u64) -> io::Result<Vec<u8>> {
    // nearly always the last few kilobytes do
    for length in [8 << 10, 2 * LONGEST] {
        file.seek(SeekFrom::Start(size.saturating_sub(length)))?;
        let mut tail = Vec::new();
        file.take(length).read_to_end(&mut tail)?;
        let before = &tail[..tail.len().saturating_sub(1)];
        if length >= size || memchr::memchr_iter(b'\n', before).count() >= 2 || length > LONGEST {
            return Ok(tail);
        }
    }
    Ok(Vec::new())
}

/// The last line that is whole (without its line feed), and what stands after it.
fn last(tail: &[u8]) -> (&[u8], &[u8]) {
    let end = memchr::memrchr(b'\n', tail).map_or(0, |at| at + 1);
    let (lines, torn) = tail.split_at(end);
    let lines = lines.strip_suffix(b"\n").unwrap_or(lines);
    (&lines[memchr::memrchr(b'\n', lines).map_or(0, |at| at + 1)..], torn)
}

/// What the next line goes on from: the line's own hash, or, where somebody has changed it, that of the whole of it. The break shows.
fn hash_of(last: &[u8]) -> String {
    match line::chain(last) {
        Some((_, hash)) => hash.to_owned(),
        None if last.is_empty() => START.to_owned(),
        None => line::digest(last),
    }
}

#[cfg(test)]
mod tests {
    use super::super::verify;
    use super::*;

    fn record(reason: &str) -> Record {
        Record { time: jiff::Timestamp::now().to_string(), verdict: "block".into(), reason: Some(reason.into()), ..Record::default() }
    }

    fn log(folder: &Path) -> Log {
        Log { path: folder.join("logs/audit.jsonl"), rotate: None, keep: 3, patience: Duration::from_secs(20) }
    }

    fn lines(log: &Log) -> u64 {
        let verified = verify(&files(&log.path)).unwrap_or_else(|fault| panic!("{fault:?}"));
        verified.lines
    }

    #[test]
    fn lines_are_chained() {
        let folder = tempfile::tempdir().unwrap();
        let log = log(folder.path());
        log.append(&[record("one")]).unwrap();
        log.append(&[record("two"), record("three")]).unwrap();
        assert_eq!(lines(&log), 3);
    }

    #[test]
    fn fifty_writers_keep_the_chain_whole() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log { rotate: Some(Rotate::Size(8 << 10)), keep: 100, ..log(folder.path()) };
        std::thread::scope(|scope| {
            for number in 0..50 {
                let log = &log;
                scope.spawn(move || log.append(&[record(&format!("writer {number}")), record("second")]).unwrap());
            }
        });
        assert_eq!(lines(&log), 100);
        assert!(files(&log.path).len() > 2);
    }

    #[test]
    fn old_files_are_numbered_and_the_oldest_goes() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log { rotate: Some(Rotate::Size(1)), ..log(folder.path()) };
        for number in 0..9 {
            log.append(&[record(&number.to_string())]).unwrap();
        }
        assert_eq!(files(&log.path).len(), 4, "three old ones and the one that is written");
        assert_eq!(lines(&log), 4);
        let newest = std::fs::read_to_string(&log.path).unwrap();
        assert!(newest.contains("\"reason\":\"8\""));
        assert!(!newest.contains(START), "it goes on from the file before it");
    }

    #[test]
    fn another_day_begins_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log { rotate: Some(Rotate::Daily), ..log(folder.path()) };
        log.append(&[record("today")]).unwrap();
        log.append(&[record("today, too")]).unwrap();
        assert_eq!(files(&log.path).len(), 1);
        let tomorrow = Record { time: "2999-01-01T00:00:00Z".into(), ..record("tomorrow") };
        log.append(&[tomorrow]).unwrap();
        assert_eq!((files(&log.path).len(), lines(&log)), (2, 3));
    }

    #[test]
    fn a_torn_line_is_told_and_the_chain_goes_on() {
        for keep in [0_usize, 1, 40] {
            let folder = tempfile::tempdir().unwrap();
            let log = log(folder.path());
            for _ in 0..usize::from(keep > 0) {
                log.append(&[record("whole")]).unwrap();
            }
            // the beginning of a line, all of one but its end, and a few bytes of anything
            let (line, _) = line::write(&record("torn"), START).unwrap();
            let torn = if keep == 1 { line.trim_end() } else { &line[..line.len() / 2] };
            std::fs::create_dir_all(log.path.parent().unwrap()).unwrap();
            open(&log.path, true).unwrap().write_all(torn.as_bytes()).unwrap();
            assert!(verify(&files(&log.path)).is_err(), "before anybody has told it");
            log.append(&[record("after")]).unwrap();
            let verified = verify(&files(&log.path)).unwrap();
            assert_eq!((verified.torn, verified.lines), (1, 2 + u64::from(keep > 0)), "{keep}");
        }
    }

    #[test]
    fn what_cannot_be_written_is_an_error_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let log = Log { path: file.join("audit.jsonl"), ..log(folder.path()) };
        assert!(log.append(&[record("x")]).is_err());
    }

    #[test]
    fn a_writer_that_hangs_is_not_waited_for_without_end() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log { patience: Duration::from_millis(50), ..log(folder.path()) };
        log.append(&[record("one")]).unwrap();
        let lock = open(&beside(&log.path, "lock"), false).unwrap();
        lock.lock().unwrap();
        assert_eq!(log.append(&[record("two")]).unwrap_err().kind(), io::ErrorKind::TimedOut);
        drop(lock);
        log.append(&[record("three")]).unwrap();
        assert_eq!(lines(&log), 2);
    }
}
