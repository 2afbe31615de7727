//! The command lines of `install`, `uninstall` and `doctor`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Where hooks go.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
pub struct Install {
    /// The repository; the one you are in where none is named. With --server: bare repositories, folders of them, or folders of the
    /// platform
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// All repositories of yours, by git's global core.hooksPath; their own hooks are called first
    #[arg(long, conflicts_with_all = ["paths", "server"])]
    pub global: bool,
    /// With --global: by git's init.templateDir instead, which copies the hooks into every repository that you make or clone
    #[arg(long, requires = "global")]
    pub template: bool,
    /// Where husky, lefthook, overcommit or pre-commit manages the hooks: write leakgate into its settings
    #[arg(long, conflicts_with_all = ["global", "server"])]
    pub wire: bool,
    /// What people push to: put pre-receive hooks where the platform runs them and never overwrites them
    #[arg(long, requires = "paths")]
    pub server: bool,
    /// With --server: what runs the repositories; looked for where it is not named
    #[arg(long, requires = "server", value_enum)]
    pub platform: Option<PlatformName>,
    /// With --server: the settings that the hooks follow, a file of yours outside every repository
    #[arg(long, requires = "server", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// With --server, for Gitolite: as a check that gitolite.conf names (VREF), not as a hook of all repositories
    #[arg(long, requires = "server")]
    pub vref: bool,
    /// Change nothing; show what would be written
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// A platform, as the command line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlatformName {
    /// Bare repositories that git itself serves
    Git,
    /// GitLab, self-managed: PATH is its folder of hooks, or a repository
    Gitlab,
    /// Gitea: PATH is a repository or the folder of all
    Gitea,
    /// Forgejo: the same
    Forgejo,
    /// Gitolite: PATH is the home of its user
    Gitolite,
    /// GitHub Enterprise Server: PATH is where the file that you upload is to lie
    Github,
    /// Bitbucket Data Center: the same
    Bitbucket,
    /// Gerrit: PATH is the site
    Gerrit,
}

/// What to try.
#[derive(Debug, Args)]
pub struct Doctor {
    /// The repository; the one you are in where none is named
    pub path: Option<PathBuf>,
    /// What people push to: a bare repository on this machine, or any URL that you may push to
    #[arg(long, value_name = "PATH|URL", conflicts_with = "path")]
    pub server: Option<String>,
    /// After so many seconds a hook that has not ended is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub timeout: u64,
}
