//! The door through which `fuzz/` reaches the readers of this module. It is there only where `cargo fuzz` builds.
//!
//! What a reader makes of its bytes is no matter here: it must come to an end, in bounded memory, and what it hands on must hold together.

use super::index::{self, Node, Staged, What};
use super::{Commit, Oid, Tag, object};

/// The width is chosen by the first byte, so that both hashes are tried.
fn split(data: &[u8]) -> Option<(usize, &[u8])> {
    let (first, rest) = data.split_first()?;
    Some((if first & 1 == 0 { 20 } else { 32 }, rest))
}

fn some_id(width: usize) -> Option<Oid> {
    Oid::from_bytes(&[1; 32][..width])
}

/// An index: the names of what is staged are names, and there are no more of them than bytes.
pub fn index(data: &[u8]) {
    let Some((width, data)) = split(data) else { return };
    if let Ok(Staged::Entries(nodes)) = index::parse(data, width) {
        assert!(count(&nodes) <= data.len(), "more entries than bytes");
    }
}

fn count(nodes: &[Node]) -> usize {
    let below = |node: &Node| match &node.what {
        What::Known(_) => 1,
        What::Folder(nodes) => count(nodes),
    };
    assert!(nodes.iter().all(|node| !node.name.contains(&b'/')), "a name with a slash");
    nodes.iter().map(below).sum()
}

/// A tree: its entries, written again, are its bytes.
pub fn tree(data: &[u8]) {
    let Some((width, data)) = split(data) else { return };
    let Some(id) = some_id(width) else { return };
    let Ok(entries) = object::tree_entries(id, data).collect::<Result<Vec<_>, _>>() else { return };
    let length: usize = entries.iter().map(|(name, _)| name.len() + width + 2).sum();
    assert!(length < data.len() || data.is_empty(), "entries beyond the end");
}

/// A commit: both of its readers agree.
pub fn commit(data: &[u8]) {
    let Some((width, data)) = split(data) else { return };
    let Some(id) = some_id(width) else { return };
    match (Commit::parse(id, data), object::links(id, data)) {
        (Ok(commit), Ok(links)) => assert_eq!(commit.parents, links.parents, "parents"),
        (Err(_), Err(_)) => {}
        (commit, links) => panic!("only one is an error: {commit:?}, {links:?}"),
    }
}

/// A tag.
pub fn tag(data: &[u8]) {
    let Some((width, data)) = split(data) else { return };
    let Some(id) = some_id(width) else { return };
    let _ = Tag::parse(id, data);
}
