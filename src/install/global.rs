//! Hooks for every repository of a user: a folder of our own that the global `core.hooksPath` names.
//!
//! Git then looks nowhere else, so every hook name is in that folder, and each calls the repository's own hook first.

use std::path::Path;

use super::error::InstallError;
use super::hand::Hand;
use super::outcome::Outcome;
use super::places::Git;
use super::script::{self, CLIENT, PASSED_ON};
use super::slot::Slot;

const KEY: &str = "core.hooksPath";
const SCOPES: [(&str, &str); 2] = [("global", "--global"), ("system", "--system")];

/// Writes the hooks, then tells git: until the last step nothing has changed for anybody.
pub(super) fn install(git: &Git, binary: &Path, hand: &mut Hand) -> Result<Outcome, InstallError> {
    let folder = git.global_folder()?;
    let mut is_set = false;
    for (name, scope) in SCOPES {
        match git.setting(KEY, &[scope])? {
            Some(value) if Path::new(&value) == folder => is_set = true,
            Some(value) => return Err(InstallError::HooksPathTaken { value: super::error::shown(Path::new(&value)), scope: name }),
            None => {}
        }
    }
    let mut ready = Vec::new();
    for (name, text) in texts(binary) {
        let slot = Slot::find(&folder, name)?;
        if slot.is_somebodys() {
            return Err(InstallError::Foreign { hook: folder.join(name) });
        }
        slot.may_be_filled()?;
        ready.push((name, slot, text));
    }
    let mut outcome = Outcome::new(folder.clone());
    for (name, slot, text) in ready {
        outcome.push(name, slot.fill(&text, hand)?);
    }
    if !is_set {
        hand.tell(git, &["config", "--global", KEY], Some(&folder))?;
        outcome.note(format!(
            "the global {KEY} names that folder: every repository of yours is guarded, but for those that set {KEY} themselves"
        ));
    }
    Ok(outcome)
}

/// Tells git first, then removes the hooks: at no time does the setting name a folder that is gone.
pub(super) fn uninstall(git: &Git, hand: &mut Hand) -> Result<Outcome, InstallError> {
    let folder = git.global_folder()?;
    let mut outcome = Outcome::new(folder.clone());
    let mut ready = Vec::new();
    for (name, _) in texts(Path::new("")) {
        let slot = Slot::find(&folder, name)?;
        slot.may_be_emptied()?;
        ready.push((name, slot));
    }
    if git.setting(KEY, &["--global"])?.is_some_and(|value| Path::new(&value) == folder) {
        hand.tell(git, &["config", "--global", "--unset-all", KEY], None)?;
        outcome.note(format!("the global {KEY} is unset"));
    }
    for (name, slot) in ready {
        outcome.push(name, slot.empty(hand)?);
    }
    // Gone where it is empty; a file of somebody else's stays, and its folder with it.
    hand.sweep(&folder, 2);
    Ok(outcome)
}

fn texts(binary: &Path) -> Vec<(&'static str, Vec<u8>)> {
    let scanning = CLIENT.iter().map(|script| (script.name, script.for_everything(binary)));
    scanning.chain(PASSED_ON.iter().map(|name| (*name, script::pass_through(name)))).collect()
}
