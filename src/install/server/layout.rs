//! What lies in a folder of a server, told by what is in it.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Platform, wrong};
use crate::install::error::{InstallError, shown};
use crate::install::places::Git;

/// What a folder is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A bare repository that git itself serves.
    Bare,
    /// A repository of Gitea's or Forgejo's.
    Gitea,
    /// A repository of GitLab's.
    GitLab,
    /// GitLab's folder of hooks for all repositories.
    GitLabHooks(PathBuf),
    /// The home of Gitolite's user.
    GitoliteHome,
    /// A site of Gerrit's.
    GerritSite,
    /// A folder whose file is carried to the platform.
    Carried(Platform),
    /// What people work in.
    WorkTree,
    /// Anything else: repositories may lie in it.
    Tree,
}

/// What this folder is; where `platform` is named, what it is for that platform.
pub(crate) fn detect(path: &Path, platform: Option<Platform>) -> Layout {
    let has = |name: &str| path.join(name).exists();
    let is_bare = is_bare(path);
    let guess = |asked: Platform| platform.is_none() || platform == Some(asked);
    match platform {
        Some(platform @ (Platform::GitHub | Platform::Bitbucket)) => return Layout::Carried(platform),
        Some(Platform::Gerrit) => return Layout::GerritSite,
        Some(Platform::Gitolite) => return Layout::GitoliteHome,
        Some(Platform::Git) if is_bare => return Layout::Bare,
        Some(Platform::Gitea) if is_bare => return Layout::Gitea,
        Some(Platform::GitLab) if is_bare => return Layout::GitLab,
        _ => {}
    }
    let is_named_hooks = path.file_name().is_some_and(|name| name == "custom_hooks");
    if is_bare {
        let in_storage = path.components().any(|part| part.as_os_str() == "@hashed");
        return match () {
            () if has("hooks/pre-receive.d") => Layout::Gitea,
            () if in_storage || has("custom_hooks") => Layout::GitLab,
            () => Layout::Bare,
        };
    }
    if guess(Platform::GitLab) {
        if is_named_hooks {
            return Layout::GitLabHooks(path.to_path_buf());
        }
        if has("gitaly") && (has("git-data") || has("gitlab-rails")) {
            return Layout::GitLabHooks(path.join("gitaly/custom_hooks"));
        }
        if platform.is_some() && !has("@hashed") && walk_finds_nothing(path) {
            return Layout::GitLabHooks(path.to_path_buf());
        }
    }
    match () {
        () if has(".gitolite.rc") && platform.is_none() => Layout::GitoliteHome,
        () if has("etc/gerrit.config") && platform.is_none() => Layout::GerritSite,
        () if has(".git") => Layout::WorkTree,
        () if path.file_name().is_some_and(|name| name == ".git") => Layout::WorkTree,
        () => Layout::Tree,
    }
}

/// Is nothing in this folder that looks like a repository? (Looked at one level only: a folder of hooks has none.)
fn walk_finds_nothing(path: &Path) -> bool {
    fs::read_dir(path).map_or(true, |entries| entries.flatten().all(|entry| !is_bare(&entry.path())))
}

/// A repository that is pushed to: git's files, and not as the `.git` of a work tree.
pub(super) fn is_bare(path: &Path) -> bool {
    path.join("HEAD").exists()
        && path.join("objects").is_dir()
        && path.join("refs").exists()
        && path.file_name().is_none_or(|name| name != ".git")
}

/// Where git looks for the hooks of a bare repository. Its own settings are read as a file: git answers questions about a repository to its
/// owner only, and the administrator may be somebody else.
pub(super) fn hooks_of(repository: &Path) -> Result<PathBuf, InstallError> {
    let config = repository.join("config");
    let text = fs::read(&config).map_err(InstallError::io("read", &config))?.to_ascii_lowercase();
    let names = |word: &[u8]| memchr::memmem::find(&text, word).is_some();
    if !names(b"hookspath") && !names(b"include") {
        return Ok(repository.join("hooks"));
    }
    let git = Git::of(Some(Path::new("/")));
    let file = config.to_string_lossy();
    match git.setting("core.hooksPath", &["--file", &file])? {
        None => Ok(repository.join("hooks")),
        Some(value) if value.is_empty() => Err(InstallError::EmptyHooksPath),
        Some(value) => {
            let folder = repository.join(value);
            if folder.exists() && !folder.is_dir() { Err(InstallError::NotAFolder { folder }) } else { Ok(folder) }
        }
    }
}

/// An error where git looks for the hooks of all repositories in one folder.
pub(super) fn refuse_shared() -> Result<(), InstallError> {
    let git = Git::of(Some(Path::new("/")));
    match git.setting("core.hooksPath", &[])? {
        None => Ok(()),
        Some(folder) => Err(wrong(
            format!(
                "core.hooksPath of this user or this system names {}: git looks into no repository's own hooks",
                shown(Path::new(&folder))
            ),
            r#"add the line leakgate hook pre-receive "$@" to the pre-receive hook there, or take the setting out: git config --show-origin core.hooksPath tells where it stands"#,
        )),
    }
}
