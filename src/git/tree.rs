//! Which entries of a tree none of its parents has: our own walk, which passes over equal subtrees.

use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::{HashSet, HashSetExt};

use super::index::{Node, What};
use super::listing::{self, Listing};
use super::{Entry, GitError, Oid};

/// Folders nested deeper than this are refused rather than followed.
const DEPTH: usize = 2_000;

/// The same subtree against the same parents brings the same at another place, under other names, and names have a say in what is found. So
/// many of them are walked again; without a limit a tree that names one subtree many times over, level by level, would take for ever. What has
/// more is no honest tree, and is refused.
const REPEATED: usize = 100_000;

/// A file, link or other entry that differs from what every parent has at its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The path, any bytes, folders separated by slashes.
    pub path: Vec<u8>,
    /// What stands there now.
    pub new: Entry,
    /// What every parent has there; empty where there are no parents.
    pub old: Vec<Option<Entry>>,
}

/// What a tree brings against its parents.
#[derive(Debug, Default)]
pub struct Delta {
    /// New and changed entries, in the tree's order.
    pub changes: Vec<Change>,
    /// Paths whose content a parent has there too, under another mode.
    pub modes: Vec<Vec<u8>>,
    /// Entries of a parent (files or whole folders) whose names are gone: where a rename may have come from.
    pub gone: Vec<(Vec<u8>, Entry)>,
}

/// A tree that is written, or the index's picture of one that is not.
#[derive(Debug, Clone, Copy)]
pub(super) enum NewTree<'a> {
    /// A tree object.
    Id(Oid),
    /// Folders and files out of the index.
    Nodes(&'a [Node]),
}

/// Compares `new` with every tree in `old` (`None` for a parent that has nothing there). `read` gives a tree's bytes.
pub(super) fn compare(read: &dyn Fn(Oid) -> Result<Arc<[u8]>, GitError>, new: NewTree<'_>, old: &[Option<Oid>]) -> Result<Delta, GitError> {
    let mut walk = Walk { read, seen: HashSet::new(), repeated: 0, delta: Delta::default(), steps: Vec::new() };
    if let NewTree::Id(id) = new
        && old.contains(&Some(id))
    {
        return Ok(walk.delta);
    }
    // no recursion: folders are a stranger's, and a thread's stack ends sooner than their depth
    let mut stack = vec![Step::Folder(Folder { path: Vec::new(), new, old: old.to_vec(), depth: 0 })];
    while let Some(step) = stack.pop() {
        match step {
            Step::Folder(folder) => walk.folder(&folder)?,
            Step::Change(change) => walk.delta.changes.push(change),
            Step::Gone(path, entry) => walk.delta.gone.push((path, entry)),
        }
        stack.extend(walk.steps.drain(..).rev());
    }
    Ok(walk.delta)
}

/// What is still to be done, in the tree's order.
enum Step<'n> {
    Folder(Folder<'n>),
    Change(Change),
    Gone(Vec<u8>, Entry),
}

/// A folder that is still to be walked: its path with a slash at its end, and what every parent has there.
struct Folder<'n> {
    path: Vec<u8>,
    new: NewTree<'n>,
    old: Vec<Option<Oid>>,
    depth: usize,
}

struct Walk<'a, 'n> {
    read: &'a dyn Fn(Oid) -> Result<Arc<[u8]>, GitError>,
    /// Hashes of the subtrees that have been walked, and of what against: two that have the same by chance count as one.
    seen: HashSet<u64>,
    /// How many folders have been walked that were seen before.
    repeated: usize,
    delta: Delta,
    /// What comes after the first folder in the one that is being walked: that has to be walked before.
    steps: Vec<Step<'n>>,
}

