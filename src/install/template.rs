//! Hooks for every repository to come of a user: `git init` and `git clone` copy them out of the folder that `init.templateDir` names.
//!
//! Unlike a global `core.hooksPath`, this leaves each repository its own hooks; those that are there already are not reached.

use std::path::{Path, PathBuf};

use super::error::{InstallError, shown};
use super::hand::Hand;
use super::outcome::Outcome;
use super::places::Git;
use super::script::CLIENT;
use super::slot::Slot;

const KEY: &str = "init.templateDir";

/// The folder that is copied, and whether git is told of it already. Somebody's own template is used as it is.
fn folder(git: &Git) -> Result<(PathBuf, bool), InstallError> {
    let ours = git.global_folder()?.with_file_name("template");
    let set = git.setting(KEY, &["--global"])?.map(PathBuf::from);
    Ok(set.map_or((ours, false), |folder| (folder, true)))
}

/// Writes the hooks, then tells git.
pub(super) fn install(git: &Git, binary: &Path, hand: &mut Hand) -> Result<Outcome, InstallError> {
    let (folder, is_set) = folder(git)?;
    let hooks = folder.join("hooks");
    let mut ready = Vec::new();
    for script in CLIENT {
        let slot = Slot::find(&hooks, script.name)?;
        slot.may_be_filled()?;
        ready.push((script, slot));
    }
    let mut outcome = Outcome::new(hooks);
    for (script, slot) in ready {
        outcome.push(script.name, slot.fill(&script.for_repository(binary), hand)?);
    }
    if !is_set {
        hand.tell(git, &["config", "--global", KEY], Some(&folder))?;
        outcome
            .note(format!("the global {KEY} names {}: git puts these hooks into every repository that you make or clone", shown(&folder)));
    }
    outcome.note("repositories that are there already: `git init` (or `leakgate install`) in each of them");
    if git.setting("core.hooksPath", &["--global"])?.is_some() {
        outcome.note("but the global core.hooksPath is set, and git then looks into no repository's own hooks");
    }
    Ok(outcome)
}

/// Tells git first, then removes the hooks; repositories that were made meanwhile keep theirs.
pub(super) fn uninstall(git: &Git, hand: &mut Hand) -> Result<Option<Outcome>, InstallError> {
    let (folder, is_set) = folder(git)?;
    let hooks = folder.join("hooks");
    let mut ready = Vec::new();
    for script in CLIENT {
        let slot = Slot::find(&hooks, script.name)?;
        slot.may_be_emptied()?;
        ready.push((script.name, slot));
    }
    let mut outcome = Outcome::new(hooks.clone());
    if is_set && git.global_folder()?.with_file_name("template") == folder {
        hand.tell(git, &["config", "--global", "--unset-all", KEY], None)?;
        outcome.note(format!(
            "the global {KEY} is unset; repositories that were made meanwhile keep their hooks until `leakgate uninstall` there"
        ));
    }
    for (name, slot) in ready {
        outcome.push(name, slot.empty(hand)?);
    }
    if outcome.changed_nothing() && outcome.notes.is_empty() {
        return Ok(None);
    }
    if git.global_folder()?.with_file_name("template") == folder {
        hand.sweep(&hooks, 3);
    }
    Ok(Some(outcome))
}
