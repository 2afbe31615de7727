//! One pack and its index: what lies where.

use std::cmp::Ordering;
use std::ops::Range;
use std::path::Path;

use memmap2::Mmap;

use super::super::{Kind, Oid};
use super::inflate::Inflater;

/// Bytes of the index before its ids: magic, version, fanout.
const HEAD: usize = 8 + 4 * 256;
/// Bytes of a pack before its first object.
const PACK_HEAD: usize = 12;
/// "None", for positions.
pub(super) const NONE: u32 = u32::MAX;

/// A pack and its index, where they lie.
pub(super) struct File {
    pack: Mmap,
    index: Mmap,
    /// Bytes of an id.
    width: usize,
    objects: usize,
}

/// The objects of a pack in the order in which they lie there, and which is a difference from which.
pub(super) struct Order {
    /// Where each begins (bytes), and behind the last one where it ends.
    pub(super) offsets: Vec<u64>,
    /// The position in the index of each.
    pub(super) positions: Vec<u32>,
    /// Where the ones that are a difference from this one begin in `children`, and behind the last where they end.
    starts: Vec<u32>,
    children: Vec<u32>,
    /// The blobs that are stored whole.
    pub(super) roots: Vec<u32>,
}

impl Order {
    /// The objects that are stored as a difference from this one: first those that nothing else is a difference from.
    pub(super) fn children(&self, of: u32) -> &[u32] {
        &self.children[self.span(of)]
    }

    fn span(&self, of: u32) -> Range<usize> {
        self.starts[of as usize] as usize..self.starts[of as usize + 1] as usize
    }
}

/// How an object is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    /// By itself.
    Whole(Kind),
    /// A difference from the object that begins at this byte.
    Near(u64),
    /// A difference from the object of the id that begins at this byte.
    Named(usize),
}

/// The head of an object in a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) stored: Stored,
    /// Size of what is inflated (bytes).
    pub(super) size: u64,
    /// Where the deflated bytes begin.
    pub(super) body: usize,
}

impl File {
    /// Opens the index and the pack beside it; none where they are of another version, or cut short.
    pub(super) fn open(index: &Path, width: usize) -> Option<Self> {
        let map = |path: &Path| {
            let file = std::fs::File::open(path).ok()?;
            // SAFETY: git writes a pack under another name and renames it when it is whole, and never writes into one that is there, so
            // the mapped bytes do not change; they are only read.
            #[expect(unsafe_code, reason = "a memory map: a pack may be larger than memory")]
            unsafe { Mmap::map(&file) }.ok()
        };
        let (pack, index) = (map(&index.with_extension("pack"))?, map(index)?);
        let fanout = index.get(..HEAD)?.strip_prefix(b"\xfftOc\0\0\0\x02")?;
        let objects = number(fanout, 255)? as usize;
        let fits = index.len() >= HEAD + objects * (width + 8) + 2 * width
            && fanout.as_chunks::<4>().0.windows(2).all(|pair| pair[0] <= pair[1])
            && pack.len() >= PACK_HEAD + width
            && pack.starts_with(b"PACK\0\0\0\x02")
            && number(&pack, 2) == u32::try_from(objects).ok();
        fits.then_some(Self { pack, index, width, objects })
    }

    pub(super) fn objects(&self) -> usize {
        self.objects
    }

    pub(super) fn bytes(&self) -> u64 {
        self.pack.len() as u64
    }

    fn id(&self, position: usize) -> &[u8] {
        &self.index[HEAD + position * self.width..][..self.width]
    }

    #[cfg(any(test, fuzzing))]
    pub(super) fn ids(&self) -> impl Iterator<Item = Oid> {
        (0..self.objects).filter_map(|position| Oid::from_bytes(self.id(position)))
    }

    /// Where the index has this object.
    pub(super) fn position(&self, id: Oid) -> Option<usize> {
        self.find(id.as_bytes())
    }

