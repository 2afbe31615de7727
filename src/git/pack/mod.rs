//! Packs: a reader of our own for looking at every blob once, and for the commits and trees of a long walk.
//!
//! Asked for one object after another, a reader inflates the bases of each anew; asked for all of them, it can go down each tree of deltas
//! once. Whatever it cannot read it passes over, and whoever asks for such an object by its id gets it, or the reason why not, from libgit2
//! and git.
//! Formats: gitformat-pack(5).

mod delta;
mod file;
mod inflate;
mod object;
#[cfg(test)]
mod tests;
mod walk;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Oid, Repository};
use crate::cores;
pub use delta::Copied;
use file::File;
pub(super) use object::Objects;

/// The packs that a repository reads its objects from.
pub struct Packs {
    files: Vec<File>,
}

/// A blob that goes by.
pub struct Packed<'a, T> {
    /// Its number: from 0, below [`Packs::objects`].
    pub number: usize,
    /// Its content.
    pub data: &'a [u8],
    /// The blob that it is stored as a difference from, where it is.
    pub base: Option<Base<'a, T>>,
}

/// What a blob is stored as a difference from.
pub struct Base<'a, T> {
    /// What was made of that blob when it went by.
    pub made: &'a T,
    /// Its length (bytes).
    pub length: usize,
    /// What is copied from there, in the order of the new content.
    pub copies: &'a [Copied],
}

impl Repository {
    /// The packs of this repository and of those it borrows from. What cannot be read as a pack is left out.
    pub fn packs(&self) -> Arc<Packs> {
        Arc::clone(self.packs.get_or_init(|| Arc::new(Packs::open(&self.stores(), self.layout.width))))
    }

    /// The packs of objects that wait in quarantine until a hook has agreed to them; none where nothing waits. git has just computed their
    /// ids from what they hold.
    pub fn arriving_packs(&self) -> Option<&Arc<Packs>> {
        let open = || {
            let store = std::env::var_os("GIT_QUARANTINE_PATH").filter(|path| !path.is_empty())?;
            Some(Arc::new(Packs::open(&[PathBuf::from(store)], self.layout.width)))
        };
        self.arriving.get_or_init(open).as_ref()
    }
}

impl Packs {
    pub(super) fn open(stores: &[PathBuf], width: usize) -> Self {
        let mut files = Vec::new();
        let mut seen = HashSet::new();
        for store in stores.iter().filter_map(|store| store.canonicalize().ok()) {
            if !seen.insert(store.clone()) {
                continue;
            }
            let Ok(listing) = store.join("pack").read_dir() else { continue };
            let mut indexes: Vec<PathBuf> = listing.filter_map(|entry| Some(entry.ok()?.path())).collect();
            indexes.retain(|path| path.extension().is_some_and(|extension| extension == "idx"));
            indexes.sort();
            files.extend(indexes.iter().filter_map(|index| File::open(index, width)));
        }
        Self { files }
    }

    /// How many objects there are; one that is in two packs counts twice.
    pub fn objects(&self) -> usize {
        self.files.iter().map(File::objects).sum()
    }

    /// The size of all packs (bytes).
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(File::bytes).sum()
    }

    /// The ids of all objects, in no order.
    #[cfg(any(test, fuzzing))]
    pub(super) fn ids(&self) -> impl Iterator<Item = Oid> {
        self.files.iter().flat_map(File::ids)
    }

    /// The numbers under which an object goes by; none where it is in no pack.
    pub fn numbers(&self, id: Oid) -> impl Iterator<Item = usize> {
        let mut first = 0;
        self.files.iter().filter_map(move |file| {
            let start = first;
            first += file.objects();
            file.position(id).map(|at| start + at)
        })
    }

    /// Hands every blob of up to `limit` bytes to one of the workers, each tree of deltas from its root on, on so many threads, until one
    /// fails; this thread does `meanwhile` before it helps. `memory`: how many bytes may be held at a time; what would need more is left out.
    /// `done` is told how many bytes of the packs have gone by. Returns the workers, what failed, and what came of `meanwhile`.
    pub fn each_blob<W: Send, T, E: Send, O>(
        &self,
        (threads, limit, memory): (usize, usize, usize),
        worker: impl Fn() -> W + Sync,
        visit: impl Fn(&mut W, Packed<'_, T>) -> Result<T, E> + Sync,
        done: impl Fn(u64) + Sync,
        meanwhile: impl FnOnce() -> O,
    ) -> (Vec<W>, Result<(), E>, O) {
        let walks = walk::Walks::of(&self.files, limit, memory / threads.max(1));
        let work = |_| {
            let mut worker = worker();
            walks.work(&mut worker, &visit, &done);
            worker
        };
        let (mut workers, (own, other)) = cores::together(1..threads, work, || {
            let other = meanwhile();
            (work(0), other)
        });
        workers.push(own);
        (workers, walks.finish(), other)
    }
}

/// Has the buffer hold so many bytes: another one where it cannot, since what is in it need not come along.
fn make_room(buffer: &mut Vec<u8>, size: usize) {
    if buffer.capacity() < size {
        *buffer = Vec::with_capacity(size);
    }
}