impl<'n> Walk<'_, 'n> {
    fn folder(&mut self, Folder { path, new, old, depth }: &Folder<'n>) -> Result<(), GitError> {
        let (new, depth) = (*new, *depth);
        if depth > DEPTH {
            let cause = "its folders nest too deep";
            return Err(match new {
                NewTree::Id(id) => GitError::Malformed { id, kind: "tree", cause },
                NewTree::Nodes(_) => GitError::Index { path: "index".into(), cause: cause.to_owned() },
            });
        }
        match new {
            NewTree::Id(id) => {
                let all = std::iter::once(Some(id)).chain(old.iter().copied());
                let trees = all.map(|id| self.tree(id)).collect::<Result<Vec<Read>, _>>()?;
                let mut listings = listing::differing(&trees)?;
                let now = listings.remove(0);
                self.entries(path, now.into_iter().map(|(name, entry)| (name, Ok(entry))), &listings, depth)
            }
            NewTree::Nodes(nodes) => {
                let trees = old.iter().map(|id| self.tree(*id)).collect::<Result<Vec<Read>, _>>()?;
                let before = trees.iter().map(|(id, data)| listing::all(*id, data)).collect::<Result<Vec<_>, _>>()?;
                self.entries(path, staged(nodes).into_iter(), &before, depth)
            }
        }
    }

    /// The tree of that id; one without entries where there is none.
    fn tree(&self, id: Option<Oid>) -> Result<Read, GitError> {
        id.map_or_else(|| Ok((Oid::ZERO, Arc::from([]))), |id| Ok((id, (self.read)(id)?)))
    }

    /// Goes through the entries of a folder, in the order of their names, with what every parent has there.
    fn entries<'e>(
        &mut self,
        path: &[u8],
        now: impl Iterator<Item = (&'e [u8], Named<'n>)>,
        before: &'e [Listing<'e>],
        depth: usize,
    ) -> Result<(), GitError> {
        let mut cursors: Vec<Cursor<'_>> =
            before.iter().map(|listing| Cursor { rest: listing, is_met: false, passed: Vec::new() }).collect();
        for (name, what) in now {
            let found = cursors.iter_mut().map(|cursor| cursor.find(name)).collect();
            self.entry(path, name, what, found, depth)?;
        }
        for (name, entry) in cursors.into_iter().flat_map(Cursor::finish) {
            self.gone(join(path, name), entry);
        }
        Ok(())
    }

    fn gone(&mut self, path: Vec<u8>, entry: Entry) {
        if self.steps.is_empty() {
            self.delta.gone.push((path, entry));
        } else {
            self.steps.push(Step::Gone(path, entry));
        }
    }

    fn entry(&mut self, path: &[u8], name: &[u8], what: Named<'n>, old: Vec<Option<Entry>>, depth: usize) -> Result<(), GitError> {
        let below = match what {
            Ok(entry) if old.iter().flatten().any(|old| old.id == entry.id) => {
                if !old.iter().flatten().any(|old| *old == entry) {
                    self.delta.modes.push(join(path, name));
                }
                return Ok(());
            }
            Ok(entry) if !entry.is_tree() => {
                if !entry.is_gitlink() {
                    let change = Change { path: join(path, name), new: entry, old };
                    if self.steps.is_empty() {
                        self.delta.changes.push(change);
                    } else {
                        self.steps.push(Step::Change(change));
                    }
                }
                return Ok(());
            }
            Ok(entry) => NewTree::Id(entry.id),
            Err(nodes) => NewTree::Nodes(nodes),
        };
        // a file of that name in a parent has become a folder: it may have been renamed into it
        for entry in old.iter().flatten().filter(|entry| !entry.is_tree()) {
            self.gone(join(path, name), *entry);
        }
        let old: Vec<Option<Oid>> = old.into_iter().map(|entry| entry.filter(|entry| entry.is_tree()).map(|entry| entry.id)).collect();
        if let NewTree::Id(id) = below
            && !self.seen.insert(self.seen.hasher().hash_one((id, &old)))
        {
            if self.repeated == REPEATED {
                return Err(GitError::Malformed { id, kind: "tree", cause: "it stands at too many places of one commit" });
            }
            self.repeated += 1;
        }
        let path = [path, name, b"/"].concat();
        self.steps.push(Step::Folder(Folder { path, new: below, old, depth: depth + 1 }));
        Ok(())
    }
}

/// How far a parent's entries have been gone through.
struct Cursor<'e> {
    rest: &'e [(&'e [u8], Entry)],
    /// Has the first of them been found?
    is_met: bool,
    /// Those before them that were not found.
    passed: Listing<'e>,
}

