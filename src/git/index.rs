//! The index, read where it lies: only what says which tree is about to be committed.
//!
//! When git runs a hook it has mostly just written the index's `TREE` extension, whose root then *is* the tree of the commit. Where
//! that root is not valid (`git commit PATH`, `git add -N`), the entries are read and joined with those subtrees that still are valid.
//! Format: git's Documentation/gitformat-index.

use std::fs::File;
use std::io;
use std::path::Path;

use memmap2::Mmap;

use super::{Entry, GitError, Oid};

/// What the index says is about to be committed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Staged {
    /// There is no index file: nothing is staged.
    Nothing,
    /// A tree that git has already written.
    Tree(Oid),
    /// Entries that are in no written tree yet.
    Entries(Vec<Node>),
    /// Only git can tell: it is split or sparse and its root is not valid, or it is of a kind that is not known here.
    AskGit,
}

/// A tree that is not written yet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// The name within its folder.
    pub name: Vec<u8>,
    /// What stands there.
    pub what: What,
}

/// What a [`Node`] names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A file, a link, or a folder whose tree is written.
    Known(Entry),
    /// A folder whose tree is not.
    Folder(Vec<Node>),
}

/// Entry flag: only the intention to add is recorded.
const INTENT_TO_ADD: u16 = 0x2000;
/// A tree mode, for folders.
const TREE_MODE: u32 = 0o040_000;
/// Folders nested deeper than this are refused rather than followed.
const DEPTH: usize = 2_000;

/// Reads the index at `path`, of a repository whose ids have `width` bytes.
pub(super) fn read(path: &Path, width: usize) -> Result<Staged, GitError> {
    let bad = |cause: String| GitError::Index { path: path.to_owned(), cause };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Staged::Nothing),
        Err(error) => return Err(bad(error.to_string())),
    };
    let length = file.metadata().map_err(|error| bad(error.to_string()))?.len();
    if length == 0 {
        return Err(bad("it is empty".to_owned()));
    }
    // SAFETY: git replaces the index by renaming a new file over it and never writes into one that is there, so the mapped bytes do
    // not change; they are only read.
    #[expect(unsafe_code, reason = "a memory map: the index of a large repository is tens of megabytes, of which the end is needed")]
    let map = unsafe { Mmap::map(&file) }.map_err(|error| bad(error.to_string()))?;
    parse(&map, width).map_err(bad)
}

/// The same on bytes in memory; the error names the byte.
pub(super) fn parse(data: &[u8], width: usize) -> Result<Staged, String> {
    let header = data.get(..12).filter(|head| head.starts_with(b"DIRC")).ok_or("it does not begin with DIRC")?;
    let version = be32(header, 4)?;
    if !(2..=4).contains(&version) {
        return Ok(Staged::AskGit);
    }
    let count = be32(header, 8)?;
    let body = data.len().checked_sub(width).filter(|end| *end >= 12).ok_or("it is cut short")?;
    let data = &data[..body];
    let mut entries = Entries { data, at: 12, left: count, version, width, path: Vec::new() };
    entries.skip_all()?;
    let extensions = Extensions::read(data, entries.at, width)?;
    match extensions.tree {
        _ if extensions.unknown => Ok(Staged::AskGit),
        Some(CacheTree { valid: Some((_, root)), .. }) => Ok(Staged::Tree(root)),
        _ if extensions.split || extensions.sparse => Ok(Staged::AskGit),
        tree => {
            let mut entries = Entries { data, at: 12, left: count, version, width, path: Vec::new() };
            let mut next = entries.next()?;
            let nodes = folder(&mut entries, &mut next, &[], tree.as_ref(), 0)?;
            match next {
                Some(entry) => Err(format!("its entries are out of order at {}", crate::text::printable(&entry.path))),
                None => Ok(Staged::Entries(nodes)),
            }
        }
    }
}

