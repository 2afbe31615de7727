//! The whole detector: places lie in the text, a plain secret is what stands at its place, and nothing is lost where a text is cut in two.
#![no_main]

use std::ops::Range;
use std::sync::LazyLock;

use leakgate::detect::{About, Candidate, Detector, decode};

const PATHS: [Option<&str>; 8] =
    [None, Some(".env"), Some("a.py"), Some(".npmrc"), Some("a.json"), Some(".pgpass"), Some("a.yml"), Some("docs/a.md")];

static DETECTOR: LazyLock<Detector> = LazyLock::new(Detector::new);

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let [first, cut, text @ ..] = data else { return };
    let path = PATHS[usize::from(first & 7)].map(str::as_bytes);
    let about = About { path, binary: decode::is_binary(text), unplaced: first & 8 != 0 };
    let whole = scan(text, 0..text.len(), about);
    for candidate in whole.iter().flat_map(Candidate::halves) {
        let Candidate { rule, secret, span, matched, encoding, .. } = candidate;
        assert!(span.start <= span.end && span.end <= text.len() && matched.end <= text.len(), "{}: outside of the text", rule.id);
        assert!(!encoding.is_empty() || &text[span.clone()] == secret.expose(), "{}: another text than at its place", rule.id);
        assert!(!secret.masked(rule.prefix_len(secret.expose())).chars().any(char::is_control), "{}", rule.id);
    }
    let cut = text.len() * usize::from(*cut) / 256;
    let parts: Vec<Candidate> = [0..cut, cut..text.len()].into_iter().flat_map(|range| scan(text, range, about)).collect();
    for half in whole.iter().flat_map(Candidate::halves) {
        let meets = |other: &Candidate| other.span.start < half.span.end && half.span.start < other.span.end;
        // strings of UTF-16 in a binary file are read as lines of one text: what goes over several of them is no string of the file
        let is_string = || half.secret.expose().iter().flat_map(|byte| [*byte, 0]).eq(text[half.span.clone()].iter().copied());
        let is_joined = half.encoding.first() == Some(&"utf-16") && !is_string();
        assert!(half.span.is_empty() || is_joined || parts.iter().flat_map(Candidate::halves).any(meets), "{}: lost at a cut", half.rule.id);
    }
});

fn scan(text: &[u8], range: Range<usize>, about: About<'_>) -> Vec<Candidate> {
    DETECTOR.scan(text, range, about).expect("built-in rules compile")
}