impl<'e> Cursor<'e> {
    /// The entry of that name, which stands behind all that were asked for before.
    fn find(&mut self, name: &[u8]) -> Option<Entry> {
        while let Some(((other, entry), rest)) = self.rest.split_first() {
            if *other >= name {
                self.is_met |= *other == name;
                return (*other == name).then_some(*entry);
            }
            if !std::mem::take(&mut self.is_met) {
                self.passed.push((other, *entry));
            }
            self.rest = rest;
        }
        None
    }

    /// All that were not found.
    fn finish(mut self) -> Listing<'e> {
        self.passed.extend_from_slice(&self.rest[usize::from(self.is_met)..]);
        self.passed
    }
}

/// A tree that has been read.
type Read = (Oid, Arc<[u8]>);
/// An entry, or a folder out of the index that has no tree yet.
type Named<'a> = Result<Entry, &'a [Node]>;

fn staged(nodes: &[Node]) -> Vec<(&[u8], Named<'_>)> {
    let named = nodes.iter().map(|node| match &node.what {
        What::Known(entry) => (node.name.as_slice(), Ok(*entry)),
        What::Folder(below) => (node.name.as_slice(), Err(below.as_slice())),
    });
    let mut named: Vec<_> = named.collect();
    named.sort_by_key(|(name, _)| *name);
    named
}

