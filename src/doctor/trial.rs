//! A place to commit in that has the hooks of a repository and nothing else of it: a linked work tree whose objects lie outside the
//! repository, or, where none can be made, a repository of its own that is told where the hooks are.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::canary::Canary;
use super::git;
use super::run::{Limits, Ran, run};
use crate::install::{Git, settings_of_managers, shown};

/// Files that count as they lie in the work tree, committed or not, besides those of the programs that manage hooks.
const SETTINGS: [&str; 3] = [".leakgate.toml", ".leakgate-baseline", ".gitattributes"];
/// What is checked out: the files at the top and the folders with a dot, where hooks and their settings lie.
const SPARSE: &str = "/*\n!/*/\n/.*/\n";

/// A repository, as the trial needs to know it.
pub(super) struct Around<'a> {
    /// Its work tree.
    pub(super) top: &'a Path,
    /// What its work trees share.
    pub(super) common: &'a Path,
    /// Where git looks for hooks.
    pub(super) hooks: &'a Path,
    /// `core.hooksPath` counts from the top of a work tree: another one would have other hooks.
    pub(super) is_relative: bool,
}

/// A place to commit in. All of it is gone once this is dropped.
pub(super) struct Trial {
    // dropped after `admin` was removed: the folder holds what it points to
    _folder: tempfile::TempDir,
    work: PathBuf,
    /// What the linked work tree has in the repository.
    admin: Option<PathBuf>,
    /// What leakgate's hook keeps in a repository from its first finding on, where the repository has none yet.
    kept: Option<PathBuf>,
    settings: Vec<OsString>,
    variables: Vec<(&'static str, PathBuf)>,
    /// A linked work tree?
    pub(super) is_linked: bool,
}

impl Drop for Trial {
    fn drop(&mut self) {
        // nothing is left to tell an error to
        if let Some(kept) = &self.kept {
            let _ = fs::remove_dir_all(kept);
        }
        if let Some(admin) = &self.admin {
            let _ = fs::remove_dir_all(admin);
            // git makes this folder with the first linked work tree; it stays where others are
            let _ = admin.parent().map(fs::remove_dir);
        }
    }
}

impl Trial {
    /// Makes the place.
    pub(super) fn prepare(around: &Around, canary: &Canary, limits: &Limits) -> io::Result<Self> {
        let trial = match Self::linked(around, canary, limits)? {
            Some(trial) => trial,
            None => Self::apart(around, canary, limits)?,
        };
        trial.copy_settings(around.top, limits)?;
        Ok(trial)
    }

    /// A linked work tree; `None` where git does not make one: before the first commit, or where the repository cannot be written to.
    fn linked(around: &Around, canary: &Canary, limits: &Limits) -> io::Result<Option<Self>> {
        let objects = around.common.join("objects");
        // git's list of folders has no plain way to write these
        if objects.as_os_str().as_encoded_bytes().iter().any(|byte| matches!(byte, b':' | b'"' | b'\n')) {
            return Ok(None);
        }
        let folder = tempfile::Builder::new().prefix("leakgate-doctor-").tempdir()?;
        let (work, own) = (folder.path().join(&canary.name), folder.path().join("objects"));
        fs::create_dir(&own)?;
        // git names it after the work tree
        let admin = around.common.join("worktrees").join(&canary.name);
        let mut settings: Vec<OsString> = vec!["core.sparseCheckout=true".into(), "core.sparseCheckoutCone=false".into()];
        let variables = vec![("GIT_OBJECT_DIRECTORY", own), ("GIT_ALTERNATE_OBJECT_DIRECTORIES", objects)];
        let kept = Some(around.common.join("leakgate")).filter(|kept| !kept.exists());
        let mut trial =
            Self { _folder: folder, work, admin: Some(admin.clone()), kept, settings: settings.clone(), variables, is_linked: true };
        let mut add = git(&["core.hooksPath=/dev/null".into()]);
        add.arg("-C").arg(around.top).args(["worktree", "add", "--quiet", "--detach", "--no-checkout"]).arg(&trial.work).arg("HEAD");
        if !run(add, limits)?.succeeded() || !admin.is_dir() {
            return Ok(None);
        }
        fs::create_dir_all(admin.join("info"))?;
        fs::write(admin.join("info/sparse-checkout"), SPARSE)?;
        if !trial.git(&["read-tree", "-m", "-u", "HEAD"], limits)?.succeeded() {
            return Ok(None);
        }
        if around.is_relative {
            settings.push(hooks_path(around.hooks));
        }
        trial.settings = settings;
        Ok(Some(trial))
    }

