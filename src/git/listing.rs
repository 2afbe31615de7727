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
pub(super) fn differing<'t>(trees: &[(Oid, &'t [u8])]) -> Result<Vec<Listing<'t>>, GitError> {
    let mut rests: Vec<&[u8]> = trees.iter().map(|(_, data)| *data).collect();
    let mut listings: Vec<Listing<'t>> = trees.iter().map(|_| Vec::new()).collect();
    let mut heads: Vec<Option<Head<'t>>> = Vec::with_capacity(trees.len());
    loop {
        let same = whole_entries(&rests, trees[0].0.as_bytes().len());
        for rest in &mut rests {
            *rest = &rest[same..];
        }
        // those that come first in git's order: what follows them may be the same again
        heads.clear();
        for ((id, _), rest) in trees.iter().zip(&rests) {
            heads.push(Head::of(*id, rest)?);
        }
        let Some(least) = heads.iter().flatten().copied().min_by(Head::order) else { break };
        for ((head, rest), listing) in heads.iter().zip(&mut rests).zip(&mut listings) {
            if let Some(head) = head.filter(|head| head.order(&least).is_eq()) {
                listing.push((head.name, head.entry));
                *rest = head.after;
            }
        }
    }
    Ok(listings.into_iter().map(sorted).collect())
}

/// How many bytes of whole entries all of these begin with.
fn whole_entries(rests: &[&[u8]], width: usize) -> usize {
    let Some((first, others)) = rests.split_first() else { return 0 };
    let same = others.iter().map(|other| alike(first, other)).min().unwrap_or(0);
    let mut whole = 0;
    while let Some(nul) = memchr::memchr(0, &first[whole..same]).filter(|nul| whole + nul + 1 + width <= same) {
        whole += nul + 1 + width;
    }
    whole
}

/// How many bytes both begin with.
fn alike(a: &[u8], b: &[u8]) -> usize {
    let (a_pieces, _) = a.as_chunks::<32>();
    let (b_pieces, _) = b.as_chunks::<32>();
    let whole = 32 * a_pieces.iter().zip(b_pieces).take_while(|(a, b)| a == b).count();
    whole + a[whole..].iter().zip(&b[whole..]).take_while(|(a, b)| a == b).count()
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
        let slash = |head: &Self| head.entry.is_tree().then_some(b'/');
        self.name.iter().copied().chain(slash(self)).cmp(other.name.iter().copied().chain(slash(other)))
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

    #[test]
    fn a_tree_that_is_cut_short_is_an_error_where_it_differs() {
        let entry = |name: &str, what: u8| [format!("100644 {name}\0").as_bytes(), &[what; 20]].concat();
        let (whole, other) = ([entry("a", 1), entry("b", 2)].concat(), [entry("a", 1), entry("b", 3)].concat());
        assert!(differing(&[(id(1), &whole), (id(2), &whole[..30])]).is_err());
        let listed = differing(&[(id(1), &whole), (id(2), &other)]).unwrap();
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
