//! The entries of several trees of the same folder, as far as they differ.

use std::cmp::Ordering;

use super::object::{read_entry, tree_entries};
use super::{Entry, GitError, Oid};

/// Entries of a tree, in the order of their plain names.
pub(super) type Listing<'a> = Vec<(&'a [u8], Entry)>;

/// All entries of a tree.
pub(super) fn all(id: Oid, data: &[u8]) -> Result<Listing<'_>, GitError> {
    tree_entries(id, data).collect::<Result<_, _>>().map(sorted)
}

/// git sorts folders as if their names ended in a slash; here they have to meet their namesakes.
fn sorted(mut listing: Listing<'_>) -> Listing<'_> {
    listing.sort_by_key(|(name, _)| *name);
    listing
}

/// For each of the trees the entries that do not stand at the same place in all of them: most do, and those are passed over without being
/// read.
pub(super) fn differing(trees: &[(Oid, impl AsRef<[u8]>)]) -> Result<Vec<Listing<'_>>, GitError> {
    let mut sides: Vec<Side<'_>> =
        trees.iter().map(|(id, data)| Side { id: *id, rest: data.as_ref(), head: None, listing: Vec::new() }).collect();
    loop {
        let same = whole_entries(&sides);
        // those that come first in git's order: what follows them may be the same again
        let mut least: Option<Head<'_>> = None;
        for side in &mut sides {
            side.rest = &side.rest[same..];
            side.head = Head::of(side.id, side.rest)?;
            least = side.head.into_iter().chain(least).min_by(Head::order);
        }
        let Some(least) = least else { break };
        for side in &mut sides {
            if let Some(head) = side.head.filter(|head| head.order(&least).is_eq()) {
                side.listing.push((head.name, head.entry));
                side.rest = head.after;
            }
        }
    }
    Ok(sides.into_iter().map(|side| sorted(side.listing)).collect())
}

/// A tree that is compared with others.
struct Side<'t> {
    id: Oid,
    /// What is still to be read of it.
    rest: &'t [u8],
    head: Option<Head<'t>>,
    listing: Listing<'t>,
}

