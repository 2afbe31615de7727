//! The only place that knows git: opening, objects, trees, the index, and which commits are new.
//!
//! Two readers stand behind one trait: libgit2, and git's own plumbing for whatever libgit2 cannot open or find. What one of them
//! refuses, the other is asked; what both refuse is an error, never "nothing there".

mod ancestry;
mod error;
#[cfg(fuzzing)]
pub mod fuzzing;
mod index;
mod kept;
mod libgit2;
mod listing;
mod loose;
mod object;
mod oid;
mod pack;
mod plumbing;
mod range;
mod tree;
mod walk;

use std::cell::{Cell, OnceCell};
use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use error::GitError;
pub use object::{Commit, Entry, Kind, Object, Tag};
pub use oid::Oid;
pub use pack::{Base, Copied, Packed, Packs};
pub use tree::{Change, Delta};
pub use walk::{Known, takes_push_options};

use kept::Kept;
use libgit2::LibGit2;
use pack::Objects;
use plumbing::Plumbing;
use tree::NewTree;

/// What a repository must be able to do: read objects as bytes, and say where HEAD is.
trait Reader {
    /// An object's kind and bytes.
    fn read(&self, id: Oid) -> Result<Object, GitError>;
    /// An object's kind and size in bytes.
    fn header(&self, id: Oid) -> Result<(Kind, u64), GitError>;
    /// Hands a blob's bytes to `sink` without holding them all.
    fn stream(&self, id: Oid, sink: &mut dyn FnMut(&mut dyn Read) -> std::io::Result<()>) -> Result<(), GitError>;
    /// The commit that HEAD names; `None` while its branch is unborn.
    fn head(&self) -> Result<Option<Oid>, GitError>;
}

/// Where a repository's things lie.
#[derive(Debug, Clone)]
struct Layout {
    git_dir: PathBuf,
    common_dir: PathBuf,
    work_tree: Option<PathBuf>,
    /// Bytes of an id.
    width: usize,
}

/// An open repository.
pub struct Repository {
    libgit2: Option<LibGit2>,
    plumbing: OnceCell<Plumbing>,
    layout: Layout,
    head: OnceCell<Option<Oid>>,
    /// Commits whose parents a shallow clone has cut off.
    shallow: OnceCell<HashSet<Oid>>,
    trusted: bool,
    /// Commits and trees that are asked for again soon.
    kept: Kept<(Oid, Kind)>,
    /// The commits that a push brings, as far as the walk that found them remembers them, for all threads.
    walked: OnceCell<Arc<foldhash::HashMap<Oid, Arc<[u8]>>>>,
    /// How many commits and trees were read.
    reads: Cell<usize>,
    /// The packs that a push brings.
    arriving: OnceCell<Option<Arc<Packs>>>,
    /// All packs, which a walk over many commits reads.
    packs: OnceCell<Arc<Packs>>,
    objects: OnceCell<Objects>,
}

/// Commits and trees that are kept, and their bytes: twice so many at most.
const GENERATION: (usize, usize) = (256, 2 << 20);
/// For more objects than this, opening all packs pays.
const WORTH_OPENING: usize = 64;

impl Repository {
    /// Opens the repository that the environment names (`GIT_DIR` and its companions), else the one around the current folder.
    /// `trusted`: git itself started this process there, so whose it is has been judged.
    pub fn open(trusted: bool) -> Result<Self, GitError> {
        match LibGit2::open(trusted) {
            Ok(libgit2) => {
                let layout = libgit2.layout();
                Ok(Self::new(Some(libgit2), layout, trusted))
            }
            Err(first) => match Plumbing::layout() {
                Ok(layout) => Ok(Self::new(None, layout, trusted)),
                Err(second) => {
                    let place = std::env::current_dir().map_or_else(|_| ".".to_owned(), |place| place.display().to_string());
                    Err(GitError::Open { place, cause: format!("{}; {second}", first.message()) })
                }
            },
        }
    }

