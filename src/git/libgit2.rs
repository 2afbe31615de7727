//! The first reader: libgit2, opened from the environment that git gives a hook.

use std::cell::{Cell, OnceCell};
use std::env;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Once;

use super::loose::{self, Loose, Opened};
use super::pack::Packs;
use super::{GitError, Kind, Layout, Object, Oid, Reader, WORTH_OPENING};

/// A repository through libgit2.
pub(super) struct LibGit2 {
    repository: git2::Repository,
    /// Are the refs where libgit2 looks for them?
    knows_refs: bool,
    loose: Loose,
}

/// What git writes to HEAD where the refs are in reftables, for programs that know files only.
const HEAD_ELSEWHERE: &[u8] = b"ref: refs/heads/.invalid\n";

impl LibGit2 {
    /// Opens what `GIT_DIR` and its companions name, else the repository around the current folder. `trusted`: git itself has started
    /// this process in the repository (a hook), so whose it is has been judged already.
    pub(super) fn open(trusted: bool) -> Result<Self, git2::Error> {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            // its own would grow to 256 MiB of commits and trees; what is asked for again soon, `Repository` keeps
            git2::opts::enable_caching(false);
            // hashing every object again on reading costs two thirds of the time; git does not do it either
            git2::opts::strict_hash_verification(false);
            // reftables: its objects and index are like any other's, and git is asked for its refs; partial clones: what is missing is an
            // error, and git is asked for it
            // SAFETY: called before any repository is opened, by the one thread there is.
            #[expect(unsafe_code, reason = "a setting of the C library")]
            unsafe {
                let _ = git2::opts::set_extensions(&["refstorage", "partialclone"]);
            }
        });
        // SAFETY: called while no other thread uses the library: before any is started, see `Repository::again`.
        #[expect(unsafe_code, reason = "settings of the C library; libgit2 ignores safe.directory from the environment")]
        unsafe {
            git2::opts::set_verify_owner_validation(!trusted)?;
            if trusted {
                // what the user's and the system's files say besides safe.directory has no say in how objects are read
                for level in [git2::ConfigLevel::System, git2::ConfigLevel::XDG, git2::ConfigLevel::Global] {
                    git2::opts::set_search_path(level, "")?;
                }
            }
        }
        let repository = git2::Repository::open_from_env()?;
        let knows_refs = std::fs::read(repository.path().join("HEAD")).is_ok_and(|head| head != HEAD_ELSEWHERE);
        let loose = Loose::new(loose::stores(repository.commondir()));
        Ok(Self { repository, knows_refs, loose })
    }

    /// Are the refs where libgit2 looks for them?
    pub(super) fn knows_refs(&self) -> bool {
        self.knows_refs
    }

    /// What the ref of that name, or the one that it stands for, points at; none where there is none or it cannot be read.
    pub(super) fn target(&self, name: &[u8]) -> Option<Oid> {
        let name = std::str::from_utf8(name).ok().filter(|_| self.knows_refs)?;
        Oid::from_bytes(self.repository.find_reference(name).ok()?.resolve().ok()?.target()?.as_bytes())
    }

    /// What all refs whose names begin so point at; none where that cannot be told. Those that point at another one that is not there are
    /// left out.
    pub(super) fn targets(&self, prefix: &str) -> Option<Vec<Oid>> {
        let mut targets = Vec::new();
        for reference in self.repository.references().ok().filter(|_| self.knows_refs)? {
            let reference = reference.ok()?;
            if !reference.name_bytes().starts_with(prefix.as_bytes()) {
                continue;
            }
            // where a tag points is often noted beside it
            let target = match reference.target_peel().or_else(|| reference.target()) {
                Some(target) => target,
                None => match reference.resolve() {
                    Ok(resolved) => resolved.target()?,
                    Err(error) if error.code() == git2::ErrorCode::NotFound => continue,
                    Err(_) => return None,
                },
            };
            targets.push(Oid::from_bytes(target.as_bytes())?);
        }
        Some(targets)
    }

    /// The full name of the branch that is checked out.
    pub(super) fn branch(&self) -> Option<Vec<u8>> {
        let head = self.repository.find_reference("HEAD").ok()?;
        head.symbolic_target_bytes().map(<[u8]>::to_vec)
    }

    /// The repository's own store, where objects that are arriving wait in another one until a hook has agreed to them.
    pub(super) fn settled(&self) -> Option<Settled> {
        let arriving = env::var_os("GIT_OBJECT_DIRECTORY").filter(|path| !path.is_empty())?;
        let own = self.repository.commondir().join("objects").canonicalize().ok()?;
        let is_own = |path: &Path| path.canonicalize().is_ok_and(|path| path == own);
        let others = loose::named_besides();
        if is_own(Path::new(&arriving)) || !others.iter().any(|path| is_own(path)) {
            return None;
        }
        Settled::of(others)
    }

    /// Where things lie.
    pub(super) fn layout(&self) -> Layout {
        Layout {
            git_dir: self.repository.path().to_owned(),
            common_dir: self.repository.commondir().to_owned(),
            work_tree: self.work_tree(),
            width: 20,
        }
    }

    /// The top of the work tree. A relative `GIT_WORK_TREE` (git gives its hooks `.`) is relative to the current folder; libgit2 takes it
    /// to be relative to the repository's own.
    fn work_tree(&self) -> Option<PathBuf> {
        match env::var_os("GIT_WORK_TREE") {
            Some(path) if !path.is_empty() => std::path::absolute(path).ok(),
            _ => self.repository.workdir().map(PathBuf::from),
        }
    }

    /// The object, where it lies in a file of its own.
    fn loose(&self, id: Oid) -> Result<Option<Opened>, GitError> {
        self.loose.open(id).map_err(|error| Self::damaged(id, &error))
    }

    /// A file that cannot be opened is git's to try; one that is damaged is nobody's.
    fn damaged(id: Oid, error: &std::io::Error) -> GitError {
        let cause = error.to_string();
        match error.raw_os_error() {
            Some(_) => GitError::Object { id, cause },
            None => GitError::Damaged { id, cause },
        }
    }

    fn failed(id: Oid, error: &git2::Error) -> GitError {
        GitError::Object { id, cause: error.message().to_owned() }
    }
}

