//! What can go wrong with a repository, and what to do about it.

use std::path::PathBuf;

use super::Oid;

/// Something in the repository could not be read or understood. It is never "nothing to see".
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no repository, or it cannot be opened.
    #[error("cannot open a git repository at {place}: {cause}")]
    Open {
        /// Where we looked.
        place: String,
        /// What libgit2 and git said.
        cause: String,
    },
    /// An object is missing or damaged.
    #[error("cannot read object {id}: {cause}")]
    Object {
        /// The object.
        id: Oid,
        /// What libgit2 and git said.
        cause: String,
    },
    /// An object lies in a file of its own, and that file is damaged. git is not asked for it: where a header lies, it may wait for ever, or
    /// hand over a part.
    #[error("cannot read object {id}: {cause}")]
    Damaged {
        /// The object.
        id: Oid,
        /// What is wrong with the file.
        cause: String,
    },
    /// An object's content is not what its kind should hold.
    #[error("object {id} is not a well-formed {kind}: {cause}")]
    Malformed {
        /// The object.
        id: Oid,
        /// `tree`, `commit`, `tag`.
        kind: &'static str,
        /// What is wrong.
        cause: &'static str,
    },
    /// The index cannot be understood.
    #[error("cannot read the index {path}: {cause}", path = path.display())]
    Index {
        /// The file.
        path: PathBuf,
        /// What is wrong, and at which byte.
        cause: String,
    },
    /// A git command failed.
    #[error("`git {command}` failed: {cause}")]
    Command {
        /// Its arguments.
        command: String,
        /// What it said on standard error.
        cause: String,
    },
    /// Only git itself could tell, and it is not there.
    #[error("only `git {command}` can tell, and git cannot be started: {cause}")]
    NoGit {
        /// Its arguments.
        command: String,
        /// Why it could not be started.
        #[source]
        cause: std::io::Error,
    },
    /// A shallow clone has cut off what was asked for.
    #[error("the history is cut short at {id}: the commits before it are not in this clone")]
    CutOff {
        /// The commit whose parents are missing.
        id: Oid,
    },
    /// A file in the git directory cannot be read.
    #[error("cannot read {path}: {cause}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
}

impl GitError {
    /// What to do next.
    pub fn next(&self) -> String {
        match self {
            Self::Open { .. } => "run it inside a git repository, or name paths to scan: leakgate scan PATH".to_owned(),
            Self::Object { id, .. } | Self::Damaged { id, .. } | Self::Malformed { id, .. } => {
                format!("see what git says: git cat-file -t {id}; git fsck. In a partial clone, fetch the object first")
            }
            Self::Index { .. } => "let git rebuild it: git read-tree HEAD, then stage again".to_owned(),
            Self::Command { command, .. } => format!("run `git {command}` by hand to see why"),
            Self::NoGit { .. } => "put git into a folder on the PATH that the hook is given".to_owned(),
            Self::CutOff { .. } => "fetch the whole history: git fetch --unshallow".to_owned(),
            Self::File { path, .. } => format!("check its permissions: ls -l '{}'", path.display()),
        }
    }
}
