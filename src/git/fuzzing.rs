//! The door through which `fuzz/` reaches the readers of this module. It is there only where `cargo fuzz` builds.
//!
//! What a reader makes of its bytes is no matter here: it must come to an end, in bounded memory, and what it hands on must hold together.

use super::index::{self, Node, Staged, What};
use super::{Commit, Kind, Objects, Oid, Packs, Tag, object};

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
    match (Commit::parse(id, data.into()), object::links(id, data)) {
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

/// A pack behind its index, whose length (four bytes, the lowest first) stands before both: every blob comes by once at most, and none is
/// larger than was asked for. Asked for by its id, an object is of one kind.
pub fn pack(data: &[u8]) {
    const LIMIT: usize = 1 << 20;
    let Some((width, data)) = split(data) else { return };
    let Some((length, data)) = data.split_first_chunk() else { return };
    let Some((index, pack)) = data.split_at_checked(u32::from_le_bytes(*length) as usize) else { return };
    let Ok(store) = tempfile::tempdir() else { return };
    let folder = store.path().join("pack");
    let written = std::fs::create_dir(&folder)
        .and_then(|()| std::fs::write(folder.join("pack-a.idx"), index))
        .and_then(|()| std::fs::write(folder.join("pack-a.pack"), pack));
    if written.is_err() {
        return;
    }
    let packs = Packs::open(&[store.path().to_owned()], width);
    let (_, visited, ()) = packs.each_blob(
        (1, LIMIT, 4 * LIMIT),
        std::collections::HashSet::new,
        |seen, blob| {
            assert!(blob.data.len() <= LIMIT, "a blob beyond the limit");
            assert!(blob.number < packs.objects() && seen.insert(blob.number), "a blob that is none, or one twice");
            Ok::<_, ()>(())
        },
        |_| {},
        || {},
    );
    assert!(visited.is_ok());
    let packs = std::sync::Arc::new(packs);
    let objects = Objects::of(std::sync::Arc::clone(&packs));
    for id in packs.ids().take(32) {
        let kinds = [Kind::Commit, Kind::Tree, Kind::Blob, Kind::Tag].into_iter().filter(|kind| objects.read(id, *kind).is_some());
        assert!(kinds.count() <= 1, "an object of two kinds");
    }
}