/// How many bytes of whole entries all of these begin with.
fn whole_entries(sides: &[Side<'_>]) -> usize {
    let Some((first, others)) = sides.split_first().filter(|(_, others)| !others.is_empty()) else { return 0 };
    let same = alike(first.rest, others);
    let (first, width) = (first.rest, first.id.as_bytes().len());
    let mut whole = 0;
    while let Some(nul) = memchr::memchr(0, &first[whole..same]).filter(|nul| whole + nul + 1 + width <= same) {
        whole += nul + 1 + width;
    }
    whole
}

/// How many bytes all of these begin with. They are gone through together: where one of them ends it, the others are not read on, or two large
/// trees would be read to their ends for every entry.
fn alike(first: &[u8], others: &[Side<'_>]) -> usize {
    let (pieces, _) = first.as_chunks::<32>();
    let has = |side: &Side<'_>, number: usize, piece: &[u8; 32]| side.rest.as_chunks().0.get(number) == Some(piece);
    let alike = pieces.iter().enumerate().take_while(|(number, piece)| others.iter().all(|side| has(side, *number, piece)));
    let whole = 32 * alike.count();
    let bytes = first[whole..].iter().enumerate();
    whole + bytes.take_while(|(at, byte)| others.iter().all(|side| side.rest.get(whole + at) == Some(byte))).count()
}

/// The next entry of a tree.
#[derive(Clone, Copy)]
struct Head<'t> {
    name: &'t [u8],
    entry: Entry,
    after: &'t [u8],
}

impl<'t> Head<'t> {
    fn of(id: Oid, rest: &'t [u8]) -> Result<Option<Self>, GitError> {
        if rest.is_empty() {
            return Ok(None);
        }
        let (name, entry, after) = read_entry(id, rest)?;
        Ok(Some(Self { name, entry, after }))
    }

    /// git's order, in which a folder's name ends in a slash.
    fn order(&self, other: &Self) -> Ordering {
        let (own, others) = (self.name, other.name);
        let common = own.len().min(others.len());
        own[..common].cmp(&others[..common]).then_with(|| {
            let rest = |head: &Self| head.name[common..].iter().copied().chain(head.entry.is_tree().then_some(b'/'));
            rest(self).cmp(rest(other))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn id(number: u8) -> Oid {
        Oid::from_bytes(&[number; 20]).unwrap()
    }

    /// How often each entry stands in a tree.
    fn counted(entries: impl Iterator<Item = (Vec<u8>, u32, Oid)>) -> BTreeMap<(Vec<u8>, u32, Oid), usize> {
        entries.fold(BTreeMap::new(), |mut counts, entry| {
            *counts.entry(entry).or_default() += 1;
            counts
        })
    }

    /// Those that were passed over.
    fn passed(data: &[u8], listing: &Listing<'_>) -> BTreeMap<(Vec<u8>, u32, Oid), usize> {
        let plain = |(name, entry): &(&[u8], Entry)| (name.to_vec(), entry.mode, entry.id);
        let mut counts = counted(all(id(1), data).unwrap().iter().map(plain));
        for entry in listing.iter().map(plain) {
            *counts.get_mut(&entry).unwrap() -= 1;
        }
        counts.retain(|_, count| *count > 0);
        counts
    }

    /// Once two large trees were compared to their ends for every entry, where a third one had nothing of them.
    #[test]
    fn a_third_tree_without_entries_makes_two_large_ones_take_no_longer() {
        let entry = |number: u32, what: u8| [format!("100644 {number:08}\0").as_bytes(), &[what; 20]].concat();
        let tree = |last: u8| (0..200_000).flat_map(|number| entry(number, if number == 199_999 { last } else { 1 })).collect::<Vec<u8>>();
        let trees = [(id(1), tree(2)), (id(2), tree(3)), (id(3), Vec::new())];
        let listed = differing(&trees).unwrap();
        assert_eq!(listed.iter().map(Vec::len).collect::<Vec<_>>(), [200_000, 200_000, 0]);
        assert_eq!(differing(&trees[..2]).unwrap().iter().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
    }

    #[test]
    fn a_tree_that_is_cut_short_is_an_error_where_it_differs() {
        let entry = |name: &str, what: u8| [format!("100644 {name}\0").as_bytes(), &[what; 20]].concat();
        let (whole, other) = ([entry("a", 1), entry("b", 2)].concat(), [entry("a", 1), entry("b", 3)].concat());
        assert!(differing(&[(id(1), &whole[..]), (id(2), &whole[..30])]).is_err());
        let trees = [(id(1), &whole), (id(2), &other)];
        let listed = differing(&trees).unwrap();
        assert_eq!(listed, [vec![(&b"b"[..], Entry { mode: 0o100_644, id: id(2) })], vec![(b"b", Entry { mode: 0o100_644, id: id(3) })]]);
    }

    proptest::proptest! {
        /// What is passed over is the same in all trees, and in trees as git writes them it is all that is the same.
        #[test]
        fn what_differs_is_listed(
            entries in proptest::collection::vec((0..6_u8, 0..3_u8), 0..12),
            changes in proptest::collection::vec(proptest::collection::vec((0..12_usize, 0..3_u8, 0..6_u8, 0..3_u8), 0..4), 1..3),
            is_sorted: bool,
        ) {
            let changed = changes.iter().map(|changes| {
                let mut changed = entries.clone();
                for (at, kind, name, what) in changes.iter().copied() {
                    let at = at.min(changed.len());
                    match kind {
                        0 => changed.insert(at, (name, what)),
                        1 if at < changed.len() => _ = changed.remove(at),
                        _ => changed.iter_mut().skip(at).take(1).for_each(|entry| *entry = (name, what)),
                    }
                }
                changed
            });
            let mut trees: Vec<Vec<(u8, u8)>> = changed.chain([entries.clone()]).collect();
            if is_sorted {
                for tree in &mut trees {
                    tree.sort_unstable();
                    tree.dedup_by_key(|(name, _)| *name);
                }
            }
            // ids that look like entries, and names of several lengths
            let entry = |(name, what): &(u8, u8)| {
                let id = [&b"100644 aa\0"[..], &[*what; 10]].concat();
                [b"100644 a".as_slice(), &b"aaaaaa"[..usize::from(*name)], b"\0", &id].concat()
            };
            let trees: Vec<Vec<u8>> = trees.iter().map(|entries| entries.iter().flat_map(entry).collect()).collect();
            let given: Vec<(Oid, &[u8])> = trees.iter().map(|tree| (id(1), tree.as_slice())).collect();
            let listings = differing(&given).unwrap();
            let rests: Vec<_> = trees.iter().zip(&listings).map(|(tree, listing)| passed(tree, listing)).collect();
            proptest::prop_assert!(rests.windows(2).all(|pair| pair[0] == pair[1]), "{:?}", rests);
            if is_sorted {
                let common = |(name, entry): &(&[u8], Entry)| {
                    given.iter().all(|(id, data)| all(*id, data).unwrap().contains(&(*name, *entry)))
                };
                proptest::prop_assert!(!listings.iter().flatten().any(common));
            }
        }
    }
}
