//! Where git looks for hooks, as git itself says.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::error::InstallError;

/// What tells git which repository is meant: it must not overrule a path that the person named.
pub(crate) const REPOSITORY_VARIABLES: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_PREFIX",
];

/// The folder of global hooks, below the folder of the user's configuration.
const GLOBAL_FOLDER: &str = "leakgate/hooks";

/// Asks git, in one folder.
#[derive(Debug, Clone)]
pub(crate) struct Git {
    folder: Option<PathBuf>,
    /// Changes to the environment: `None` takes a variable out.
    variables: Vec<(OsString, Option<OsString>)>,
}

/// The folder that git looks for hooks in.
#[derive(Debug, Clone)]
pub(crate) struct Hooks {
    pub(crate) folder: PathBuf,
    /// The work tree; of a bare repository, itself.
    pub(crate) top: PathBuf,
    /// A bare repository: pushed to, not worked in.
    pub(crate) is_bare: bool,
    pub(crate) kind: Kind,
}

/// Whose a folder of hooks is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The repository's, out of everybody's sight.
    Own,
    /// The repository's, part of what is checked out.
    InWorkTree,
    /// Our own, for every repository.
    Global,
    /// Somebody's, for more than this repository.
    Shared,
}

impl Git {
    /// For the repository that `folder` lies in, or the one that the environment and the current folder name.
    pub(crate) fn of(folder: Option<&Path>) -> Self {
        let variables = if folder.is_some() { REPOSITORY_VARIABLES.map(|name| (name.into(), None)).to_vec() } else { Vec::new() };
        Self { folder: folder.map(Path::to_path_buf), variables }
    }

    /// With other variables than this process has.
    #[cfg(test)]
    pub(super) fn with(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.variables.push((name.into(), Some(value.into())));
        self
    }

    /// Where this repository's hooks are.
    pub(crate) fn hooks(&self) -> Result<Hooks, InstallError> {
        let is_bare = self.ask(&["rev-parse", "--is-bare-repository"])? == "true";
        let top = if is_bare { self.git_folder()? } else { self.work_tree()? };
        // Asked from the folder that hooks run in: a relative core.hooksPath counts from there.
        let mut there = Self { folder: Some(top.clone()), variables: self.variables.clone() };
        if self.variable("GIT_DIR").is_some() {
            there.variables.push(("GIT_DIR".into(), Some(self.git_folder()?.into()))); // it may be relative to where we are
        }
        let configured = there.setting("core.hooksPath", &[])?;
        if configured.as_ref().is_some_and(|path| path.is_empty()) {
            return Err(InstallError::EmptyHooksPath);
        }
        let folder = top.join(there.ask(&["rev-parse", "--git-path", "hooks"])?);
        let kind = if self.global_folder().is_ok_and(|ours| same(&ours, &folder)) {
            Kind::Global
        } else if configured.is_some() && !there.sets_it_here("core.hooksPath")? {
            Kind::Shared
        } else if !is_bare && lies_in(&folder, &top) && !lies_in(&folder, &there.common_folder()?) {
            Kind::InWorkTree
        } else {
            Kind::Own
        };
        Ok(Hooks { folder, top, is_bare, kind })
    }

    /// Where the hooks are when no `core.hooksPath` says otherwise.
    pub(crate) fn own_hooks(&self) -> Result<PathBuf, InstallError> {
        Ok(self.common_folder()?.join("hooks"))
    }

    /// The folder of our global hooks, whether it exists or not.
    pub(crate) fn global_folder(&self) -> Result<PathBuf, InstallError> {
        let absolute = |name: &str| self.variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let home = || absolute("HOME").or_else(|| absolute("USERPROFILE")).map(|home| home.join(".config"));
        absolute("XDG_CONFIG_HOME").or_else(home).map(|folder| folder.join(GLOBAL_FOLDER)).ok_or(InstallError::NoHome)
    }

    /// A setting, in one scope (`--global`) or as it counts (no scope); `None` where it is not set.
    pub(crate) fn setting(&self, name: &str, scope: &[&str]) -> Result<Option<OsString>, InstallError> {
        let args = [&["config"], scope, &["--includes", "--type=path", "--get", name]].concat();
        let output = self.run(&args)?;
        match output.status.code() {
            Some(0) => Ok(Some(line(&output.stdout))),
            Some(1) => Ok(None),
            _ => Err(refusal(&args, &output)),
        }
    }