/// Reads the entries below `prefix` (empty, or with a slash at its end).
fn folder(
    entries: &mut Entries<'_>,
    next: &mut Option<Listed>,
    prefix: &[u8],
    tree: Option<&CacheTree>,
    depth: usize,
) -> Result<Vec<Node>, String> {
    if depth > DEPTH {
        return Err("its folders nest too deep".to_owned());
    }
    let mut nodes = Vec::new();
    while let Some(entry) = next.as_ref().filter(|entry| entry.path.starts_with(prefix)) {
        let rest = &entry.path[prefix.len()..];
        let Some(slash) = memchr::memchr(b'/', rest) else {
            if entry.counts {
                nodes.push(Node { name: rest.to_vec(), what: What::Known(entry.entry) });
            }
            *next = entries.next()?;
            continue;
        };
        let name = rest[..slash].to_vec();
        let below: Vec<u8> = entry.path[..=prefix.len() + slash].to_vec();
        let child = tree.and_then(|tree| tree.child(&name));
        let what = if let Some((covered, id)) = child.and_then(|child| child.valid) {
            // the written tree stands for these entries and no others: what it left out would not be looked at
            let mut passed = 0;
            while next.as_ref().is_some_and(|entry| entry.path.starts_with(&below)) {
                *next = entries.next()?;
                passed += 1;
            }
            if passed != covered {
                let folder = crate::text::printable(&below);
                return Err(format!("its TREE extension counts {covered} entries below {folder}, and there are {passed}"));
            }
            What::Known(Entry { mode: TREE_MODE, id })
        } else {
            What::Folder(folder(entries, next, &below, child, depth + 1)?)
        };
        nodes.push(Node { name, what });
    }
    Ok(nodes)
}

/// One entry as listed.
struct Listed {
    path: Vec<u8>,
    entry: Entry,
    /// Would it be committed: not only intended, no stage of a conflict?
    counts: bool,
}

/// Steps through the entries.
struct Entries<'a> {
    data: &'a [u8],
    at: usize,
    left: u32,
    version: u32,
    width: usize,
    path: Vec<u8>,
}

impl Entries<'_> {
    /// Goes past all entries without making any.
    fn skip_all(&mut self) -> Result<(), String> {
        while self.left > 0 {
            let (_, _, name) = self.fixed()?;
            if self.version == 4 {
                let (_, used) = varint(self.data.get(name..).unwrap_or_default()).ok_or_else(|| cut(name))?;
                self.at = self.end_of_name(name + used)? + 1;
            } else {
                let end = self.end_of_name(name)?;
                // entries are padded with one to eight NULs to a multiple of eight
                self.at += (end - self.at + 8) & !7;
            }
            self.left -= 1;
        }
        if self.at > self.data.len() { Err(cut(self.data.len())) } else { Ok(()) }
    }

    fn next(&mut self) -> Result<Option<Listed>, String> {
        if self.left == 0 {
            return Ok(None);
        }
        let start = self.at;
        let (flags, extended, name) = self.fixed()?;
        if self.version == 4 {
            let (strip, used) = varint(self.data.get(name..).unwrap_or_default()).ok_or_else(|| cut(name))?;
            let keep = self.path.len().checked_sub(strip).ok_or_else(|| format!("a name at byte {name} takes away more than there is"))?;
            let end = self.end_of_name(name + used)?;
            self.path.truncate(keep);
            self.path.extend_from_slice(&self.data[name + used..end]);
            self.at = end + 1;
        } else {
            let end = self.end_of_name(name)?;
            self.path.clear();
            self.path.extend_from_slice(&self.data[name..end]);
            self.at += (end - start + 8) & !7;
        }
        self.left -= 1;
        let mode = be32(self.data, start + 24)?;
        let id = self.data.get(start + 40..start + 40 + self.width).and_then(Oid::from_bytes).ok_or_else(|| cut(start))?;
        let counts = flags & 0x3000 == 0 && extended & INTENT_TO_ADD == 0;
        Ok(Some(Listed { path: self.path.clone(), entry: Entry { mode, id }, counts }))
    }

    /// Flags, extended flags and where the name begins.
    fn fixed(&self) -> Result<(u16, u16, usize), String> {
        let at = self.at + 40 + self.width;
        let flags = be16(self.data, at)?;
        if flags & 0x4000 == 0 {
            return Ok((flags, 0, at + 2));
        }
        if self.version < 3 {
            return Err(format!("an entry at byte {} has extended flags in version 2", self.at));
        }
        Ok((flags, be16(self.data, at + 2)?, at + 4))
    }

    fn end_of_name(&self, from: usize) -> Result<usize, String> {
        let tail = self.data.get(from..).ok_or_else(|| cut(from))?;
        memchr::memchr(0, tail).map(|found| from + found).ok_or_else(|| cut(from))
    }
}

