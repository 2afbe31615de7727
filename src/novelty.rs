//! Is a candidate new here?
//!
//! New means: its value did not stand in any parent's version of the file, neither plain nor encoded. A value that was there before may be
//! moved, re-indented or re-wrapped; one that was not there has to stand on a line that is new against every parent. So the value decides,
//! and no line difference has to be made.

use std::collections::HashMap;
use std::ops::Range;

use zeroize::Zeroizing;

use crate::detect::{About, Candidate, DetectError, Detector};

/// The part of `new` that differs from every version in `old`, widened to whole lines; common heads and tails are left out. The whole of it
/// where there are no versions.
pub fn changed(new: &[u8], old: &[&[u8]]) -> Range<usize> {
    let (mut head, mut end) = (0, new.len());
    for old in old {
        let own = common_head(new, old);
        head = head.max(own);
        // head and tail of one parent may not claim the same bytes of either
        end = end.min(new.len() - common_tail(&new[own..], &old[own..]));
    }
    // where the common head of one parent passes the common tail of another, the seam between them is all there is
    let (start, end) = (head.min(end), head.max(end));
    let start = memchr::memrchr(b'\n', &new[..start]).map_or(0, |at| at + 1);
    let end = memchr::memchr(b'\n', &new[end..]).map_or(new.len(), |at| end + at);
    start..end
}

/// Bytes that both begin with.
fn common_head(a: &[u8], b: &[u8]) -> usize {
    const BLOCK: usize = 64;
    let blocks = a.chunks_exact(BLOCK).zip(b.chunks_exact(BLOCK)).take_while(|(a, b)| a == b).count();
    let from = blocks * BLOCK;
    from + a[from..].iter().zip(&b[from..]).take_while(|(a, b)| a == b).count()
}

/// Bytes that both end with.
fn common_tail(a: &[u8], b: &[u8]) -> usize {
    const BLOCK: usize = 64;
    let blocks = a.rchunks_exact(BLOCK).zip(b.rchunks_exact(BLOCK)).take_while(|(a, b)| a == b).count();
    let from = blocks * BLOCK;
    let (a, b) = (&a[..a.len() - from], &b[..b.len() - from]);
    from + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

/// Did every half of the candidate stand in `old`, of which `about` is known?
pub fn stood_in(candidate: &Candidate, old: &[u8], detector: &Detector, about: About<'_>) -> Result<bool, DetectError> {
    let mut inside: Option<Vec<Candidate>> = None;
    for half in candidate.halves() {
        let secret = half.secret.expose();
        if memchr::memmem::find(old, secret).is_some() || (memchr::memchr(b'\n', secret).is_some() && holds_reflowed(old, secret)) {
            continue;
        }
        // it may have stood there encoded, or at another place of another encoding
        let inside = match &mut inside {
            Some(inside) => inside,
            none => none.insert(detector.scan(old, 0..old.len(), about)?),
        };
        if !inside.iter().flat_map(Candidate::halves).any(|other| other.secret == half.secret) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Does `old` hold `secret` when white space is left out of both: a key block that was re-indented?
fn holds_reflowed(old: &[u8], secret: &[u8]) -> bool {
    let squeeze = |bytes: &[u8]| -> Zeroizing<Vec<u8>> {
        // as long as it may get, so that it never moves and leaves a copy behind
        let mut out = Zeroizing::new(Vec::with_capacity(bytes.len()));
        out.extend(bytes.iter().filter(|byte| !byte.is_ascii_whitespace()));
        out
    };
    memchr::memmem::find(&squeeze(old), &squeeze(secret)).is_some()
}

/// Are the two alike enough that one is the other renamed: do they share lines that make up half of the larger one?
pub fn is_alike(a: &[u8], b: &[u8]) -> bool {
    let mut lines: HashMap<&[u8], usize> = HashMap::new();
    for line in a.split_inclusive(|byte| *byte == b'\n') {
        *lines.entry(line).or_default() += 1;
    }
    let mut shared = 0;
    for line in b.split_inclusive(|byte| *byte == b'\n') {
        if let Some(left) = lines.get_mut(line).filter(|left| **left > 0) {
            *left -= 1;
            shared += line.len();
        }
    }
    shared * 2 >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_middle_is_changed() {
        let old = b"a\nb\nc\nd\n";
        for (new, lines) in
            [("a\nb\nX\nc\nd\n", "X"), ("a\nb\nc\nd\n", ""), ("X\n", "X"), ("a\nb\nc\nd\nX\n", "X"), ("aX\nb\nc\nd\n", "aX")]
        {
            let range = changed(new.as_bytes(), &[old]);
            let got = String::from_utf8(new.as_bytes()[range.clone()].to_vec()).unwrap();
            assert!(got.contains(lines) && got.len() <= lines.len() + 2, "{new:?}: {got:?}");
        }
        assert_eq!(changed(b"abc", &[]), 0..3);
    }

    #[test]
    fn what_one_parent_has_is_not_changed() {
        let new = b"left\nours\nmiddle\ntheirs\nright\n";
        let ours: &[u8] = b"left\nours\nmiddle\nright\n";
        let theirs: &[u8] = b"left\nmiddle\ntheirs\nright\n";
        let range = changed(new, &[ours, theirs]);
        assert!(range.len() < 20, "{range:?}");
    }

    proptest::proptest! {
        #[test]
        fn outside_the_changed_part_nothing_differs(old: Vec<u8>, new: Vec<u8>) {
            let range = changed(&new, &[&old]);
            proptest::prop_assert!(old.starts_with(&new[..range.start]));
            proptest::prop_assert!(old.ends_with(&new[range.end..]));
        }
    }

    #[test]
    fn renames_are_alike_and_copies_of_a_line_are_not() {
        let old = b"one\ntwo\nthree\nfour\nfive\n";
        assert!(is_alike(old, b"one\ntwo\nthree\nfour\nfive\nsix\n"));
        assert!(!is_alike(old, b"five\nthings\nthat\nare\nnew\nhere\n"));
    }
}
