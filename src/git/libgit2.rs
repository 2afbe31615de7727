//! The first reader: libgit2, opened from the environment that git gives a hook.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Once;

use super::{GitError, Kind, Layout, Object, Oid, Reader};

/// Commits and trees that libgit2 may keep (bytes, over all threads).
const CACHE: isize = 8 << 20;

/// A repository through libgit2.
pub(super) struct LibGit2 {
    repository: git2::Repository,
}

impl LibGit2 {
    /// Opens what `GIT_DIR` and its companions name, else the repository around the current folder. `trusted`: git itself has started
    /// this process in the repository (a hook), so whose it is has been judged already.
    pub(super) fn open(trusted: bool) -> Result<Self, git2::Error> {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            // hashing every object again on reading costs two thirds of the time; git does not do it either
            git2::opts::strict_hash_verification(false);
            // commits and trees are met again soon or not at all; by itself libgit2 would keep 256 MiB of them
            // SAFETY: called before any repository is opened, by the one thread there is.
            #[expect(unsafe_code, reason = "a setting of the C library")]
            let _ = unsafe { git2::opts::set_cache_max_size(CACHE) };
        });
        // SAFETY: called before any repository is opened, by the one thread there is.
        #[expect(unsafe_code, reason = "a setting of the C library; libgit2 ignores safe.directory from the environment")]
        unsafe {
            git2::opts::set_verify_owner_validation(!trusted)?;
        }
        Ok(Self { repository: git2::Repository::open_from_env()? })
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
        match std::env::var_os("GIT_WORK_TREE") {
            Some(path) if !path.is_empty() => std::path::absolute(path).ok(),
            _ => self.repository.workdir().map(PathBuf::from),
        }
    }

    fn failed(id: Oid, error: &git2::Error) -> GitError {
        GitError::Object { id, cause: error.message().to_owned() }
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
        let odb = self.repository.odb().map_err(|error| Self::failed(id, &error))?;
        let object = odb.read(native(id)?).map_err(|error| Self::failed(id, &error))?;
        Ok(Object { kind: kind(id, object.kind())?, data: object.data().to_vec() })
    }

    fn header(&self, id: Oid) -> Result<(Kind, u64), GitError> {
        let odb = self.repository.odb().map_err(|error| Self::failed(id, &error))?;
        let (size, found) = odb.read_header(native(id)?).map_err(|error| Self::failed(id, &error))?;
        Ok((kind(id, found)?, size as u64))
    }

    fn stream(&self, id: Oid, sink: &mut dyn FnMut(&mut dyn Read) -> std::io::Result<()>) -> Result<(), GitError> {
        let odb = self.repository.odb().map_err(|error| Self::failed(id, &error))?;
        // only loose objects can be read piece by piece here; for packed ones libgit2 answers with an error, and git does it
        let (mut reader, _, _) = odb.reader(native(id)?).map_err(|error| Self::failed(id, &error))?;
        sink(&mut reader).map_err(|error| GitError::Object { id, cause: error.to_string() })
    }

    fn head(&self) -> Result<Option<Oid>, GitError> {
        let failed = |error: &git2::Error| GitError::Command { command: "rev-parse HEAD".to_owned(), cause: error.message().to_owned() };
        match self.repository.head() {
            Ok(head) => {
                let commit = head.peel_to_commit().map_err(|error| failed(&error))?;
                Ok(Oid::from_bytes(commit.id().as_bytes()))
            }
            Err(error) if error.code() == git2::ErrorCode::UnbornBranch => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }
}
