//! A baseline: what is read can be written and read again, and an entry that is added or taken out moves no other.
#![no_main]

use std::collections::BTreeSet;
use std::path::Path;

use leakgate::fingerprint::Fingerprint;
use leakgate::suppress::baseline::{Baseline, Entry, with, without};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let path = Path::new("fuzz.baseline");
    let read = match Baseline::parse(path, data) {
        Ok(read) => read,
        Err(trouble) => return assert!(!trouble.to_string().chars().any(|c| c.is_control() && c != '\n')),
    };
    let prints = |baseline: &Baseline| baseline.entries.keys().copied().collect::<Vec<_>>();
    let again = Baseline::parse(path, read.text().as_bytes()).expect("what was written");
    assert_eq!(prints(&again), prints(&read));
    let new = Fingerprint::parse("00112233445566778899").expect("a fingerprint");
    let gone: BTreeSet<Fingerprint> = [new].into();
    let rest = without(data, &gone);
    let entry = Entry { rule: "a-rule".to_owned(), place: "a/path".to_owned(), line: 0 };
    let more = Baseline::parse(path, &with(Some(&rest), new, &entry)).expect("one line more");
    let left = Baseline::parse(path, &rest).expect("a line less");
    assert!(more.entries.contains_key(&new) && !left.entries.contains_key(&new));
    assert_eq!(more.entries.len(), left.entries.len() + 1);
});