/// A node of the `TREE` extension.
struct CacheTree {
    name: Vec<u8>,
    /// How many entries it covers, and the tree that is written for them.
    valid: Option<(usize, Oid)>,
    /// In the order of their names.
    children: Vec<CacheTree>,
}

#[derive(Default)]
struct Extensions {
    tree: Option<CacheTree>,
    split: bool,
    sparse: bool,
    /// Is there one that changes what the entries mean, and how is not known here?
    unknown: bool,
}

impl Extensions {
    fn read(data: &[u8], mut at: usize, width: usize) -> Result<Self, String> {
        let mut found = Self::default();
        while at < data.len() {
            let name = data.get(at..at + 4).ok_or_else(|| cut(at))?;
            let size = usize::try_from(be32(data, at + 4)?).map_err(|error| error.to_string())?;
            let content =
                data.get(at + 8..).and_then(|rest| rest.get(..size)).ok_or_else(|| format!("the extension at byte {at} is cut short"))?;
            match name {
                b"TREE" => {
                    let mut rest = content;
                    found.tree =
                        Some(CacheTree::read(&mut rest, width, 0).ok_or_else(|| format!("the TREE extension at byte {at} is damaged"))?);
                }
                b"link" => found.split = true,
                b"sdir" => found.sparse = true,
                // one whose name begins with a capital may be passed over
                [b'A'..=b'Z', ..] => {}
                _ => found.unknown = true,
            }
            at += 8 + size;
        }
        Ok(found)
    }
}

impl CacheTree {
    fn read(rest: &mut &[u8], width: usize, depth: usize) -> Option<Self> {
        if depth > DEPTH {
            return None;
        }
        let name = take_until(rest, 0)?.to_vec();
        let count: i64 = number(take_until(rest, b' ')?)?;
        let children: usize = number(take_until(rest, b'\n')?)?;
        let valid = if count < 0 {
            None
        } else {
            let (id, after) = rest.split_at_checked(width)?;
            *rest = after;
            Some((usize::try_from(count).ok()?, Oid::from_bytes(id)?))
        };
        // a child takes four bytes at least: a count beyond that is a lie
        if children > rest.len() / 4 {
            return None;
        }
        let mut children = (0..children).map(|_| Self::read(rest, width, depth + 1)).collect::<Option<Vec<_>>>()?;
        children.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Some(Self { name, valid, children })
    }

    fn child(&self, name: &[u8]) -> Option<&Self> {
        self.children.binary_search_by(|child| child.name.as_slice().cmp(name)).ok().map(|at| &self.children[at])
    }
}

fn take_until<'a>(rest: &mut &'a [u8], end: u8) -> Option<&'a [u8]> {
    let at = memchr::memchr(end, rest)?;
    let (head, tail) = rest.split_at(at);
    *rest = &tail[1..];
    Some(head)
}

fn number<T: std::str::FromStr>(digits: &[u8]) -> Option<T> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The variable-width number of version 4 (git's `decode_varint`), and how many bytes it took.
fn varint(data: &[u8]) -> Option<(usize, usize)> {
    let mut value = usize::from(data.first()? & 0x7f);
    let mut used = 1;
    while data[used - 1] & 0x80 != 0 {
        let byte = *data.get(used)?;
        value = value.checked_add(1)?.checked_mul(128)?.checked_add(usize::from(byte & 0x7f))?;
        used += 1;
    }
    Some((value, used))
}

fn be32(data: &[u8], at: usize) -> Result<u32, String> {
    data.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes).ok_or_else(|| cut(at))
}

fn be16(data: &[u8], at: usize) -> Result<u16, String> {
    data.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_be_bytes).ok_or_else(|| cut(at))
}