    /// A repository of its own.
    fn apart(around: &Around, canary: &Canary, limits: &Limits) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("leakgate-doctor-").tempdir()?;
        let work = folder.path().join(&canary.name);
        fs::create_dir(&work)?;
        let settings = vec![hooks_path(around.hooks)];
        let trial = Self { _folder: folder, work, admin: None, kept: None, settings, variables: Vec::new(), is_linked: false };
        let ran = trial.git(&["init", "--quiet", "--template="], limits)?;
        if ran.succeeded() { Ok(trial) } else { Err(io::Error::other(ran.last_words())) }
    }

    /// The files of settings, as they lie in the person's work tree.
    fn copy_settings(&self, top: &Path, limits: &Limits) -> io::Result<()> {
        for name in settings_of_managers().chain(SETTINGS) {
            let (from, to) = (top.join(name), self.work.join(name));
            if !from.is_file() {
                continue;
            }
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::copy(&from, &to)?;
            self.git(&["add", "--force", "--", name], limits)?;
        }
        Ok(())
    }

    /// Stages a file.
    pub(super) fn stage(&self, name: &str, text: &str, limits: &Limits) -> io::Result<()> {
        fs::write(self.work.join(name), text)?;
        let ran = self.git(&["add", "--force", "--", name], limits)?;
        if ran.succeeded() { Ok(()) } else { Err(io::Error::other(format!("git add: {}", ran.last_words()))) }
    }

    /// Takes a staged file away again.
    pub(super) fn unstage(&self, name: &str, limits: &Limits) -> io::Result<()> {
        let ran = self.git(&["rm", "--quiet", "--force", "--cached", "--", name], limits)?;
        fs::remove_file(self.work.join(name))?;
        if ran.succeeded() { Ok(()) } else { Err(io::Error::other(format!("git rm: {}", ran.last_words()))) }
    }

    /// Commits what is staged, through the hooks.
    pub(super) fn commit(&self, message: &str, limits: &Limits) -> io::Result<Ran> {
        self.git(&["commit", "--quiet", "--message", message], limits)
    }

    /// What this program itself says of what is staged.
    pub(super) fn judged_by(&self, program: &Path, limits: &Limits) -> io::Result<Ran> {
        let mut command = Command::new(program);
        command.args(["hook", "pre-commit"]);
        for name in crate::install::REPOSITORY_VARIABLES {
            command.env_remove(name);
        }
        run(self.here(command), limits)
    }

    fn git(&self, args: &[&str], limits: &Limits) -> io::Result<Ran> {
        let mut git = git(&self.settings);
        git.args(args);
        run(self.here(git), limits)
    }

    fn here(&self, mut command: Command) -> Command {
        command.current_dir(&self.work).envs(self.variables.iter().map(|(name, value)| (*name, value)));
        command
    }
}

fn hooks_path(folder: &Path) -> OsString {
    let mut setting = OsString::from("core.hooksPath=");
    setting.push(folder);
    setting
}

/// What git says of the repository around.
pub(super) fn common_folder(git: &Git) -> Result<PathBuf, String> {
    let folder = git.common_folder().map_err(|error| error.to_string())?;
    folder.canonicalize().map_err(|error| format!("{}: {error}", shown(&folder)))
}