    fn new(libgit2: Option<LibGit2>, layout: Layout, trusted: bool) -> Self {
        Self {
            libgit2,
            plumbing: OnceCell::new(),
            layout,
            trusted,
            kept: Kept::new(GENERATION),
            walked: OnceCell::new(),
            reads: Cell::new(0),
            arriving: OnceCell::new(),
            packs: OnceCell::new(),
            objects: OnceCell::new(),
            head: OnceCell::new(),
            shallow: OnceCell::new(),
        }
    }

    /// The same repository opened once more, for another thread. To be called while no other thread has one in use.
    pub fn again(&self) -> Result<Self, GitError> {
        let (walked, reads, arriving, packs) = (self.walked.clone(), self.reads.clone(), self.arriving.clone(), self.packs.clone());
        Ok(Self { walked, reads, arriving, packs, ..Self::open(self.trusted)? })
    }

    /// The repository's own folder (of this worktree).
    pub fn git_dir(&self) -> &Path {
        &self.layout.git_dir
    }

    /// The folder that all its worktrees share.
    pub fn common_dir(&self) -> &Path {
        &self.layout.common_dir
    }

    /// The folders in which its objects may lie: its own, a push's quarantine, and those that others lend it.
    pub fn stores(&self) -> Vec<PathBuf> {
        loose::stores(self.common_dir())
    }

    /// The top of the work tree; none in a bare repository.
    pub fn work_tree(&self) -> Option<&Path> {
        self.layout.work_tree.as_deref()
    }

    fn plumbing(&self) -> &Plumbing {
        self.plumbing.get_or_init(Plumbing::new)
    }

    /// Asks libgit2, then git; the error tells what both said.
    fn ask<T>(&self, mut question: impl FnMut(&dyn Reader) -> Result<T, GitError>) -> Result<T, GitError> {
        let Some(libgit2) = &self.libgit2 else { return question(self.plumbing()) };
        question(libgit2).or_else(|first| {
            if matches!(first, GitError::Damaged { .. }) {
                return Err(first);
            }
            question(self.plumbing()).map_err(|second| match (first, second) {
                (GitError::Object { id, cause: first }, GitError::Object { cause: second, .. }) => {
                    GitError::Object { id, cause: format!("{first}; {second}") }
                }
                (GitError::Command { command, cause: first }, second) => GitError::Command { command, cause: format!("{first}; {second}") },
                (first, _) => first,
            })
        })
    }

    /// An object's kind and bytes.
    pub fn read(&self, id: Oid) -> Result<Object, GitError> {
        self.ask(|reader| reader.read(id))
    }

    /// The bytes of an object that has to be of this kind.
    pub fn read_as(&self, id: Oid, kind: Kind) -> Result<Vec<u8>, GitError> {
        let object = self.read(id)?;
        if object.kind == kind {
            Ok(object.data)
        } else {
            Err(GitError::Object { id, cause: format!("it is a {:?}, not a {kind:?}", object.kind) })
        }
    }

    /// The same for commits and trees, of which a large push brings thousands.
    fn linked(&self, id: Oid, kind: Kind) -> Result<Arc<[u8]>, GitError> {
        if let Some(data) = self.walked(id, kind) {
            return Ok(data);
        }
        self.reads.set(self.reads.get() + 1);
        let packed =
            if self.reads.get() > WORTH_OPENING { self.objects.get_or_init(|| Objects::of(self.packs())).read(id, kind) } else { None };
        packed.map_or_else(|| self.read_as(id, kind).map(Arc::from), Ok)
    }

    /// The same for those that are asked for again soon.
    fn kept(&self, id: Oid, kind: Kind) -> Result<Arc<[u8]>, GitError> {
        if let Some(data) = self.walked(id, kind).or_else(|| self.kept.get((id, kind))) {
            return Ok(data);
        }
        let data = self.linked(id, kind)?;
        self.kept.keep((id, kind), &data);
        Ok(data)
    }

    /// A commit that the walk over a push remembers.
    fn walked(&self, id: Oid, kind: Kind) -> Option<Arc<[u8]>> {
        self.walked.get().filter(|_| kind == Kind::Commit)?.get(&id).cloned()
    }

    /// An object's kind and size in bytes.
    pub fn header(&self, id: Oid) -> Result<(Kind, u64), GitError> {
        self.ask(|reader| reader.header(id))
    }

