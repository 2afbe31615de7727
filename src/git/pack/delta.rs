//! Differences between two objects, as packs store them: "copy from there", "these bytes".

use std::ops::Range;

use super::make_room;

/// A piece of a blob that is copied from another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Where it begins there (bytes).
    pub from: usize,
    /// Where it stands here (bytes).
    pub to: Range<usize>,
}

/// The new size (bytes) that a delta promises for a base of this size; none where it is for another one.
pub(super) fn size(delta: &[u8], base: usize) -> Option<usize> {
    let mut rest = delta;
    (varint(&mut rest)? == base).then_some(())?;
    varint(&mut rest)
}

/// Applies `delta` to `base`. `copies` gets what is copied, in the order of the result; pieces that meet in both are one.
pub(super) fn apply(base: &[u8], delta: &[u8], out: &mut Vec<u8>, copies: &mut Vec<Copied>) -> Option<()> {
    let mut rest = delta;
    (varint(&mut rest)? == base.len()).then_some(())?;
    let size = varint(&mut rest)?;
    out.clear();
    // a promise that is not kept yet
    let room = size.min(base.len() + delta.len());
    make_room(out, room);
    copies.clear();
    while let Some((&command, after)) = rest.split_first() {
        rest = after;
        if command & 0x80 != 0 {
            let (from, length) = (number(&mut rest, command & 0xf)?, number(&mut rest, command >> 4 & 7)?);
            let length = if length == 0 { 0x1_0000 } else { length };
            let end = from.checked_add(length)?;
            let to = out.len();
            out.extend_from_slice(base.get(from..end)?);
            match copies.last_mut() {
                Some(last) if last.to.end == to && last.from + last.to.len() == from => last.to.end = out.len(),
                _ => copies.push(Copied { from, to: to..out.len() }),
            }
        } else {
            let (bytes, after) = rest.split_at_checked(usize::from(command)).filter(|_| command != 0)?;
            rest = after;
            out.extend_from_slice(bytes);
        }
        if out.len() > size {
            return None;
        }
    }
    (out.len() == size).then_some(())
}

/// A number of which only those bytes are there that are not 0: a bit each, the lowest byte's first.
fn number(rest: &mut &[u8], mut there: u8) -> Option<usize> {
    let mut value = 0;
    while there != 0 {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        value |= usize::from(byte) << (8 * there.trailing_zeros());
        there &= there - 1;
    }
    Some(value)
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

    /// The result, and what of it was copied from where.
    type Applied = (String, Vec<(usize, Range<usize>)>);

    fn applied(delta: &[u8]) -> Option<Applied> {
        let (mut out, mut copies) = (Vec::new(), Vec::new());
        apply(BASE, delta, &mut out, &mut copies)?;
        assert_eq!(size(delta, BASE.len()), Some(out.len()));
        Some((String::from_utf8(out).unwrap(), copies.into_iter().map(|piece| (piece.from, piece.to)).collect()))
    }

    #[test]
    fn copies_and_inserts() {
        // the same again
        assert_eq!(applied(&[10, 10, 0x90, 10]), Some(("0123456789".into(), vec![(0, 0..10)])));
        // in two pieces that meet in both
        assert_eq!(applied(&[10, 10, 0x90, 4, 0x91, 4, 6]), Some(("0123456789".into(), vec![(0, 0..10)])));
        // something put in
        assert_eq!(applied(&[10, 12, 0x90, 4, 2, b'a', b'b', 0x91, 4, 6]), Some(("0123ab456789".into(), vec![(0, 0..4), (4, 6..12)])));
        // something left out in the middle, at the start
        assert_eq!(applied(&[10, 8, 0x90, 4, 0x91, 6, 4]), Some(("01236789".into(), vec![(0, 0..4), (6, 4..8)])));
        assert_eq!(applied(&[10, 4, 0x91, 6, 4]), Some(("6789".into(), vec![(6, 0..4)])));
        // nothing copied
        assert_eq!(applied(&[10, 2, 1, b'a', 1, b'b']), Some(("ab".into(), vec![])));
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
        fn what_is_copied_stood_in_the_base(base: Vec<u8>, delta: Vec<u8>) {
            let (mut out, mut copies) = (Vec::new(), Vec::new());
            let delta = [&[u8::try_from(base.len().min(127)).unwrap()][..], &delta].concat();
            let base = &base[..base.len().min(127)];
            if apply(base, &delta, &mut out, &mut copies).is_some() {
                for piece in copies {
                    proptest::prop_assert_eq!(&base[piece.from..piece.from + piece.to.len()], &out[piece.to]);
                }
            }
        }
    }
}
