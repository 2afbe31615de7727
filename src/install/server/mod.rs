//! Hooks on a server: which places its platform runs hooks from and never overwrites, and ours put there.
//!
//! Facts about the platforms are from their vendors' pages: GitLab's "Server hooks", Gitea's hook templates, Gitolite's cookbook, GitHub's
//! "Managing pre-receive hooks", Atlassian's "Registering and maintaining hook scripts", Gerrit's hooks plugin.

mod advice;
mod gitolite;
mod layout;
mod walk;

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};

pub(crate) use layout::{Layout, detect};

use super::error::{InstallError, shown};
use super::hand::Hand;
use super::outcome::Outcome;
use super::script::{self, Script};
use super::slot::Slot;

/// Our name in a folder of hooks that are run in the order of their names.
const IN_FOLDER: &str = "50-leakgate";
/// Our name as a file that is carried elsewhere.
const CARRIED: &str = "leakgate-pre-receive";

/// What runs the repositories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// Bare repositories, served by git itself.
    Git,
    /// Self-managed.
    GitLab,
    /// And Forgejo, which has its hooks from it.
    Gitea,
    /// With its own `update` hook.
    Gitolite,
    /// Enterprise Server: hooks are uploaded.
    GitHub,
    /// Data Center: hooks are uploaded.
    Bitbucket,
    /// With the hooks plugin.
    Gerrit,
}

impl fmt::Display for Platform {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Git => "git",
            Self::GitLab => "GitLab",
            Self::Gitea => "Gitea",
            Self::Gitolite => "Gitolite",
            Self::GitHub => "GitHub Enterprise Server",
            Self::Bitbucket => "Bitbucket Data Center",
            Self::Gerrit => "Gerrit",
        })
    }
}

/// What is to be guarded on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Repositories, trees of them, or folders of a platform.
    pub paths: Vec<PathBuf>,
    /// What runs them; looked for where it is not named.
    pub platform: Option<Platform>,
    /// The administrator's settings, which the hooks' command lines name.
    pub config: Option<PathBuf>,
    /// For Gitolite: as a check that `gitolite.conf` names, instead of a hook of all repositories.
    pub is_vref: bool,
}

/// One place for a hook of ours.
#[derive(Debug, Clone)]
struct Target {
    folder: PathBuf,
    name: &'static str,
    script: Script,
    platform: Platform,
    /// A hook of this name that is there already is kept and called; elsewhere it is somebody's, and ours stays out.
    may_chain: bool,
    /// How many folders of ours go with the hook when it is taken out, as far as they are empty.
    own_folders: usize,
}

/// Puts the hooks there. All places are looked at before any is touched.
pub(super) fn install(server: &Server, binary: &Path, hand: &mut Hand) -> Result<(Vec<Outcome>, Vec<String>), InstallError> {
    let config = server.config.as_deref().map(settings).transpose()?;
    let targets = targets(server)?;
    if targets.iter().any(|target| target.platform == Platform::Git) {
        layout::refuse_shared()?;
    }
    let mut ready = Vec::new();
    for target in &targets {
        let slot = Slot::find(&target.folder, target.name)?;
        if !target.may_chain && slot.is_somebodys() {
            return Err(InstallError::Foreign { hook: target.folder.join(target.name) });
        }
        slot.may_be_filled()?;
        ready.push((target, slot));
    }
    let mut outcomes = Vec::new();
    for (target, slot) in ready {
        let carried = Path::new("/usr/local/bin/leakgate");
        let binary = if matches!(target.platform, Platform::GitHub | Platform::Bitbucket) { carried } else { binary };
        let mut outcome = Outcome::new(target.folder.clone());
        outcome.push(target.name, slot.fill(&target.script.for_server(binary, config.as_deref()), hand)?);
        outcomes.push(outcome);
    }
    let notes = advice::after(&targets, server);
    Ok((outcomes, notes))
}

/// Takes the hooks out and brings back what was there before.
pub(super) fn uninstall(server: &Server, hand: &mut Hand) -> Result<(Vec<Outcome>, Vec<String>), InstallError> {
    let targets = targets(server)?;
    let mut ready = Vec::new();
    for target in &targets {
        let slot = Slot::find(&target.folder, target.name)?;
        slot.may_be_emptied()?;
        ready.push((target, slot));
    }
    let mut outcomes = Vec::new();
    for (target, slot) in ready {
        let mut outcome = Outcome::new(target.folder.clone());
        outcome.push(target.name, slot.empty(hand)?);
        if !outcome.changed_nothing() {
            hand.sweep(&target.folder, target.own_folders);
        }
        outcomes.push(outcome);
    }
    Ok((outcomes, advice::afterwards(&targets)))
}