    /// Hands a blob's bytes to `sink` piece by piece. `sink` must be able to start over: when one reader fails, the other one begins
    /// again.
    pub fn stream(&self, id: Oid, sink: &mut dyn FnMut(&mut dyn Read) -> std::io::Result<()>) -> Result<(), GitError> {
        match (self.ask(|reader| reader.stream(id, sink)), &self.libgit2) {
            // libgit2 gives packed blobs whole only; where there is no git, that has to do
            (Err(_), Some(libgit2)) if !plumbing::is_there() => {
                let object = libgit2.read(id)?;
                sink(&mut object.data.as_slice()).map_err(|error| GitError::Object { id, cause: error.to_string() })
            }
            (done, _) => done,
        }
    }

    /// The commit that HEAD names; `None` while its branch is unborn.
    pub fn head(&self) -> Result<Option<Oid>, GitError> {
        if let Some(head) = self.head.get() {
            return Ok(*head);
        }
        let head = self.ask(|reader| reader.head())?;
        Ok(*self.head.get_or_init(|| head))
    }

    /// A commit.
    pub fn commit(&self, id: Oid) -> Result<Commit, GitError> {
        Commit::parse(id, self.kept(id, Kind::Commit)?)
    }

    fn tree_of(&self, commit: Oid) -> Result<Oid, GitError> {
        object::tree_of(commit, &self.kept(commit, Kind::Commit)?)
    }

    /// What the tree `new` brings against every tree in `old`.
    pub fn compare(&self, new: Oid, old: &[Option<Oid>]) -> Result<Delta, GitError> {
        tree::compare(&|id| self.kept(id, Kind::Tree), NewTree::Id(new), old)
    }

    /// What a commit brings against all its parents.
    pub fn changes(&self, commit: &Commit) -> Result<Delta, GitError> {
        let mut old = Vec::with_capacity(commit.parents.len());
        for parent in self.parents(commit)? {
            old.push(Some(self.tree_of(parent)?));
        }
        self.compare(commit.tree, &old)
    }

    /// What is staged, against HEAD and, while a merge is under way, against the commits that are being merged.
    pub fn staged(&self) -> Result<Delta, GitError> {
        let head = self.head()?;
        let mut parents: Vec<Oid> = head.into_iter().collect();
        parents.extend(self.merging()?);
        let mut old = Vec::with_capacity(parents.len());
        for parent in &parents {
            old.push(Some(self.tree_of(*parent)?));
        }
        let index = self.index_path();
        let read = |id| self.kept(id, Kind::Tree);
        // one that is damaged is an error: git might see less in it than there is
        match index::read(&index, self.layout.width)? {
            index::Staged::Tree(tree) => self.compare(tree, &old),
            index::Staged::Entries(nodes) => tree::compare(&read, NewTree::Nodes(&nodes), &old),
            // where there is no index at the place that we know, git tells whether it has one elsewhere
            index::Staged::Nothing | index::Staged::AskGit => Self::staged_by_git(&parents, &old),
        }
    }

    /// The same by `git diff-index`, once for every parent; a path counts where it differs from all of them.
    fn staged_by_git(parents: &[Oid], trees: &[Option<Oid>]) -> Result<Delta, GitError> {
        let bases = if parents.is_empty() {
            // the empty tree is known to git under an id that depends on its hash
            vec![String::from_utf8_lossy(plumbing::run(&["hash-object", "-t", "tree", "--stdin"], b"")?.trim_ascii()).into_owned()]
        } else {
            trees.iter().flatten().map(ToString::to_string).collect()
        };
        let mut delta = Delta::default();
        for (number, base) in bases.iter().enumerate() {
            let changes = Plumbing::staged(base)?;
            if number == 0 {
                delta.changes = changes;
                continue;
            }
            let mut others: HashMap<Vec<u8>, Change> = changes.into_iter().map(|change| (change.path.clone(), change)).collect();
            delta.changes.retain_mut(|change| others.remove(&change.path).map(|other| change.old.extend(other.old)).is_some());
        }
        Ok(delta)
    }

