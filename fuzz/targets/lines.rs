//! The lines that git hands to its push hooks.
#![no_main]

use leakgate::source::{parse_push, parse_receive};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Ok(updates) = parse_receive(data) {
        // what was understood, written again, is what was read
        let lines: Vec<Vec<u8>> =
            updates.iter().map(|update| [format!("{} {} ", update.old, update.new).as_bytes(), &update.name].concat()).collect();
        let given = data.strip_suffix(b"\n").unwrap_or(data);
        assert!(lines.join(&b'\n').eq_ignore_ascii_case(given));
    }
    if let Ok(updates) = parse_push(data) {
        assert!(updates.iter().all(|update| update.local.is_some() && !update.name.is_empty()));
    }
});