fn join(folder: &[u8], name: &[u8]) -> Vec<u8> {
    [folder, name].concat()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[derive(Default)]
    struct Store(HashMap<Oid, Vec<u8>>);

    fn id(number: u8) -> Oid {
        Oid::from_bytes(&[number; 20]).unwrap()
    }

    impl Store {
        fn tree(&mut self, number: u8, entries: &[(&str, u32, u8)]) -> Oid {
            let mut data = Vec::new();
            for (name, mode, what) in entries {
                data.extend(format!("{mode:o} {name}\0").bytes());
                data.extend(id(*what).as_bytes());
            }
            self.0.insert(id(number), data);
            id(number)
        }

        fn compare(&self, new: Oid, old: &[Option<Oid>]) -> Vec<String> {
            let read =
                |id: Oid| self.0.get(&id).map(|data| Arc::from(data.as_slice())).ok_or(GitError::Object { id, cause: "missing".into() });
            let delta = compare(&read, NewTree::Id(new), old).unwrap();
            let text = |path: &[u8]| String::from_utf8(path.to_vec()).unwrap();
            delta
                .changes
                .iter()
                .map(|change| text(&change.path))
                .chain(delta.gone.iter().map(|(path, _)| format!("-{}", text(path))))
                .collect()
        }
    }

    const FILE: u32 = 0o100_644;

    #[test]
    fn what_no_parent_has() {
        let mut store = Store::default();
        store.tree(20, &[("x", FILE, 1), ("y", FILE, 2)]);
        store.tree(21, &[("x", FILE, 1), ("y", FILE, 3)]);
        let old = store.tree(10, &[("a", FILE, 1), ("d", TREE, 20), ("gone", FILE, 9)]);
        let new = store.tree(11, &[("a", FILE, 1), ("b", FILE, 5), ("d", TREE, 21), ("sub", 0o160_000, 6)]);
        let other = store.tree(12, &[("b", FILE, 5)]);
        assert_eq!(store.compare(new, &[]), ["a", "b", "d/x", "d/y"]);
        assert_eq!(store.compare(new, &[Some(old)]), ["b", "d/y", "-gone"]);
        assert_eq!(store.compare(new, &[Some(old), Some(other)]), ["d/y", "-gone"]);
        assert!(store.compare(new, &[Some(new)]).is_empty());
    }

    #[test]
    fn names_meet_though_folders_sort_with_a_slash() {
        let mut store = Store::default();
        store.tree(20, &[("x", FILE, 1)]);
        let old = store.tree(10, &[("a-b", FILE, 1), ("a", TREE, 20)]);
        let new = store.tree(11, &[("a", FILE, 7), ("a-b", FILE, 1)]);
        assert_eq!(store.compare(new, &[Some(old)]), ["a"]);
    }

    proptest::proptest! {
        /// Against several parents the same is told as where every tree is read to its end.
        #[test]
        fn what_is_shared_with_parents_changes_nothing(
            trees in proptest::collection::vec(proptest::collection::btree_map(0..12_u8, 0..3_u8, 0..12), 1..4),
        ) {
            let names: Vec<String> = (0..12).map(|name| "ab".repeat(name % 3) + &format!("{name:02}")).collect();
            let name = |name: &u8| names[usize::from(*name)].as_str();
            let sorted = |mut told: Vec<String>| {
                told.sort_unstable();
                told
            };
            let mut store = Store::default();
            for (number, tree) in (100..).zip(&trees) {
                let mut entries: Vec<(&str, u32, u8)> = tree.iter().map(|(key, what)| (name(key), FILE, *what)).collect();
                entries.sort_unstable();
                store.tree(number, &entries);
            }
            let (new, old) = trees.split_last().unwrap();
            let number = 100 + u8::try_from(old.len()).unwrap();
            let told = store.compare(id(number), &(100..number).map(|old| Some(id(old))).collect::<Vec<_>>());
            let is_new = |(key, what): &(&u8, &u8)| old.iter().all(|old| old.get(*key) != Some(*what));
            let mut truth = sorted(new.iter().filter(is_new).map(|(key, _)| name(key).to_owned()).collect());
            for old in old {
                truth.extend(sorted(old.keys().filter(|key| !new.contains_key(*key)).map(|key| format!("-{}", name(key))).collect()));
            }
            proptest::prop_assert_eq!(told, truth);
        }
    }

    #[test]
    fn one_subtree_at_two_places_brings_both() {
        let mut store = Store::default();
        store.tree(20, &[("x", FILE, 1)]);
        let new = store.tree(11, &[("a", TREE, 20), ("b", TREE, 20)]);
        assert_eq!(store.compare(new, &[]), ["a/x", "b/x"]);
    }

    #[test]
    fn a_tree_of_trees_of_the_same_trees_is_refused() {
        let mut store = Store::default();
        store.tree(100, &[("f", FILE, 1)]);
        for level in 101..160 {
            store.tree(level, &[("a", TREE, level - 1), ("b", TREE, level - 1), ("c", TREE, level - 1)]);
        }
        let read = |id: Oid| Ok(Arc::from(store.0[&id].as_slice()));
        let error = compare(&read, NewTree::Id(id(159)), &[]).unwrap_err().to_string();
        assert!(error.contains("too many places"), "{error}");
        assert_eq!(compare(&read, NewTree::Id(id(108)), &[]).unwrap().changes.len(), 3_usize.pow(8));
    }

    #[test]
    fn deep_folders_need_no_deep_stack_and_come_in_the_order_of_the_tree() {
        let number = |number: usize| Oid::from_bytes(&[&number.to_be_bytes()[..], &[0; 12]].concat()).unwrap();
        let entry = |mode: u32, name: &str, id: Oid| [format!("{mode:o} {name}\0").as_bytes(), id.as_bytes()].concat();
        let read = move |id: Oid| {
            let level = usize::from_be_bytes(id.as_bytes()[..8].try_into().unwrap());
            let (file, folder) = (number(1 << 40), if level == 0 { number(1 << 41) } else { number(level - 1) });
            let below = entry(if level == 0 { FILE } else { TREE }, "m", folder);
            Ok(Arc::from([entry(FILE, "a", file), below, entry(FILE, "z", file)].concat()))
        };
        let thread = std::thread::Builder::new().stack_size(256 << 10);
        let walk = move || {
            assert!(compare(&read, NewTree::Id(number(DEPTH + 1)), &[]).unwrap_err().to_string().contains("nest too deep"));
            compare(&read, NewTree::Id(number(DEPTH - 1)), &[]).unwrap().changes.len()
        };
        assert_eq!(thread.spawn(walk).unwrap().join().unwrap(), 2 * DEPTH + 1);
        let paths: Vec<Vec<u8>> =
            compare(&read, NewTree::Id(number(1)), &[]).unwrap().changes.into_iter().map(|change| change.path).collect();
        assert_eq!(paths, [&b"a"[..], b"m/a", b"m/m", b"m/z", b"z"]);
    }

    #[test]
    fn a_missing_tree_is_an_error() {
        let read = |id: Oid| Err(GitError::Object { id, cause: "missing".into() });
        assert!(compare(&read, NewTree::Id(id(1)), &[]).is_err());
    }

    const TREE: u32 = 0o040_000;
}