    fn find(&self, id: &[u8]) -> Option<usize> {
        let first = usize::from(*id.first().filter(|_| id.len() == self.width)?);
        let bound = |at| number(&self.index[8..], at).map(|count| count as usize);
        let mut range = first.checked_sub(1).map_or(Some(0), bound)?..bound(first)?;
        // most ids differ in their first bytes, which are compared sooner as a number
        let head = |id: &[u8]| id.first_chunk().map(|head| u64::from_be_bytes(*head));
        let wanted = head(id);
        while !range.is_empty() {
            let middle = range.start.midpoint(range.end);
            let there = self.id(middle);
            match head(there).cmp(&wanted).then_with(|| there.cmp(id)) {
                Ordering::Less => range.start = middle + 1,
                Ordering::Greater => range.end = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// Where an object of the index begins in the pack.
    pub(super) fn offset(&self, position: usize) -> Option<u64> {
        let short = &self.index[HEAD + self.objects * (self.width + 4)..];
        let offset = number(short, position)?;
        if offset >> 31 == 0 {
            return Some(u64::from(offset));
        }
        let long = short.get(self.objects * 4..short.len() - 2 * self.width)?;
        let at = (offset & 0x7fff_ffff) as usize * 8;
        Some(u64::from_be_bytes(long.get(at..at.checked_add(8)?)?.try_into().ok()?))
    }

    /// The order of the objects; none where the index does not fit the pack. An object whose head cannot be read, or whose base is not in
    /// the pack, is in it without being anybody's child.
    pub(super) fn order(&self) -> Option<Order> {
        let end = self.end();
        let mut placed: Vec<(u64, u32)> = (0..self.objects)
            .map(|position| Some((self.offset(position).filter(|offset| *offset < end)?, u32::try_from(position).ok()?)))
            .collect::<Option<_>>()?;
        placed.sort_unstable();
        let mut offsets: Vec<u64> = placed.iter().map(|(offset, _)| *offset).collect();
        let positions: Vec<u32> = placed.iter().map(|(_, position)| *position).collect();
        drop(placed);
        let count = u32::try_from(self.objects).ok()?;
        let mut roots = Vec::new();
        let mut bases = vec![NONE; self.objects];
        for at in 0..count {
            let offset = offsets[at as usize];
            let base = match self.head(offset).map(|head| head.stored) {
                Some(Stored::Whole(Kind::Blob)) => {
                    roots.push(at);
                    continue;
                }
                Some(Stored::Near(base)) => offsets[..at as usize].binary_search(&base).ok(),
                Some(Stored::Named(id)) => self.named(id).and_then(|offset| offsets.binary_search(&offset).ok()),
                Some(Stored::Whole(_)) | None => None,
            };
            bases[at as usize] = base.and_then(|base| u32::try_from(base).ok()).unwrap_or(NONE);
        }
        offsets.push(end);
        let (starts, children) = children(&bases);
        Some(Order { offsets, positions, starts, children, roots })
    }

    /// The head of the object that begins at `offset`.
    pub(super) fn head(&self, offset: u64) -> Option<Head> {
        head(self.stored(), offset, self.width)
    }

    /// Where the object begins whose id stands at this byte of the pack.
    pub(super) fn named(&self, id: usize) -> Option<u64> {
        self.offset(self.find(self.pack.get(id..id + self.width)?)?)
    }

    /// Where the objects end (bytes).
    pub(super) fn end(&self) -> u64 {
        self.stored().len() as u64
    }

    /// The pack without the hash of it, which ends it.
    fn stored(&self) -> &[u8] {
        &self.pack[..self.pack.len() - self.width]
    }

    /// Inflates the body of an object into `out`, all of it.
    pub(super) fn inflate(&self, inflater: &mut Inflater, head: Head, out: &mut Vec<u8>) -> Option<()> {
        inflater.inflate(self.stored().get(head.body..)?, usize::try_from(head.size).ok()?, out)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at * 4..at * 4 + 4)?.try_into().ok()?))
}

/// Reads kind and size, seven bits a byte, and what the object is a difference from.
fn head(pack: &[u8], offset: u64, width: usize) -> Option<Head> {
    let start = usize::try_from(offset).ok()?;
    let mut rest = pack.get(start..)?.iter();
    let mut byte = *rest.next()?;
    let kind = byte >> 4 & 7;
    let mut size = u64::from(byte & 0xf);
    let mut shift = 4;
    while byte & 0x80 != 0 {
        byte = *rest.next()?;
        if shift > 57 {
            return None;
        }
        size |= u64::from(byte & 0x7f) << shift;
        shift += 7;
    }
    let body = |rest: std::slice::Iter<'_, u8>| pack.len() - rest.len();
    match kind {
        1..=4 => {
            let kind = [Kind::Commit, Kind::Tree, Kind::Blob, Kind::Tag][usize::from(kind) - 1];
            Some(Head { stored: Stored::Whole(kind), size, body: body(rest) })
        }
        6 => {
            let mut byte = *rest.next()?;
            let mut back = u64::from(byte & 0x7f);
            while byte & 0x80 != 0 {
                byte = *rest.next()?;
                back = (back + 1).checked_mul(128)? + u64::from(byte & 0x7f);
            }
            Some(Head { stored: Stored::Near(offset.checked_sub(back)?), size, body: body(rest) })
        }
        7 => {
            let id = body(rest);
            Some(Head { stored: Stored::Named(id), size, body: id + width })
        }
        _ => None,
    }
}

/// Turns "whose child" into "whose children": childless ones first, then in order.
fn children(bases: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0; bases.len() + 1];
    for base in bases.iter().filter(|base| **base != NONE) {
        starts[*base as usize + 1] += 1;
    }
    let has_children: Vec<bool> = starts[1..].iter().map(|count| *count > 0).collect();
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut children = vec![0; starts.last().map_or(0, |end| *end as usize)];
    for childless in [true, false] {
        for ((child, base), has_children) in (0..).zip(bases).zip(&has_children) {
            if *base != NONE && *has_children != childless {
                let slot = &mut next[*base as usize];
                children[*slot as usize] = child;
                *slot += 1;
            }
        }
    }
    (starts, children)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read_and_broken_ones_refused() {
        let read = |bytes: &[u8]| head(bytes, 0, 20);
        assert_eq!(read(&[0x35, 0]), Some(Head { stored: Stored::Whole(Kind::Blob), size: 5, body: 1 }));
        assert_eq!(read(&[0xb5, 0x01]), Some(Head { stored: Stored::Whole(Kind::Blob), size: 21, body: 2 }));
        assert_eq!(read(&[0x15]), Some(Head { stored: Stored::Whole(Kind::Commit), size: 5, body: 1 }));
        let near = [&[0; 300][..], &[0x61, 0x80, 0x00]].concat();
        assert_eq!(head(&near, 300, 20), Some(Head { stored: Stored::Near(172), size: 1, body: 303 }));
        assert_eq!(read(&[0x71]), Some(Head { stored: Stored::Named(1), size: 1, body: 21 }));
        for broken in [&[][..], &[0xb5], &[0x05], &[0x55], &[0x61], &[0x61, 0x01], &[0xbf; 30], &[0x61, 0xff, 0xff, 0xff]] {
            assert_eq!(read(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn children_are_listed_childless_ones_first() {
        let (starts, children) = children(&[NONE, 0, 0, 1, 0, NONE]);
        assert_eq!(starts, [0, 3, 4, 4, 4, 4, 4]);
        assert_eq!(children, [2, 4, 1, 3]);
    }
}