/// The objects that a repository had before those that are arriving.
pub(super) struct Settled {
    store: git2::Odb<'static>,
    others: Vec<PathBuf>,
    /// How many objects were asked for.
    asked: Cell<usize>,
    /// A faster way to ask for many.
    own: OnceCell<(Packs, Loose)>,
}

impl Settled {
    /// The objects in these stores.
    fn of(others: Vec<PathBuf>) -> Option<Self> {
        let store = git2::Odb::new().ok()?;
        for path in &others {
            store.add_disk_alternate(path.to_str()?).ok()?;
        }
        Some(Self { store, others, asked: Cell::new(0), own: OnceCell::new() })
    }

    /// Is it there?
    pub(super) fn has(&self, id: Oid) -> bool {
        self.asked.set(self.asked.get() + 1);
        // what comes to be there meanwhile comes by another push: not looking again takes it for new, and it is looked at
        if self.asked.get() <= WORTH_OPENING {
            return native(id).is_ok_and(|id| self.store.exists_ext(id, git2::OdbLookupFlags::NO_REFRESH));
        }
        let (packs, loose) = self.own.get_or_init(|| {
            let stores = loose::with_lenders(self.others.clone());
            (Packs::open(&stores, id.as_bytes().len()), Loose::new(stores))
        });
        packs.numbers(id).next().is_some() || loose.has(id)
    }
}

fn native(id: Oid) -> Result<git2::Oid, GitError> {
    git2::Oid::from_bytes(id.as_bytes()).map_err(|error| LibGit2::failed(id, &error))
}

fn kind(id: Oid, kind: git2::ObjectType) -> Result<Kind, GitError> {
    match kind {
        git2::ObjectType::Commit => Ok(Kind::Commit),
        git2::ObjectType::Tree => Ok(Kind::Tree),
        git2::ObjectType::Blob => Ok(Kind::Blob),
        git2::ObjectType::Tag => Ok(Kind::Tag),
        git2::ObjectType::Any => Err(GitError::Object { id, cause: "it has no kind".to_owned() }),
    }
}

