//! The audit log: whatever lies there is read or refused, and a log in which one byte was changed is not whole.
#![no_main]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use leakgate::server::audit::{Event, Log, Record, read, summary, verify};

static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("audit.jsonl");
    let record = |number: u64| Record {
        time: format!("2026-11-0{number}T10:00:00Z"),
        event: if number % 2 == 0 { Event::Push } else { Event::Finding },
        verdict: "block".to_owned(),
        bypassed: number,
        ..Record::default()
    };
    let log = Log { path: path.clone(), rotate: None, keep: 3, patience: std::time::Duration::from_secs(1) };
    log.append(&(1..6).map(record).collect::<Vec<_>>()).expect("a log");
    fs::read(&path).expect("the log")
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("audit.jsonl");
    fs::write(&path, data).expect("a file");
    let _ = verify(std::slice::from_ref(&path));
    sum_up(&path);
    let [low, high, change, ..] = data else { return };
    let mut log = WHOLE.clone();
    let place = usize::from(u16::from_le_bytes([*low, *high])) % log.len();
    log[place] ^= (*change).max(1);
    fs::write(&path, &log).expect("a file");
    assert!(verify(std::slice::from_ref(&path)).is_err(), "byte {place} was changed");
    sum_up(&path);
});

fn sum_up(path: &Path) {
    let mut records = Vec::new();
    read(path, |record| records.push(record)).expect("a file that is there");
    summary(records, jiff::Timestamp::UNIX_EPOCH);
}
