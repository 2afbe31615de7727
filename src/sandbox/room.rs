//! What the server's hook has to reach: data, which a test can read.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Where programs and their libraries are, on any Linux.
const SYSTEM: [&str; 5] = ["/usr", "/bin", "/lib", "/lib32", "/lib64"];
/// What programs read there: libraries' places, who is who, the time zone, git's configuration, how many processors there are.
const FILES: [&str; 12] = [
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/passwd",
    "/etc/group",
    "/etc/nsswitch.conf",
    "/etc/localtime",
    "/etc/gitconfig",
    "/etc/leakgate",
    "/proc/self/cgroup",
    "/sys/fs/cgroup",
    "/dev/urandom",
    "/dev/null",
];
/// What stands beside the folder of a git that is not the system's.
const BESIDE: [&str; 4] = ["lib", "lib64", "libexec", "share"];

/// Files and folders that a process may still use. What is not there needs no mention and does no harm.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Room {
    /// May be read, with all that is below.
    pub read: Vec<PathBuf>,
    /// May be read and run as programs, with all that is below.
    pub run: Vec<PathBuf>,
    /// May be read and written; where it is a folder, files in it may be made and taken away.
    pub write: Vec<PathBuf>,
}

impl Room {
    /// The room of a hook in the repository at `git_dir`, which shares `common_dir` with others and keeps its objects in `stores`. `variable`
    /// knows the environment.
    pub fn of(git_dir: &Path, common_dir: &Path, stores: &[PathBuf], variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let full = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let mut room = Self { run: SYSTEM.map(PathBuf::from).into(), ..Self::default() };
        room.read.extend(FILES.map(PathBuf::from));
        for folder in [git_dir, common_dir].into_iter().chain(stores.iter().map(PathBuf::as_path)) {
            // a store that is lent by a relative path begins like this repository's, and lies elsewhere
            let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            room.read.extend(links(&folder));
            if !room.read.iter().any(|known| folder.starts_with(known)) {
                room.read.push(folder);
            }
        }
        room.read.extend(links(&common_dir.join("objects")));
        // the configuration of git's own user
        let home = full("HOME");
        room.read.extend(home.iter().map(|home| home.join(".gitconfig")));
        room.read.extend(full("XDG_CONFIG_HOME").or_else(|| home.map(|home| home.join(".config"))).map(|folder| folder.join("git")));
        room.read.extend(full("GIT_CONFIG_GLOBAL"));
        room.read.extend(full("GIT_CONFIG_SYSTEM"));
        room.run.extend(git(variable("PATH")));
        room.run.extend(full("GIT_EXEC_PATH"));
        room.gitolite(&full);
        room.write.push(PathBuf::from("/dev/null"));
        room.write.push(std::env::temp_dir());
        room.write.push(common_dir.join("leakgate"));
        room
    }

    /// Gitolite is asked which groups somebody is in, and writes that down.
    fn gitolite(&mut self, full: &dyn Fn(&str) -> Option<PathBuf>) {
        let (Some(programs), Some(home)) = (full("GL_BINDIR"), full("HOME")) else { return };
        self.run.push(programs);
        self.run.extend(full("GL_LIBDIR"));
        self.read.extend([home.join(".gitolite"), home.join(".gitolite.rc"), PathBuf::from("/etc/perl")]);
        self.write.push(home.join(".gitolite/logs"));
    }

    /// With one more file that may be read.
    #[must_use]
    pub fn reading(mut self, path: &Path) -> Self {
        self.read.push(path.to_owned());
        self
    }

    /// With one more file that may be written, and replaced by one that is made beside it: the folder that it lies in.
    #[must_use]
    pub fn writing(mut self, path: &Path) -> Self {
        self.write.push(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned());
        self
    }
}

/// Where the links in this folder point: walls are put around what is really there.
fn links(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let links = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_symlink()));
    links.filter_map(|entry| entry.path().canonicalize().ok()).collect()
}

/// The folders that the git on this search path needs beyond those of the system.
fn git(path: Option<OsString>) -> Vec<PathBuf> {
    let path = path.unwrap_or_default();
    let Some(found) = std::env::split_paths(&path).find(|folder| folder.is_absolute() && folder.join("git").is_file()) else {
        return Vec::new();
    };
    let mut folders = vec![found.clone()];
    folders.extend(found.join("git").canonicalize().ok().and_then(|file| file.parent().map(Path::to_owned)));
    let beside: Vec<PathBuf> =
        folders.iter().filter_map(|folder| folder.parent()).flat_map(|above| BESIDE.map(|name| above.join(name))).collect();
    folders.extend(beside);
    folders.retain(|folder| !SYSTEM.iter().any(|system| folder.starts_with(system)));
    folders.dedup();
    folders
}