impl Reader for LibGit2 {
    fn read(&self, id: Oid) -> Result<Object, GitError> {
        if let Some(opened) = self.loose(id)? {
            return opened.read().map_err(|error| Self::damaged(id, &error));
        }
        let odb = self.repository.odb().map_err(|error| Self::failed(id, &error))?;
        let object = odb.read(native(id)?).map_err(|error| Self::failed(id, &error))?;
        Ok(Object { kind: kind(id, object.kind())?, data: object.data().to_vec() })
    }

    fn header(&self, id: Oid) -> Result<(Kind, u64), GitError> {
        if let Some(opened) = self.loose(id)? {
            return Ok((opened.kind, opened.size));
        }
        let odb = self.repository.odb().map_err(|error| Self::failed(id, &error))?;
        let (size, found) = odb.read_header(native(id)?).map_err(|error| Self::failed(id, &error))?;
        Ok((kind(id, found)?, size as u64))
    }

    fn stream(&self, id: Oid, sink: &mut dyn FnMut(&mut dyn Read) -> std::io::Result<()>) -> Result<(), GitError> {
        // libgit2 gives packed blobs whole only; git is asked for those
        let cause = "libgit2 cannot read it piece by piece".to_owned();
        let mut opened = self.loose(id)?.ok_or(GitError::Object { id, cause })?;
        sink(&mut opened).map_err(|error| Self::damaged(id, &error))
    }

    fn head(&self) -> Result<Option<Oid>, GitError> {
        let failed = |error: &git2::Error| GitError::Command { command: "rev-parse HEAD".to_owned(), cause: error.message().to_owned() };
        if !self.knows_refs {
            return Err(GitError::Command {
                command: "rev-parse HEAD".to_owned(),
                cause: "libgit2 does not know where its refs are kept".to_owned(),
            });
        }
        match self.repository.head() {
            // what it names is not read here: whoever does will say which object cannot be read
            Ok(head) => head
                .target()
                .and_then(|id| Oid::from_bytes(id.as_bytes()))
                .map(Some)
                .ok_or_else(|| GitError::Command { command: "rev-parse HEAD".to_owned(), cause: "HEAD names no object".to_owned() }),
            Err(error) if error.code() == git2::ErrorCode::UnbornBranch => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However many were asked for before, and wherever it lies: in a pack, in a file of its own, in a store that is borrowed from.
    #[test]
    fn what_is_settled_is_told_of_the_first_object_and_of_the_thousandth() {
        let folder = tempfile::tempdir().unwrap();
        let store = |name: &str| {
            let repository = git2::Repository::init_bare(folder.path().join(name)).unwrap();
            let path = repository.path().join("objects");
            (repository, path)
        };
        let blob = |repository: &git2::Repository, text: &str| {
            let id = repository.blob(text.as_bytes()).unwrap();
            Oid::from_bytes(id.as_bytes()).unwrap()
        };
        let ((lender, lent), (own, path)) = (store("lender"), store("own"));
        let borrowed = blob(&lender, "borrowed");
        std::fs::write(path.join("info/alternates"), format!("{}\n", lent.display())).unwrap();
        let loose = blob(&own, "loose");
        let packed = blob(&own, "packed");
        let mut builder = own.packbuilder().unwrap();
        builder.insert_object(native(packed).unwrap(), None).unwrap();
        builder.write(&path.join("pack"), 0).unwrap();
        let name = packed.to_string();
        std::fs::remove_file(path.join(&name[..2]).join(&name[2..])).unwrap();
        let settled = Settled::of(vec![path]).unwrap();
        for number in 0..3 * WORTH_OPENING {
            assert!([borrowed, loose, packed].into_iter().all(|id| settled.has(id)), "after {number} rounds");
            let other = Oid::from_bytes(&[&number.to_be_bytes()[..], &[7; 12]].concat()).unwrap();
            assert!(!settled.has(other), "after {number} rounds");
        }
    }
}
