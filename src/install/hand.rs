//! What changes files: for real, or only in words (`--dry-run`). Everything that an installation does goes through here.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::InstallError;
use super::places::Git;

/// One thing that was done, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A file was written.
    Written {
        /// Which.
        path: PathBuf,
        /// What stands in it now.
        text: Vec<u8>,
        /// What stood in it before.
        before: Option<Vec<u8>>,
    },
    /// A file was renamed.
    Renamed {
        /// From here.
        from: PathBuf,
        /// To here.
        to: PathBuf,
    },
    /// A file was removed.
    Removed {
        /// Which.
        path: PathBuf,
    },
    /// Git was told something.
    Told {
        /// The command line.
        command: String,
    },
}

/// Who may run a file that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Everybody.
    Executable,
    /// As before; nobody where the file is new.
    AsBefore,
}

/// Changes files, or only notes what it would change.
pub(super) struct Hand {
    is_dry: bool,
    steps: Vec<Step>,
}

impl Hand {
    /// One that changes files; none where it `is_dry`.
    pub(super) fn new(is_dry: bool) -> Self {
        Self { is_dry, steps: Vec::new() }
    }

    /// What was done or would be, in order.
    pub(super) fn into_steps(self) -> Vec<Step> {
        self.steps
    }

    /// Replaces the file whole or not at all. It belongs to whom its folder belongs to: an administrator's hook has to be readable for the
    /// server's own user.
    pub(super) fn write(&mut self, path: &Path, text: &[u8], mode: Mode) -> Result<(), InstallError> {
        // where nothing is really renamed, what would be gone is still there
        let is_renamed = self.is_dry && self.steps.iter().any(|step| matches!(step, Step::Renamed { from, .. } if from == path));
        let before = fs::read(path).ok().filter(|_| !is_renamed);
        if !self.is_dry {
            put(path, text, mode).map_err(InstallError::io("written", path))?;
        }
        self.steps.push(Step::Written { path: path.to_path_buf(), text: text.to_vec(), before });
        Ok(())
    }

    /// Renames a file.
    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> Result<(), InstallError> {
        if !self.is_dry {
            fs::rename(from, to).map_err(InstallError::io("renamed", from))?;
        }
        self.steps.push(Step::Renamed { from: from.to_path_buf(), to: to.to_path_buf() });
        Ok(())
    }

    /// Takes back the last renaming.
    pub(super) fn rename_back(&mut self, from: &Path, to: &Path) {
        // the error that led here is the one to tell
        let _ = fs::rename(from, to);
        self.steps.pop();
    }

    /// Removes a file.
    pub(super) fn remove(&mut self, path: &Path) -> Result<(), InstallError> {
        if !self.is_dry {
            fs::remove_file(path).map_err(InstallError::io("removed", path))?;
        }
        self.steps.push(Step::Removed { path: path.to_path_buf() });
        Ok(())
    }

    /// Removes a folder of ours and those of ours around it, as far as they are empty; `levels` of them at most.
    pub(super) fn sweep(&mut self, folder: &Path, levels: usize) {
        if !self.is_dry {
            let mut folders = folder.ancestors().take(levels);
            while folders.next().is_some_and(|folder| fs::remove_dir(folder).is_ok()) {}
        }
    }

    /// Changes git's configuration.
    pub(super) fn tell(&mut self, git: &Git, args: &[&str], path: Option<&Path>) -> Result<(), InstallError> {
        if !self.is_dry {
            git.tell(args, path)?;
        }
        let path = path.map(|path| format!(" {}", super::error::shown(path))).unwrap_or_default();
        self.steps.push(Step::Told { command: format!("git {}{path}", args.join(" ")) });
        Ok(())
    }
}

fn put(path: &Path, text: &[u8], mode: Mode) -> io::Result<()> {
    // a hook is replaced where it stands; a file of settings that is a link stays one
    let linked = path.canonicalize().ok().filter(|_| mode == Mode::AsBefore);
    let path = linked.as_deref().unwrap_or(path);
    let folder = path.parent().unwrap_or(Path::new("."));
    make(folder)?;
    let mut file = tempfile::Builder::new().prefix(".leakgate-").tempfile_in(folder)?;
    file.write_all(text)?;
    allow(file.as_file(), path, folder, mode)?;
    file.persist(path)?;
    Ok(())
}

/// Makes the folder and those that lead to it, each for whom the one above belongs to.
fn make(folder: &Path) -> io::Result<()> {
    let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty() && !folder.exists()) else {
        return fs::create_dir_all(folder);
    };
    make(above)?;
    fs::create_dir(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let (own, owner) = (fs::metadata(folder)?, fs::metadata(above)?);
        if (own.uid(), own.gid()) != (owner.uid(), owner.gid()) {
            let _ = chown(folder, Some(owner.uid()), Some(owner.gid()));
        }
    }
    Ok(())
}

#[cfg(unix)]
fn allow(file: &fs::File, path: &Path, folder: &Path, mode: Mode) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let before = fs::metadata(path).ok().filter(|_| mode == Mode::AsBefore);
    let bits = match (&before, mode) {
        (Some(meta), _) => meta.permissions().mode() & 0o7777,
        (None, Mode::Executable) => 0o755,
        (None, Mode::AsBefore) => 0o644,
    };
    let owner = before.map_or_else(|| fs::metadata(folder), Ok)?;
    let own = file.metadata()?;
    if (own.uid(), own.gid()) != (owner.uid(), owner.gid()) {
        // only an administrator may give files away; anybody else's file is their own
        let _ = fchown(file, Some(owner.uid()), Some(owner.gid()));
    }
    file.set_permissions(fs::Permissions::from_mode(bits))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the other systems' version can fail")]
fn allow(_: &fs::File, _: &Path, _: &Path, _: Mode) -> io::Result<()> {
    Ok(())
}
