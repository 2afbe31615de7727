//! Secrets that only names tell, in files of many kinds.
#![no_main]

use std::sync::LazyLock;

use leakgate::detect::Detector;

const PATHS: [&str; 12] =
    [".env", "a.py", "a.rs", "a.json", "a.yml", "a.toml", "a.xml", "a.sh", "tests/a.js", "README.md", "a.properties", "Dockerfile"];

static DETECTOR: LazyLock<Detector> = LazyLock::new(Detector::new);

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, text)) = data.split_first() else { return };
    leakgate::detect::fuzzing::generic(&DETECTOR, text, PATHS[usize::from(*first) % PATHS.len()].as_bytes());
});