fn cut(at: usize) -> String {
    format!("it is cut short at byte {at}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An index of version 2 with these entries (path, extended flags are not set) and this TREE extension.
    fn index(paths: &[&str], tree: Option<&[u8]>) -> Vec<u8> {
        let mut out = b"DIRC\0\0\0\x02".to_vec();
        out.extend(u32::try_from(paths.len()).unwrap().to_be_bytes());
        for path in paths {
            let start = out.len();
            out.extend([0; 24]);
            out.extend(0o100_644_u32.to_be_bytes());
            out.extend([0; 12]);
            out.extend([7; 20]);
            out.extend(u16::try_from(path.len()).unwrap().to_be_bytes());
            out.extend(path.as_bytes());
            let padded = (out.len() - start + 8) & !7;
            out.resize(start + padded, 0);
        }
        if let Some(tree) = tree {
            out.extend(b"TREE");
            out.extend(u32::try_from(tree.len()).unwrap().to_be_bytes());
            out.extend(tree);
        }
        out.extend([0; 20]);
        out
    }

    fn cache_tree(root: &str, child: &str) -> Vec<u8> {
        let mut tree = vec![0];
        tree.extend(root.as_bytes());
        if !root.starts_with('-') {
            tree.extend([1; 20]);
        }
        tree.extend(b"d\0");
        tree.extend(child.as_bytes());
        if !child.starts_with('-') {
            tree.extend([2; 20]);
        }
        tree
    }

    #[test]
    fn a_valid_root_is_the_answer() {
        let data = index(&["a", "d/b"], Some(&cache_tree("2 1\n", "1 0\n")));
        assert_eq!(parse(&data, 20), Ok(Staged::Tree(Oid::from_bytes(&[1; 20]).unwrap())));
    }

    #[test]
    fn valid_subtrees_stand_for_their_entries() {
        let data = index(&["a", "d/b", "d/c", "e/f/g"], Some(&cache_tree("-1 1\n", "2 0\n")));
        let Ok(Staged::Entries(nodes)) = parse(&data, 20) else { panic!("no entries") };
        let names: Vec<_> = nodes.iter().map(|node| String::from_utf8(node.name.clone()).unwrap()).collect();
        assert_eq!(names, ["a", "d", "e"]);
        assert_eq!(nodes[1].what, What::Known(Entry { mode: TREE_MODE, id: Oid::from_bytes(&[2; 20]).unwrap() }));
        assert!(matches!(&nodes[2].what, What::Folder(below) if matches!(&below[0].what, What::Folder(_))));
    }

    #[test]
    fn damage_is_an_error_at_every_length() {
        let data = index(&["a", "d/b", "d/c"], Some(&cache_tree("-1 1\n", "2 0\n")));
        assert!(parse(&data, 20).is_ok());
        // a cut may fall on the border before the extension, where what is left is a whole index of another content
        let whole = index(&["a", "d/b", "d/c"], None).len();
        for length in (0..data.len()).filter(|length| *length != whole) {
            assert!(parse(&data[..length], 20).is_err(), "cut to {length}");
        }
        assert!(parse(&index(&["a"], Some(&cache_tree("-1 1\n", "5 0\n"))), 20).is_ok(), "a child that is not listed is not used");
    }

    /// Zero made the reader stand still for ever.
    #[test]
    fn a_tree_extension_that_counts_other_entries_than_there_are() {
        for count in ["0", "1", "3", "9223372036854775807"] {
            let data = index(&["a", "d/b", "d/c", "e"], Some(&cache_tree("-1 1\n", &format!("{count} 0\n"))));
            assert!(parse(&data, 20).is_err_and(|cause| cause.contains("below d/")), "counts {count}");
        }
    }

    #[test]
    fn varints_are_gits() {
        for (bytes, value) in [(&[0_u8][..], 0), (&[0x7f], 127), (&[0x80, 0], 128), (&[0x80, 0x7f], 255), (&[0x81, 0], 256)] {
            assert_eq!(varint(bytes), Some((value, bytes.len())));
        }
        assert_eq!(varint(&[0x80]), None);
        assert_eq!(varint(&[0xff; 20]), None);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let mut data = b"DIRC\0\0\0\x04\0\0\0\x02".to_vec();
            data.extend(bytes);
            let _ = parse(&data, 20);
        }
    }
}
