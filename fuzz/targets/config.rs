//! A configuration: whatever the file holds, it is read or refused with a place and a cure, in words that no terminal obeys.
#![no_main]

use std::path::Path;

use leakgate::config;
use leakgate::trouble::Trouble;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    match config::parse(Path::new("fuzz.toml"), data) {
        Ok(config) => assert!(config.allow.iter().all(|entry| entry.title.len() > 4)),
        Err(Trouble::Several(all)) => all.iter().for_each(told),
        Err(one) => told(&one),
    }
});

fn told(trouble: &Trouble) {
    let text = trouble.to_string();
    assert!(text.starts_with("fuzz.toml:"), "{text}");
    assert!(!format!("{text}{}", trouble.next()).chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
}
