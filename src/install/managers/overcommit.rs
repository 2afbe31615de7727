//! overcommit: hooks by name below `PreCommit`, `CommitMsg` and `PrePush` in `.overcommit.yml`. One that names a `command` is given git's
//! arguments and standard input. `required` is what `SKIP` cannot take out.

use std::path::Path;

use super::{Edit, Found, Manager, block, calls, edit, glance};
use crate::install::error::InstallError;
use crate::install::yaml::{self, Entry};

pub(super) const NAME: &str = ".overcommit.yml";
/// What one person adds to it.
pub(super) const LOCAL: &str = ".local-overcommit.yml";
const KINDS: [(&str, &str); 3] = [("PreCommit", "pre-commit"), ("CommitMsg", "commit-msg"), ("PrePush", "pre-push")];

pub(super) fn find(top: &Path, hook: &str) -> Option<Found> {
    let is_active = hook.contains("Overcommit::HookContext") || hook.contains("require 'overcommit'");
    let settings = top.join(NAME);
    if !is_active && !settings.is_file() {
        return None;
    }
    let calls_us = calls(&glance(&settings));
    Some(Found { manager: Manager::Overcommit, is_active, calls_us, settings })
}

pub(super) fn edits(settings: &Path) -> Result<Vec<Edit>, InstallError> {
    let all = KINDS.map(|(kind, hook)| format!("{kind}:\n{}", block::indented(&lines(hook), 2))).concat();
    let edit = edit(settings.to_path_buf(), all.clone(), |text| match text {
        None => Ok(block::new_file("", &all)),
        Some(text) => KINDS.iter().try_fold(text.to_owned(), |text, (kind, hook)| {
            yaml::insert(&text, &Entry { path: &[kind], key: Some("Leakgate"), lines: &lines(hook) })
        }),
    })?;
    Ok(vec![edit])
}

fn lines(hook: &str) -> String {
    format!(
        "Leakgate:\n  enabled: true\n  required: true\n  description: 'Look for secrets'\n  required_executable: 'leakgate'\n  command: ['leakgate', 'hook', '{hook}']\n"
    )
}