    /// `GIT_INDEX_FILE` (relative to the top of the work tree), else the repository's own.
    fn index_path(&self) -> PathBuf {
        match std::env::var_os("GIT_INDEX_FILE") {
            Some(path) if !path.is_empty() => self.work_tree().unwrap_or(Path::new("")).join(path),
            _ => self.git_dir().join("index"),
        }
    }

    /// The commits that a merge under way brings in.
    fn merging(&self) -> Result<Vec<Oid>, GitError> {
        let path = self.git_dir().join("MERGE_HEAD");
        let Some(content) = read_if_there(&path)? else { return Ok(Vec::new()) };
        content
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| {
                Oid::parse(line)
                    .ok_or_else(|| GitError::File { path: path.clone(), cause: std::io::Error::other("a line of it is no object id") })
            })
            .collect()
    }

    /// Is a merge under way?
    pub fn is_merging(&self) -> Result<bool, GitError> {
        Ok(!self.merging()?.is_empty())
    }

    /// The entry of that name in a tree.
    pub fn entry(&self, tree: Oid, name: &[u8]) -> Result<Option<Entry>, GitError> {
        let data = self.read_as(tree, Kind::Tree)?;
        for entry in object::tree_entries(tree, &data) {
            let (other, entry) = entry?;
            if other == name {
                return Ok(Some(entry));
            }
        }
        Ok(None)
    }

    /// The entry at a path below a tree.
    pub fn entry_at(&self, tree: Oid, path: &[u8]) -> Result<Option<Entry>, GitError> {
        let mut tree = tree;
        let mut names = path.split(|byte| *byte == b'/').peekable();
        while let Some(name) = names.next() {
            match self.entry(tree, name)? {
                Some(entry) if names.peek().is_none() => return Ok(Some(entry)),
                Some(entry) if entry.is_tree() => tree = entry.id,
                _ => break,
            }
        }
        Ok(None)
    }

    /// The commit that a revision names.
    pub fn resolve(&self, revision: &str) -> Result<Oid, GitError> {
        let arguments = ["rev-parse", "--verify", "--end-of-options", &format!("{revision}^{{commit}}")];
        let output = plumbing::run(&arguments, b"")?;
        Oid::parse(output.trim_ascii())
            .ok_or_else(|| GitError::Command { command: arguments.join(" "), cause: "it printed no id".to_owned() })
    }

    /// A commit's parents, less those that a shallow clone has cut off.
    fn parents(&self, commit: &Commit) -> Result<Vec<Oid>, GitError> {
        Ok(if self.is_cut_off(commit.id)? { Vec::new() } else { commit.parents.clone() })
    }

    /// Has a shallow clone cut off the commit's parents?
    fn is_cut_off(&self, id: Oid) -> Result<bool, GitError> {
        if let Some(shallow) = self.shallow.get() {
            return Ok(shallow.contains(&id));
        }
        // git names another file while a push that brings new borders waits for its hook
        let borders = std::env::var_os("GIT_SHALLOW_FILE").map_or_else(|| self.common_dir().join("shallow"), PathBuf::from);
        let content = read_if_there(&borders)?.unwrap_or_default();
        let shallow: HashSet<Oid> = content.split(|byte| *byte == b'\n').filter_map(Oid::parse).collect();
        Ok(self.shallow.get_or_init(|| shallow).contains(&id))
    }
}

/// A file in the tree of a ref: of the repository at `place`, or of the one that this process is in.
pub fn file_in_ref(place: Option<&Path>, name: &str, file: &str) -> Result<Vec<u8>, GitError> {
    // a word that begins like an option would be one
    let name = if name.starts_with('-') { "refs/-" } else { name };
    let object = format!("{name}:{file}");
    let place = place.map(|place| format!("--git-dir={}", place.display()));
    let mut arguments: Vec<&str> = place.iter().map(String::as_str).collect();
    arguments.extend(["cat-file", "blob", &object]);
    plumbing::run(&arguments, b"")
}

/// A small file's content; `None` where there is none.
fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, GitError> {
    match std::fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(GitError::File { path: path.to_owned(), cause }),
    }
}
