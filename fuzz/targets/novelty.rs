//! What is new, held against git's own difference: what counts as unchanged here is unchanged there, and what is reported as new stands on a
//! line that git calls added.
#![no_main]

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use leakgate::detect::{About, Candidate, Detector, line_end, line_start};
use leakgate::novelty;

static DETECTOR: LazyLock<Detector> = LazyLock::new(Detector::new);

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((old, new)) = versions(data) else { return };
    let changed = novelty::changed(&new, &[&old]);
    let added = added(&old, &new);
    // git may choose another of several equal lines, so that content is compared, and not places
    let mut left: HashMap<&[u8], usize> = HashMap::new();
    for line in new[changed.clone()].split(|byte| *byte == b'\n') {
        *left.entry(line).or_default() += 1;
    }
    for line in &added {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let count = left.get_mut(line).filter(|count| **count > 0);
        *count.unwrap_or_else(|| panic!("git calls a line added that counts as unchanged: {:?}", String::from_utf8_lossy(line))) -= 1;
    }
    // with two parents, what lies outside is at the head of one of them and at the tail of one of them
    let other = &old[old.len() / 3..];
    let changed_to_both = novelty::changed(&new, &[&old, other]);
    assert!([&old, other].iter().any(|old| old.starts_with(&new[..changed_to_both.start])));
    assert!([&old, other].iter().any(|old| old.ends_with(&new[changed_to_both.end..])));
    is_new(&old, &new, &changed, &added);
});

fn is_new(old: &[u8], new: &[u8], changed: &Range<usize>, added: &[Vec<u8>]) {
    let scan = |range| DETECTOR.scan(new, range, About::default()).expect("built-in rules compile");
    let reach = DETECTOR.reach();
    let near = scan(changed.start.saturating_sub(reach)..(changed.end + reach).min(new.len()));
    for candidate in scan(0..new.len()) {
        if novelty::stood_in(&candidate, old, &DETECTOR, About::default()).expect("built-in rules compile") {
            continue;
        }
        let told = |other: &Candidate| other.halves().any(|half| half.secret == candidate.secret);
        assert!(near.iter().any(told), "{}: it is new, and too far from what is changed", candidate.rule.id);
        // a value of several lines is new where what lay between them is gone
        let lines: Vec<&[u8]> = candidate.halves().filter_map(|half| line(new, &half.span)).collect();
        if lines.len() == candidate.halves().count() {
            let is_added = |line: &&[u8]| added.iter().any(|other| other.strip_suffix(b"\n").unwrap_or(other) == *line);
            assert!(lines.iter().any(is_added), "{}: it is new on a line that git calls unchanged", candidate.rule.id);
        }
    }
}

/// The line that `span` stands on; none where it stands on several.
fn line<'t>(text: &'t [u8], span: &Range<usize>) -> Option<&'t [u8]> {
    let whole = &text[line_start(text, span.start)..line_end(text, span.end)];
    (!text[span.clone()].contains(&b'\n') && !whole.contains(&b'\n')).then_some(whole)
}

/// An old version, and a new one that edits have made of it: the data begins with four of them (place, bytes gone, bytes come, bytes copied).
fn versions(data: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let (edits, mut rest) = data.split_at_checked(20)?;
    let mut come = Vec::new();
    for edit in edits.chunks_exact(5) {
        let (text, more) = rest.split_at_checked(usize::from(edit[3]))?;
        come.push(text);
        rest = more;
    }
    let mut new = rest.to_vec();
    for (edit, text) in edits.chunks_exact(5).zip(come) {
        let place = usize::from(u16::from_le_bytes([edit[0], edit[1]])) % (new.len() + 1);
        let copied: Vec<u8> = new.iter().take(usize::from(edit[4])).copied().collect();
        new.splice(place..(place + usize::from(edit[2])).min(new.len()), copied.iter().chain(text).copied());
    }
    Some((rest.to_vec(), new))
}

/// The lines that git calls added.
fn added(old: &[u8], new: &[u8]) -> Vec<Vec<u8>> {
    let mut options = git2::DiffOptions::new();
    options.context_lines(0).force_text(true);
    let patch = git2::Patch::from_buffers(old, None, new, None, Some(&mut options)).expect("a difference");
    let mut lines = Vec::new();
    for hunk in 0..patch.num_hunks() {
        for line in 0..patch.num_lines_in_hunk(hunk).expect("a hunk") {
            let line = patch.line_in_hunk(hunk, line).expect("a line");
            if line.origin_value() == git2::DiffLineType::Addition {
                lines.push(line.content().to_vec());
            }
        }
    }
    lines
}
