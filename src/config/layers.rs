//! Which files make up the configuration, and in which order they lie over one another.

use std::path::{Path, PathBuf};

use super::extends;
pub use super::extends::{Base, Loaded};
use super::layer;
use super::server::Server;
use super::{BARE_NAME, Config, NAME};
use crate::git::{Kind, Oid, Repository};
use crate::trouble::Trouble;

/// The system's file.
const SYSTEM: &str = "/etc/leakgate/config.toml";
/// A user's file, below the folder of his configuration.
const USER: &str = "leakgate/config.toml";

/// The files, the lowest first.
#[derive(Debug, Clone, Default)]
pub struct Files(pub Vec<Loaded>);

impl Files {
    /// What all of them say together.
    pub fn config(self) -> Config {
        Config::of(self.0.into_iter().map(|loaded| loaded.layer))
    }

    /// Where they lie.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().map(|loaded| loaded.layer.source.path.as_path())
    }

    /// What all of them say about a server.
    pub fn server(&self) -> Server {
        self.0.iter().fold(Server::default(), |lower, loaded| loaded.layer.server.clone().over(lower))
    }

    /// The same files without what they say about a server: developers have written them.
    #[must_use]
    pub fn for_developers(mut self) -> Self {
        for loaded in &mut self.0 {
            loaded.layer.server = Server::default();
        }
        self
    }

    /// These, and those on top.
    #[must_use]
    pub fn with(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }
}

/// The system's file, or the one that `LEAKGATE_SYSTEM_CONFIG` names in its place.
pub fn system_path() -> PathBuf {
    variable("LEAKGATE_SYSTEM_CONFIG").unwrap_or_else(|| SYSTEM.into())
}

/// The user's file; none where there is no home.
pub fn user_path() -> Option<PathBuf> {
    let absolute = |name| variable(name).filter(|path| path.is_absolute());
    let home = || absolute("HOME").or_else(|| absolute("USERPROFILE")).map(|home| home.join(".config"));
    Some(absolute("XDG_CONFIG_HOME").or_else(home)?.join(USER))
}

fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The files below and above the repository's own, on a developer's machine: the system's and the user's; the one that `named` or
/// `LEAKGATE_CONFIG` asks for, which has to be there.
pub fn developer(named: Option<&Path>, repository: Option<&Repository>, foreign: Foreign) -> Result<(Files, Files), Trouble> {
    // as with git's own files, the null device stands for none
    let mut below = match system_path() {
        path if path == Path::new("/dev/null") => Files::default(),
        path => on_disk(&path, repository)?,
    };
    if let Some(path) = user_path() {
        below = below.with(on_disk(&path, repository)?);
    }
    let above = match named.map(Path::to_owned).or_else(|| variable("LEAKGATE_CONFIG")) {
        Some(path) => asked_for(&path, repository, foreign)?,
        None => Files::default(),
    };
    Ok((below, above))
}

/// All files that count around the current folder, as they lie there, committed or not.
pub fn working(named: Option<&Path>, repository: Option<&Repository>, foreign: Foreign) -> Result<Files, Trouble> {
    let (below, above) = developer(named, repository, foreign)?;
    Ok(below.with(repositorys(repository)?).with(above))
}

/// The repository's own file in the working copy (in the current folder where there is no repository), and what it extends.
pub fn repositorys(repository: Option<&Repository>) -> Result<Files, Trouble> {
    let top = repository.map_or(Some(Path::new("")), Repository::work_tree);
    top.map_or_else(|| Ok(Files::default()), |top| on_disk(&top.join(NAME), repository))
}

/// A file of the file system and what it extends; nothing where there is none.
pub fn on_disk(path: &Path, repository: Option<&Repository>) -> Result<Files, Trouble> {
    Ok(Files(extends::file(path, &Base::beside(path), repository)?))
}

/// A reader of another tool's configuration, for a file that somebody names: what it comes to in ours; none where the file is none.
pub type Foreign = fn(&Path, &[u8]) -> Result<Option<String>, Trouble>;

/// The same for one that somebody has named: it has to be there.
fn asked_for(path: &Path, repository: Option<&Repository>, foreign: Foreign) -> Result<Files, Trouble> {
    let bytes = extends::plain(path).map_err(|cause| Trouble::File { doing: "read", path: path.to_owned(), cause })?;
    let ours = foreign(path, &bytes)?.map_or(bytes, String::into_bytes);
    Ok(Files(extends::bytes_of(path, &ours, &Base::beside(path), repository)?))
}

/// The repository's file as it stands in a commit, and what it extends there. `outside`: where paths that lead out of the tree are looked
/// for; none where the tree is a stranger's.
pub fn committed(repository: &Repository, commit: Oid, name: &str, outside: Option<PathBuf>) -> Result<Files, Trouble> {
    let tree = repository.commit(commit)?.tree;
    let entry = repository.entry_at(tree, NAME.as_bytes())?.filter(|entry| !entry.is_tree() && !entry.is_gitlink());
    let Some(entry) = entry else { return Ok(Files::default()) };
    let (_, size) = repository.header(entry.id)?;
    // what is too large to be one is not read to its end to be refused
    let bytes = if size > layer::LARGEST as u64 { vec![b'#'; layer::LARGEST + 1] } else { repository.read_as(entry.id, Kind::Blob)? };
    let base = Base::Tree { repository, tree, name: name.to_owned(), folder: String::new(), outside };
    Ok(Files(extends::bytes_of(&Path::new(name).join(NAME), &bytes, &base, Some(repository))?))
}

/// What a server's administrator says: the system's file, or the one that the hook's command line names (which has to be there), and the
/// repository's own beside it. Nothing of the environment and nothing that was ever pushed.
pub fn trusted(named: Option<&Path>, repository: &Repository, foreign: Foreign) -> Result<Files, Trouble> {
    Ok(administrators(named, foreign)?.with(bare(repository)?))
}

/// The first half of it, for all repositories.
pub fn administrators(named: Option<&Path>, foreign: Foreign) -> Result<Files, Trouble> {
    match named {
        Some(path) => asked_for(path, None, foreign),
        None => on_disk(Path::new(SYSTEM), None),
    }
}

/// The second half, for this one.
pub fn bare(repository: &Repository) -> Result<Files, Trouble> {
    on_disk(&repository.common_dir().join(BARE_NAME), Some(repository))
}
