//! Differences between two objects, as packs store them: "copy from there", "these bytes".

use std::ops::Range;

/// The new size (bytes) that a delta promises for a base of this size; none where it is for another one.
pub(super) fn size(delta: &[u8], base: usize) -> Option<usize> {
    let mut rest = delta;
    (varint(&mut rest)? == base).then_some(())?;
    varint(&mut rest)
}

/// Applies `delta` to `base`. `changed` gets the parts of the result that are not copied, and an empty one at each seam between two copies
/// (and at either end where the base went on).
pub(super) fn apply(base: &[u8], delta: &[u8], out: &mut Vec<u8>, changed: &mut Vec<Range<usize>>) -> Option<()> {
    let mut rest = delta;
    (varint(&mut rest)? == base.len()).then_some(())?;
    let size = varint(&mut rest)?;
    out.clear();
    // a promise that is not kept yet
    out.reserve(size.min(base.len() + delta.len()));
    changed.clear();
    // up to where the base has been copied, if the last thing done was to copy
    let mut copied = Some(0);
    while let Some((&command, after)) = rest.split_first() {
        rest = after;
        if command & 0x80 != 0 {
            let mut part = |bits: u8, shift: u8| -> Option<usize> {
                let mut value = 0;
                for byte in (0..bits).filter(|byte| command & 1 << (shift + byte) != 0) {
                    let (&digit, after) = rest.split_first()?;
                    rest = after;
                    value |= usize::from(digit) << (8 * byte);
                }
                Some(value)
            };
            let (from, length) = (part(4, 0)?, part(3, 4)?);
            let length = if length == 0 { 0x1_0000 } else { length };
            let end = from.checked_add(length)?;
            if copied != Some(from) {
                mark(changed, out.len()..out.len());
            }
            out.extend_from_slice(base.get(from..end)?);
            copied = Some(end);
        } else {
            let (bytes, after) = rest.split_at_checked(usize::from(command)).filter(|_| command != 0)?;
            rest = after;
            mark(changed, out.len()..out.len() + bytes.len());
            out.extend_from_slice(bytes);
            copied = None;
        }
        if out.len() > size {
            return None;
        }
    }
    if copied != Some(base.len()) {
        mark(changed, out.len()..out.len());
    }
    (out.len() == size).then_some(())
}

/// Adds a part that begins where the last one ends or after it.
fn mark(changed: &mut Vec<Range<usize>>, part: Range<usize>) {
    match changed.last_mut() {
        Some(last) if last.end == part.start => last.end = part.end,
        _ => changed.push(part),
    }
}

fn varint(rest: &mut &[u8]) -> Option<usize> {
    let mut value = 0_usize;
    for shift in (0..usize::BITS - 7).step_by(7) {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        value |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &[u8] = b"0123456789";

    fn applied(delta: &[u8]) -> Option<(String, Vec<Range<usize>>)> {
        let (mut out, mut changed) = (Vec::new(), Vec::new());
        apply(BASE, delta, &mut out, &mut changed)?;
        assert_eq!(size(delta, BASE.len()), Some(out.len()));
        Some((String::from_utf8(out).unwrap(), changed))
    }

    #[test]
    fn copies_and_inserts() {
        // the same again
        assert_eq!(applied(&[10, 10, 0x90, 10]), Some(("0123456789".into(), vec![])));
        // in two pieces that meet in both
        assert_eq!(applied(&[10, 10, 0x90, 4, 0x91, 4, 6]), Some(("0123456789".into(), vec![])));
        // something put in
        assert_eq!(applied(&[10, 12, 0x90, 4, 2, b'a', b'b', 0x91, 4, 6]), Some(("0123ab456789".into(), vec![4..6])));
        // something left out in the middle, at the start, at the end
        assert_eq!(applied(&[10, 8, 0x90, 4, 0x91, 6, 4]), Some(("01236789".into(), vec![4..4])));
        assert_eq!(applied(&[10, 4, 0x91, 6, 4]), Some(("6789".into(), vec![0..0])));
        assert_eq!(applied(&[10, 4, 0x90, 4]), Some(("0123".into(), vec![4..4])));
        // two inserts in a row are one part
        assert_eq!(applied(&[10, 2, 1, b'a', 1, b'b']), Some(("ab".into(), vec![0..2])));
    }

    #[test]
    fn broken_ones_are_refused() {
        for delta in [
            &[][..],
            &[10],
            &[9, 1, 1, b'a'],
            &[10, 1],
            &[10, 1, 0],
            &[10, 1, 2, b'a'],
            &[10, 2, 1, b'a'],
            &[10, 1, 0x91],
            &[10, 4, 0x91, 8, 4],
            &[10, 4, 0xff, 255, 255, 255, 255, 255, 255, 255],
            &[0x80; 20],
        ] {
            assert_eq!(applied(delta), None, "{delta:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_not_marked_stood_in_the_base(base: Vec<u8>, delta: Vec<u8>) {
            let (mut out, mut changed) = (Vec::new(), Vec::new());
            let delta = [&[u8::try_from(base.len().min(127)).unwrap()][..], &delta].concat();
            let base = &base[..base.len().min(127)];
            if apply(base, &delta, &mut out, &mut changed).is_some() {
                let mut at = 0;
                for part in changed.iter().cloned().chain([out.len()..out.len()]) {
                    proptest::prop_assert!(memchr::memmem::find(base, &out[at..part.start]).is_some());
                    at = part.end;
                }
            }
        }
    }
}
