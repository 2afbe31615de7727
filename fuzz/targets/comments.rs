//! Comments that allow: what is read out of them is short and plain, and stands beside the finding.
#![no_main]

use leakgate::suppress::comment;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let [from, length, text @ ..] = data else { return };
    let start = usize::from(*from).min(text.len());
    let span = start..(start + usize::from(*length)).min(text.len());
    for found in comment::beside(text, &span) {
        assert!(found.reason.chars().count() <= 200 && found.rule.iter().all(|rule| rule.chars().count() <= 80));
        assert!(!found.reason.chars().chain(found.rule.iter().flat_map(|rule| rule.chars())).any(char::is_control));
    }
});
