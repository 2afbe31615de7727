//! The program that a hook calls.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::run::{Limits, run};
use crate::install::{same, shown};

/// The version of this program.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A program, as a hook finds it.
pub(super) struct Program {
    pub(super) path: PathBuf,
    /// What it says of itself; none where it does not run.
    pub(super) version: Option<String>,
    /// It is this one.
    pub(super) is_this: bool,
}

impl Program {
    /// The one that a hook with this recorded path calls: on PATH, where it was recorded, or where `install.sh` puts it.
    pub(super) fn of_hook(recorded: Option<&Path>, this: &Path, limits: &Limits) -> Option<Self> {
        let home = || std::env::home_dir().map(|home| home.join(".local/bin/leakgate"));
        let found = on_path("leakgate")
            .or_else(|| recorded.map(Path::to_path_buf).filter(|path| runs(path)))
            .or_else(|| home().filter(|path| runs(path)));
        found.map(|path| Self::at(path, this, limits))
    }

    fn at(path: PathBuf, this: &Path, limits: &Limits) -> Self {
        let is_this = same(&path, this);
        let version = if is_this { Some(VERSION.to_owned()) } else { asked(&path, limits) };
        Self { path, version, is_this }
    }

    pub(super) fn told(&self) -> String {
        let version = self.version.as_deref().unwrap_or("does not run");
        format!("{} ({version}{})", shown(&self.path), if self.is_this { ", this program" } else { "" })
    }
}

fn asked(path: &Path, limits: &Limits) -> Option<String> {
    let mut command = Command::new(path);
    command.arg("--version");
    let ran = run(command, &Limits { timeout: limits.timeout.min(Duration::from_secs(10)), ..limits.clone() }).ok()?;
    let version = ran.text.lines().next()?.strip_prefix("leakgate ")?.trim().to_owned();
    Some(crate::text::cut(&crate::text::printable(version.as_bytes()), 40)).filter(|_| ran.succeeded())
}

/// Where a shell finds it.
fn on_path(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| runs(path))
}

#[cfg(unix)]
fn runs(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn runs(path: &Path) -> bool {
    path.is_file()
}
