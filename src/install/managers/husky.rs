//! husky: a script a hook in `.husky/`, run by `sh -e`. Since version 9 git looks into `.husky/_`, which husky writes; before, into `.husky`.

use std::path::{Path, PathBuf};

use super::{Edit, Found, HOOKS, Manager, Mode, block, calls, edit, glance};
use crate::install::error::InstallError;

/// What a script of versions 5 to 8 begins with.
const HEAD: &str = "#!/usr/bin/env sh\n. \"$(dirname -- \"$0\")/_/husky.sh\"\n\n";

pub(super) fn find(top: &Path, hooks: &Path) -> Option<Found> {
    let is_active = hooks.ends_with(".husky/_") || hooks.ends_with(".husky");
    let folder = match hooks.parent() {
        Some(folder) if hooks.ends_with(".husky/_") => folder.to_path_buf(),
        _ if is_active => hooks.to_path_buf(),
        _ => top.join(".husky"),
    };
    if !is_active && !folder.is_dir() {
        return None;
    }
    let calls_us = calls(&glance(&folder.join("pre-commit")));
    Some(Found { manager: Manager::Husky, is_active, calls_us, settings: folder })
}

pub(super) fn edits(folder: &Path) -> Result<Vec<Edit>, InstallError> {
    // the script that versions 5 to 8 share; later ones keep one of that name that only says it is of no use
    let is_old = folder.join("_/husky.sh").is_file() && !folder.join("_/h").is_file();
    HOOKS.into_iter().map(|hook| one(folder.join(hook), hook, is_old)).collect()
}

fn one(path: PathBuf, hook: &str, is_old: bool) -> Result<Edit, InstallError> {
    let plain = format!("leakgate hook {hook} \"$@\" || exit");
    let shared = lines(hook);
    let edit = edit(path, plain.clone(), |text| {
        Ok(match text {
            None if is_old => block::new_file(HEAD, &plain),
            None => block::new_file("", &plain),
            Some(text) => block::insert(text, head(text), &shared, 0),
        })
    })?;
    let mode = if is_old { Mode::Executable } else { Mode::AsBefore };
    Ok(Edit {
        mode: if edit.before.is_some() { Mode::AsBefore } else { mode },
        lines: if edit.before.is_some() { shared } else { plain },
        ..edit
    })
}

/// The lines for a script that does more: what git writes to `pre-push` is read once, and handed on to what follows.
fn lines(hook: &str) -> String {
    if hook != "pre-push" {
        return format!("leakgate hook {hook} \"$@\" || exit");
    }
    "pushed=$(cat) || exit\n[ -z \"$pushed\" ] || printf '%s\\n' \"$pushed\" | leakgate hook pre-push \"$@\" || exit\nexec <<pushed-to-leakgate\n$pushed\npushed-to-leakgate"
        .to_owned()
}

/// The number of lines that a shell, or husky, has to read first.
fn head(text: &str) -> usize {
    let line = |line: &str| line.starts_with("#!") || (line.trim_start().starts_with(['.', 's']) && line.contains("/_/husky.sh"));
    text.lines().take(5).collect::<Vec<_>>().iter().rposition(|text| line(text)).map_or(0, |at| at + 1)
}
