//! Why hooks could not be put in or taken out, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use super::managers::Manager;
use crate::text::printable;

/// Why hooks could not be put in or taken out. Nothing has been changed, unless it is a file that could not be written halfway through.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InstallError {
    /// There is no `git` to ask.
    #[error("git cannot be run: {0}")]
    NoGit(io::Error),
    /// Git was asked and refused.
    #[error("git {command}: {}", one_line(.said))]
    Git {
        /// What it was asked: subcommand and arguments.
        command: String,
        /// What it printed.
        said: String,
    },
    /// The path leads into a repository's own folder, not to its work tree.
    #[error("{} is a folder of git's own, not a work tree", shown(.folder))]
    InsideGitFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// `core.hooksPath` names something that is no folder: often `/dev/null`, to switch hooks off.
    #[error("git looks for hooks in {}, which is no folder", shown(.folder))]
    NotAFolder {
        /// What it names.
        folder: PathBuf,
    },
    /// `core.hooksPath` is set to nothing.
    #[error("core.hooksPath is set to an empty value")]
    EmptyHooksPath,
    /// A program manages the hooks here, and would overwrite ours.
    #[error("{manager} manages the hooks of this repository, and would overwrite ours")]
    Managed {
        /// Which.
        manager: Manager,
        /// What to add to its settings.
        told: String,
    },
    /// Nobody manages the hooks here.
    #[error("there is no husky, lefthook, overcommit or pre-commit here whose settings could call leakgate")]
    NoManager,
    /// The form of a file of settings leaves no place for our lines.
    #[error("leakgate cannot be written into {}: {why}", shown(.path))]
    CannotWire {
        /// The file.
        path: PathBuf,
        /// What is in the way.
        why: String,
        /// What is to be there.
        lines: String,
    },
    /// Somebody took the first or the last of our lines out.
    #[error("leakgate's lines in {} have lost their first or their last", shown(.path))]
    BrokenBlock {
        /// The file.
        path: PathBuf,
    },
    /// A server's path, or how it is laid out.
    #[error("{what}")]
    Server {
        /// What is wrong.
        what: String,
        /// What to do.
        next: String,
    },
    /// `core.hooksPath` is set for more than this repository.
    #[error("core.hooksPath of your user or system names {}: hooks there would serve every repository", shown(.folder))]
    Shared {
        /// The folder.
        folder: PathBuf,
    },
    /// A hook is there, and the name under which it would be kept is taken.
    #[error("{} cannot be kept: {} is there already", shown(.hook), shown(.kept))]
    KeptTaken {
        /// The hook.
        hook: PathBuf,
        /// The name that is taken.
        kept: PathBuf,
    },
    /// The hook that is there decides by its own file name what to do; under another name it would do nothing, silently.
    #[error("{} goes by its own file name and would not work under another", shown(.hook))]
    GoesByItsName {
        /// The hook.
        hook: PathBuf,
    },
    /// One of our hooks was changed by hand.
    #[error("{} is a leakgate hook that was changed by hand", shown(.hook))]
    Edited {
        /// The hook.
        hook: PathBuf,
        /// Where a hook that it calls first is kept, if there is one.
        kept: Option<PathBuf>,
    },
    /// A folder or device stands where a hook should be.
    #[error("{} is no file", shown(.hook))]
    NotAFile {
        /// Where.
        hook: PathBuf,
    },
    /// A file that is not ours stands in our own folder of global hooks.
    #[error("{} was not put there by leakgate", shown(.hook))]
    Foreign {
        /// The file.
        hook: PathBuf,
    },
    /// Neither `HOME` nor `XDG_CONFIG_HOME` says where a user's configuration lies.
    #[error("there is no home directory: neither HOME nor XDG_CONFIG_HOME is set")]
    NoHome,
    /// Hooks for every repository are there already, and are not ours.
    #[error("core.hooksPath is set already, to {value}, in the {scope} configuration")]
    HooksPathTaken {
        /// What it is set to.
        value: String,
        /// `global` or `system`.
        scope: &'static str,
    },
    /// A file or folder could not be read, written or renamed.
    #[error("{} cannot be {verb}: {cause}", shown(.path))]
    Io {
        /// `read`, `written`, `renamed`, `removed`.
        verb: &'static str,
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

impl InstallError {
    pub(super) fn io(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Io { verb, path: path.to_path_buf(), cause }
    }

    /// What to do about it, in one sentence.
    pub fn next(&self) -> Option<String> {
        Some(match self {
            Self::NoGit(_) => "install git, or put it on PATH".into(),
            Self::Git { said, .. } if said.contains("dubious ownership") || said.contains("safe.directory") => {
                "the repository belongs to somebody else: run this as its owner".into()
            }
            Self::Git { .. } => "name a git repository, or run this inside one".into(),
            Self::InsideGitFolder { .. } => "name the work tree, or the bare repository".into(),
            Self::NotAFolder { .. } | Self::EmptyHooksPath => {
                "hooks are switched off there: `git config --show-origin core.hooksPath` tells where; take that setting out and run this again".into()
            }
            Self::Managed { told, .. } => {
                format!("`leakgate install --wire` writes leakgate into its settings (with --dry-run it shows how); by hand:\n  {}", told.replace('\n', "\n  "))
            }
            Self::NoManager => "leakgate install".into(),
            Self::CannotWire { lines, .. } => {
                format!("write it by hand; what it has to mean is:\n    {}", lines.trim_end().replace('\n', "\n    "))
            }
            Self::BrokenBlock { path } => format!("take what is left of them out of {} by hand", shown(path)),
            Self::Server { next, .. } => next.clone(),
            Self::Shared { .. } => {
                r#"add the line leakgate hook pre-commit "$@" to the hook there, or give this repository hooks of its own: git config core.hooksPath "$(git rev-parse --git-common-dir)/hooks""#.into()
            }
            Self::KeptTaken { kept, .. } => format!("look at both; remove or rename {} and run this again", shown(kept)),
            Self::GoesByItsName { hook } => format!(r#"add the line leakgate hook {} "$@" to it"#, name_of(hook)),
            Self::Edited { hook, kept: Some(kept) } => {
                format!("take your change out of it, or put the other hook back (mv {} {}) and run this again", shown(kept), shown(hook))
            }
            Self::Edited { hook, kept: None } => format!("take your change out of it, or remove {} and run this again", shown(hook)),
            Self::NotAFile { hook } => format!("remove or rename {}", shown(hook)),
            Self::Foreign { hook } => format!("move {} away and run this again", shown(hook)),
            Self::NoHome => "set HOME".into(),
            Self::HooksPathTaken { scope, .. } => format!(
                r#"add the line leakgate hook pre-commit "$@" to the pre-commit hook there (commit-msg and pre-push alike), or take it out (git config --{scope} --unset core.hooksPath) and run this again"#
            ),
            Self::Io { cause, .. } if cause.kind() == io::ErrorKind::PermissionDenied => "run this as the owner of that folder".into(),
            Self::Io { .. } => return None,
        })
    }
}

fn name_of(hook: &Path) -> String {
    hook.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A path as it may be printed.
pub(crate) fn shown(path: &Path) -> String {
    printable(path.as_os_str().as_encoded_bytes())
}

fn one_line(said: &str) -> String {
    printable(said.trim().strip_prefix("fatal: ").unwrap_or(said.trim()).lines().next().unwrap_or("failed").as_bytes())
}
