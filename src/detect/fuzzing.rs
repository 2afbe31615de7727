//! The door through which `fuzz/` reaches the private parts of this module. It is there only where `cargo fuzz` builds.

use super::encoded::{Opened, Openings, base64_around};
use super::{About, Candidate, Detector};

/// What is encoded: every piece lies in the text, is no longer than the text that it came from, and each of its bytes has a place there.
pub fn encoded(text: &[u8], binary: bool) {
    let mut openings = Openings::default();
    openings.add(text, &(0..text.len()), binary);
    let (opened, marks) = openings.finish(&mut Vec::new());
    opened.iter().for_each(|opened| check(text, opened));
    assert!(marks.iter().all(|mark| mark.start <= mark.end && mark.end <= text.len()), "a mark outside of the text");
    // wherever a keyword may have been seen
    for at in (0..text.len()).step_by(7) {
        if let Some(opened) = base64_around(text, at) {
            check(text, &opened);
        }
    }
}

fn check(text: &[u8], opened: &Opened) {
    assert!(opened.run.start <= opened.run.end && opened.run.end <= text.len(), "{} outside of the text", opened.name());
    // what is longest in relation to its escape: a character of two bytes in UTF-8 that was written in one as Latin-1
    assert!(opened.bytes.len() <= 2 * opened.run.len() + 3, "{} grew", opened.name());
    let length = opened.bytes.len();
    for (start, end) in [(0, length), (length / 3, length / 2), (length.saturating_sub(1), length)] {
        let place = opened.encoded(&(start..end));
        assert!(opened.run.start <= place.start && place.start <= place.end && place.end <= opened.run.end, "{} misplaced", opened.name());
        opened.is_encoded(&(start..end));
    }
}

/// What only names tell: every candidate is a piece of the text, and lies in its match.
pub fn generic(detector: &Detector, text: &[u8], path: &[u8]) {
    let (mut found, mut words) = (Vec::new(), Vec::new());
    let whole = [0..text.len()];
    for unplaced in [false, true] {
        let about = About { path: Some(path), unplaced, ..About::default() };
        detector.generic().scan((text, &whole), super::words::pieces(text), about, &mut found, &mut words);
    }
    assert!(words.iter().all(|word| word.span.start <= word.span.end && word.span.end <= text.len()), "a word outside of the text");
    for Candidate { rule, secret, span, matched, .. } in &found {
        assert_eq!(&text[span.clone()], secret.expose(), "{}", rule.id);
        assert!(matched.start <= span.start && span.end <= matched.end && matched.end <= text.len(), "{}", rule.id);
    }
}