/// Every place, once.
fn targets(server: &Server) -> Result<Vec<Target>, InstallError> {
    let mut all = Vec::new();
    for path in &server.paths {
        let path = std::path::absolute(path).map_err(InstallError::io("read", path))?;
        all.extend(targets_at(&path, server)?);
    }
    let mut known = HashSet::new();
    all.retain(|target| known.insert(target.folder.join(target.name)));
    Ok(all)
}

fn targets_at(path: &Path, server: &Server) -> Result<Vec<Target>, InstallError> {
    // GitLab's folder is made by whoever first wants hooks there
    let is_gitlabs = server.platform == Some(Platform::GitLab) || path.file_name().is_some_and(|name| name == "custom_hooks");
    if !path.is_dir() && !is_gitlabs {
        return Err(wrong(
            format!("{} is no folder", shown(path)),
            "name a bare repository, a folder of them, or a folder of the platform",
        ));
    }
    let layout = detect(path, server.platform);
    let one = |target| Ok(vec![target]);
    match layout {
        Layout::Carried(platform) => {
            let target =
                Target { name: CARRIED, may_chain: false, own_folders: 0, ..plain(path.to_path_buf(), script::PRE_RECEIVE, platform) };
            one(target)
        }
        Layout::GitLabHooks(folder) => one(in_folder(folder.join("pre-receive.d"), Platform::GitLab, 1)),
        Layout::GerritSite => {
            Ok([script::REF_UPDATE, script::COMMIT_RECEIVED].map(|script| plain(path.join("hooks"), script, Platform::Gerrit)).to_vec())
        }
        Layout::GitoliteHome => one(gitolite::target(path, server.is_vref)?),
        Layout::GitLab => one(in_folder(path.join("custom_hooks/pre-receive.d"), Platform::GitLab, 2)),
        Layout::Gitea => gitea(path).map(|target| vec![target]),
        Layout::Bare => plain_repository(path).map(|target| vec![target]),
        Layout::WorkTree => Err(wrong(
            format!("{} is a work tree: nobody pushes to it", shown(path)),
            "name the bare repository on the server; for a work tree: leakgate install PATH",
        )),
        Layout::Tree => tree(path, server),
    }
}

fn tree(path: &Path, server: &Server) -> Result<Vec<Target>, InstallError> {
    let repositories = walk::repositories(path)?;
    if repositories.is_empty() {
        return Err(wrong(
            format!("there is no bare repository in {}", shown(path)),
            "name a bare repository or a folder of them; a platform that keeps them elsewhere is named by --platform",
        ));
    }
    let mut targets = Vec::new();
    for repository in repositories {
        targets.push(match detect(&repository, server.platform) {
            Layout::GitLab => in_folder(repository.join("custom_hooks/pre-receive.d"), Platform::GitLab, 2),
            Layout::Gitea => gitea(&repository)?,
            _ => plain_repository(&repository)?,
        });
    }
    Ok(targets)
}

fn plain(folder: PathBuf, script: Script, platform: Platform) -> Target {
    Target { folder, name: script.name, script, platform, may_chain: true, own_folders: 0 }
}

fn in_folder(folder: PathBuf, platform: Platform, own_folders: usize) -> Target {
    Target { name: IN_FOLDER, may_chain: false, own_folders, ..plain(folder, script::PRE_RECEIVE, platform) }
}

/// Gitea writes `hooks/pre-receive` itself; that file calls what lies in `pre-receive.d`, but not in every version.
fn gitea(repository: &Path) -> Result<Target, InstallError> {
    let own = repository.join("hooks/pre-receive");
    let text = std::fs::read(&own).unwrap_or_default();
    if memchr::memmem::find(&text, b"pre-receive.d").is_none() {
        return Err(wrong(
            format!("{} calls nothing from pre-receive.d: this Gitea would not run the hook", shown(&own)),
            "let Gitea write its hooks anew (gitea admin regenerate hooks); where that changes nothing, its version has no room for hooks of others",
        ));
    }
    Ok(in_folder(repository.join("hooks/pre-receive.d"), Platform::Gitea, 0))
}

fn plain_repository(repository: &Path) -> Result<Target, InstallError> {
    Ok(plain(layout::hooks_of(repository)?, script::PRE_RECEIVE, Platform::Git))
}

/// The administrator's file: it is there, and the hook finds it from anywhere.
fn settings(path: &Path) -> Result<PathBuf, InstallError> {
    let absolute = std::path::absolute(path).map_err(InstallError::io("read", path))?;
    std::fs::File::open(&absolute).map_err(InstallError::io("read", &absolute))?;
    if absolute.is_dir() {
        return Err(wrong(format!("{} is a folder", shown(&absolute)), "name the file"));
    }
    Ok(absolute)
}

fn wrong(what: String, next: &str) -> InstallError {
    InstallError::Server { what, next: next.to_owned() }
}

#[cfg(all(test, unix))]
mod tests;
