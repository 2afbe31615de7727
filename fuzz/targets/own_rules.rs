//! Rules of a user's own: any pattern, keyword and sample is refused, or run in bounded time.
#![no_main]

use std::path::Path;

use leakgate::config;
use leakgate::detect::{About, Detector};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let mut fields = text.split('\n').map(|field| serde_json::to_string(field).unwrap());
    let mut next = || fields.next().unwrap_or_else(|| "\"\"".to_owned());
    let (pattern, keyword, hit, miss) = (next(), next(), next(), next());
    let more: String = fields.map(|field| field[1..field.len() - 1].to_owned() + "\n").collect();
    let file = format!(
        "[[rule]]\nid = \"acme-token\"\ntitle = \"Acme token\"\npattern = {pattern}\nkeywords = [{keyword}]\nhits = [{hit}]\nmisses = [{miss}]\n{}",
        more.replace("\\\"", "\"")
    );
    let Ok(config) = config::parse(Path::new("fuzz.toml"), file.as_bytes()) else { return };
    let detector = Detector::with(config.rules.iter().map(|own| own.rule).collect(), Vec::new());
    let _ = config::check(&config.rules, &detector);
    let _ = detector.scan(data, 0..data.len(), About::default());
});
