//! Putting the hooks where git looks for them, and taking them out again.
//!
//! Git itself is asked where that is, so that linked worktrees, submodules, bare repositories and `core.hooksPath` come out right. A hook
//! that is there already is never lost: it is kept beside ours, which calls it first. Nothing is printed here, and nothing scanned.

mod block;
mod error;
mod global;
mod hand;
mod managers;
mod outcome;
mod places;
mod script;
mod server;
mod slot;
mod template;
mod told;
mod yaml;

use std::path::{Path, PathBuf};

pub use error::InstallError;
pub use hand::Step;
pub use managers::{Found, Manager};
pub use outcome::{Done, Outcome};
pub use server::{Platform, Server};
pub use told::Told;

pub(crate) use error::shown;
pub(crate) use managers::{find as managers, settings as settings_of_managers};
pub(crate) use places::{Git, Kind, REPOSITORY_VARIABLES, same};
pub(crate) use server::{Layout, detect};
pub(crate) use slot::{Standing, standing};

use hand::Hand;
pub(crate) use places::Hooks;
use script::Script;
use slot::Slot;

/// What is to be guarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guarded {
    /// One repository: the one of the current folder, or the one that this path lies in. `wire`: by the settings of the program that
    /// manages its hooks.
    Repository {
        /// Where.
        path: Option<PathBuf>,
        /// Write into the settings of husky, lefthook, overcommit or pre-commit.
        wire: bool,
    },
    /// Every repository of this user that sets no `core.hooksPath` of its own.
    Everything,
    /// Every repository that this user will make or clone.
    ToCome,
    /// What people push to.
    Server(Server),
}

/// Puts the hooks there. `binary` is the program that the hooks fall back on where PATH has none. Where it `is_dry`, nothing is changed.
pub fn install(guarded: &Guarded, binary: &Path, is_dry: bool) -> Result<Told, InstallError> {
    let mut hand = Hand::new(is_dry);
    let mut notes = Vec::new();
    let outcomes = match guarded {
        Guarded::Repository { path, wire: false } => vec![install_in(&Git::of(path.as_deref()), binary, &mut hand)?],
        Guarded::Repository { path, wire: true } => wire_in(&Git::of(path.as_deref()), &mut hand)?,
        Guarded::Everything => vec![global::install(&Git::of(None), binary, &mut hand)?],
        Guarded::ToCome => vec![template::install(&Git::of(None), binary, &mut hand)?],
        Guarded::Server(server) => {
            let (outcomes, advice) = server::install(server, binary, &mut hand)?;
            notes = advice;
            outcomes
        }
    };
    Ok(Told { outcomes, notes, is_dry, steps: hand.into_steps() })
}

/// Takes the hooks out and brings back what was there before. Where it `is_dry`, nothing is changed.
pub fn uninstall(guarded: &Guarded, is_dry: bool) -> Result<Told, InstallError> {
    let mut hand = Hand::new(is_dry);
    let mut notes = Vec::new();
    let outcomes = match guarded {
        Guarded::Repository { path, .. } => uninstall_in(&Git::of(path.as_deref()), &mut hand)?,
        Guarded::Everything | Guarded::ToCome => {
            let git = Git::of(None);
            let template = template::uninstall(&git, &mut hand)?;
            std::iter::once(global::uninstall(&git, &mut hand)?).chain(template).collect()
        }
        Guarded::Server(server) => {
            let (outcomes, advice) = server::uninstall(server, &mut hand)?;
            notes = advice;
            outcomes
        }
    };
    Ok(Told { outcomes, notes, is_dry, steps: hand.into_steps() })
}

fn install_in(git: &Git, binary: &Path, hand: &mut Hand) -> Result<Outcome, InstallError> {
    let hooks = git.hooks()?;
    if hooks.kind == Kind::Global {
        let mut outcome = Outcome::new(hooks.folder);
        outcome.note("the hooks of `leakgate install --global` guard this repository already");
        return Ok(outcome);
    }
    let managers = if hooks.is_bare { Vec::new() } else { managers::find(&hooks.top, &hooks.folder) };
    // the framework calls what was there before its own hook, and ours calls what was there before
    if let Some(found) = managers.iter().find(|found| found.is_active && found.manager != Manager::Framework) {
        if found.calls_us {
            let mut outcome = Outcome::new(hooks.folder);
            outcome.note(format!("{} calls leakgate already: {}", found.manager, error::shown(&found.settings)));
            return Ok(outcome);
        }
        return Err(InstallError::Managed { manager: found.manager, told: found.told() });
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
        outcome.push(name, slot.fill(&text, hand)?);
    }
    if hooks.kind == Kind::InWorkTree {
        outcome.note(
            "this folder (core.hooksPath) lies in the work tree: the hooks show up in git status, and are shared once they are committed",
        );
    }
    for found in managers.iter().filter(|found| !found.calls_us) {
        outcome.note(match found.manager {
            Manager::Framework => "pre-commit is used here: `leakgate install --wire` writes leakgate into its settings, for everybody".to_owned(),
            other => format!(
                "{other} has settings here: once its own hooks are put in, they take the place of these; `leakgate install --wire` makes it call leakgate"
            ),
        });
    }
    Ok(outcome)
}

fn wire_in(git: &Git, hand: &mut Hand) -> Result<Vec<Outcome>, InstallError> {
    let hooks = git.hooks()?;
    if hooks.is_bare {
        return Err(InstallError::NoManager);
    }
    managers::wire(&managers::find(&hooks.top, &hooks.folder), hand)
}

fn uninstall_in(git: &Git, hand: &mut Hand) -> Result<Vec<Outcome>, InstallError> {
    let hooks = git.hooks()?;
    let managers = if hooks.is_bare { Vec::new() } else { managers::find(&hooks.top, &hooks.folder) };
    let mut outcome = Outcome::new(if hooks.kind == Kind::Global { git.own_hooks()? } else { hooks.folder });
    let mut ready = Vec::new();
    for script in script::ALL {
        let slot = Slot::find(&outcome.folder, script.name)?;
        slot.may_be_emptied()?;
        ready.push((script.name, slot));
    }
    let unwired = managers::unwire(&managers, hand)?;
    for (name, slot) in ready {
        outcome.push(name, slot.empty(hand)?);
    }
    if hooks.kind == Kind::Global {
        outcome.note("the hooks of `leakgate install --global` still guard this repository: `leakgate uninstall --global` takes them out");
    }
    if !unwired.is_empty() && outcome.changed_nothing() {
        return Ok(unwired);
    }
    Ok(std::iter::once(outcome).chain(unwired).collect())
}

/// Folders that are none, or that serve other repositories too.
fn refuse_foreign_folder(hooks: &Hooks) -> Result<(), InstallError> {
    let folder = hooks.folder.clone();
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
