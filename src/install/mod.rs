//! Putting the hooks where git looks for them, and taking them out again.
//!
//! Git itself is asked where that is, so that linked worktrees, submodules, bare repositories and `core.hooksPath` come out right. A hook
//! that is there already is never lost: it is kept beside ours, which calls it first. Nothing is printed here, and nothing scanned.

mod error;
mod global;
mod outcome;
mod places;
mod script;
mod slot;

use std::path::PathBuf;

pub use error::InstallError;
pub use outcome::{Done, Outcome};

use places::{Git, Hooks, Kind};
use script::Script;
use slot::Slot;

/// What is to be guarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guarded {
    /// One repository: the one of the current folder, or the one that this path lies in.
    Repository(Option<PathBuf>),
    /// Every repository of this user that sets no `core.hooksPath` of its own.
    Everything,
}

/// Puts the hooks there. `binary` is the program that the hooks fall back on where PATH has none.
pub fn install(guarded: &Guarded, binary: &std::path::Path) -> Result<Outcome, InstallError> {
    match guarded {
        Guarded::Repository(path) => install_in(&Git::of(path.as_deref()), binary),
        Guarded::Everything => global::install(&Git::of(None), binary),
    }
}

/// Takes the hooks out and brings back what was there before.
pub fn uninstall(guarded: &Guarded) -> Result<Outcome, InstallError> {
    match guarded {
        Guarded::Repository(path) => uninstall_in(&Git::of(path.as_deref())),
        Guarded::Everything => global::uninstall(&Git::of(None)),
    }
}

fn install_in(git: &Git, binary: &std::path::Path) -> Result<Outcome, InstallError> {
    let hooks = git.hooks()?;
    if hooks.kind == Kind::Global {
        let mut outcome = Outcome::new(hooks.folder);
        outcome.note("the hooks of `leakgate install --global` guard this repository already");
        return Ok(outcome);
    }
    refuse_foreign_folder(&hooks)?;
    // All are looked at before any is touched: a refusal leaves everything as it was.
    let mut ready = Vec::new();
    for script in hooks.scripts() {
        let slot = Slot::find(&hooks.folder, script.name)?;
        slot.may_be_filled()?;
        ready.push((script.name, slot, script.for_repository(binary)));
    }
    let mut outcome = Outcome::new(hooks.folder.clone());
    for (name, slot, text) in ready {
        outcome.push(name, slot.fill(&text)?);
    }
    if hooks.kind == Kind::InWorkTree {
        outcome.note(
            "this folder (core.hooksPath) lies in the work tree: the hooks show up in git status, and are shared once they are committed",
        );
    }
    Ok(outcome)
}

fn uninstall_in(git: &Git) -> Result<Outcome, InstallError> {
    let hooks = git.hooks()?;
    let mut outcome = Outcome::new(if hooks.kind == Kind::Global { git.own_hooks()? } else { hooks.folder });
    let mut ready = Vec::new();
    for script in script::ALL {
        let slot = Slot::find(&outcome.folder, script.name)?;
        slot.may_be_emptied()?;
        ready.push((script.name, slot));
    }
    for (name, slot) in ready {
        outcome.push(name, slot.empty()?);
    }
    if hooks.kind == Kind::Global {
        outcome.note("the hooks of `leakgate install --global` still guard this repository: `leakgate uninstall --global` takes them out");
    }
    Ok(outcome)
}

/// Folders that belong to something that would overwrite our hooks, or break when its own are renamed; or that serve other repositories too.
fn refuse_foreign_folder(hooks: &Hooks) -> Result<(), InstallError> {
    let folder = hooks.folder.clone();
    if folder.ends_with(".husky/_") {
        return Err(InstallError::Husky { folder });
    }
    if folder.exists() && !folder.is_dir() {
        return Err(InstallError::NotAFolder { folder });
    }
    if hooks.kind == Kind::Shared {
        return Err(InstallError::Shared { folder });
    }
    Ok(())
}

impl Hooks {
    /// The hooks that guard this repository: one that is pushed to, or one that is worked in.
    fn scripts(&self) -> &'static [Script] {
        if self.is_bare { &script::SERVER } else { &script::CLIENT }
    }
}

#[cfg(all(test, unix))]
mod tests;