    /// Runs git for its effect.
    pub(crate) fn tell(&self, args: &[&str], path: Option<&Path>) -> Result<(), InstallError> {
        let output = self.command(args).args(path).output().map_err(InstallError::NoGit)?;
        if output.status.success() { Ok(()) } else { Err(refusal(args, &output)) }
    }

    pub(crate) fn sets_it_here(&self, name: &str) -> Result<bool, InstallError> {
        if self.setting(name, &["--local"])?.is_some() {
            return Ok(true);
        }
        // Git refuses this question where there are several work trees and none has settings of its own.
        Ok(self.setting(name, &["--worktree"]).unwrap_or_default().is_some())
    }

    pub(crate) fn git_folder(&self) -> Result<PathBuf, InstallError> {
        self.ask(&["rev-parse", "--absolute-git-dir"]).map(PathBuf::from)
    }

    pub(crate) fn common_folder(&self) -> Result<PathBuf, InstallError> {
        let here = match &self.folder {
            Some(folder) => folder.clone(),
            None => std::env::current_dir().map_err(InstallError::io("read", Path::new(".")))?,
        };
        Ok(here.join(self.ask(&["rev-parse", "--git-common-dir"])?))
    }

    pub(crate) fn work_tree(&self) -> Result<PathBuf, InstallError> {
        if self.ask(&["rev-parse", "--is-inside-work-tree"])? == "true" {
            return self.ask(&["rev-parse", "--show-toplevel"]).map(PathBuf::from);
        }
        // In the `.git` of a work tree: the tree is the folder around it.
        let folder = self.git_folder()?;
        let around = folder.parent().filter(|_| folder.ends_with(".git")).map(|parent| Self::of(Some(parent)));
        match around {
            Some(around) if around.git_folder().is_ok_and(|found| found == folder) => around.work_tree(),
            _ => Err(InstallError::InsideGitFolder { folder }),
        }
    }

    pub(crate) fn ask(&self, args: &[&str]) -> Result<OsString, InstallError> {
        let output = self.run(args)?;
        if output.status.success() { Ok(line(&output.stdout)) } else { Err(refusal(args, &output)) }
    }

    pub(crate) fn run(&self, args: &[&str]) -> Result<Output, InstallError> {
        self.command(args).output().map_err(InstallError::NoGit)
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut git = Command::new("git");
        if let Some(folder) = &self.folder {
            git.arg("-C").arg(folder);
        }
        for (name, value) in &self.variables {
            match value {
                Some(value) => git.env(name, value),
                None => git.env_remove(name),
            };
        }
        git.env("LC_ALL", "C").args(args);
        git
    }

    fn variable(&self, name: &str) -> Option<OsString> {
        let changed = self.variables.iter().rev().find(|(changed, _)| changed == name);
        changed.map_or_else(|| std::env::var_os(name), |(_, value)| value.clone())
    }
}

fn refusal(args: &[&str], output: &Output) -> InstallError {
    InstallError::Git { command: args.join(" "), said: String::from_utf8_lossy(&output.stderr).into_owned() }
}

/// Git's answer without its line end; a path may hold any other byte.
fn line(stdout: &[u8]) -> OsString {
    let stdout = stdout.strip_suffix(b"\n").unwrap_or(stdout);
    bytes(stdout)
}

#[cfg(unix)]
fn bytes(text: &[u8]) -> OsString {
    <OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(text).to_os_string()
}

#[cfg(not(unix))]
fn bytes(text: &[u8]) -> OsString {
    OsStr::new(String::from_utf8_lossy(text).trim_end_matches('\r')).into()
}

/// The same folder, however it is named?
pub(crate) fn same(a: &Path, b: &Path) -> bool {
    resolved(a) == resolved(b)
}

fn lies_in(path: &Path, folder: &Path) -> bool {
    resolved(path).starts_with(resolved(folder))
}

/// The path without symbolic links, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let known: io::Result<PathBuf> = path.canonicalize();
    match (known, path.parent(), path.file_name()) {
        (Ok(known), ..) => known,
        (Err(_), Some(parent), Some(name)) => resolved(parent).join(name),
        _ => path.to_path_buf(),
    }
}
