//! Bare repositories below a folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::layout::is_bare;
use super::wrong;
use crate::install::error::{InstallError, shown};

/// How deep repositories may lie. GitLab's lie four folders deep, a forge's subgroups rarely deeper than that.
const DEEP: usize = 12;
/// So many folders are looked into.
const MANY: usize = 1_000_000;

/// The bare repositories in `top` and below, in the order of their names. Symbolic links are not followed, and no repository is looked into.
pub(super) fn repositories(top: &Path) -> Result<Vec<PathBuf>, InstallError> {
    let mut found = Vec::new();
    let mut looked = 0;
    look(top, DEEP, &mut looked, &mut found)?;
    Ok(found)
}

fn look(folder: &Path, deep: usize, looked: &mut usize, found: &mut Vec<PathBuf>) -> Result<(), InstallError> {
    *looked += 1;
    if *looked > MANY || deep == 0 {
        return Err(wrong(
            format!("{} holds more folders than leakgate looks through", shown(folder)),
            "name the folders that hold the repositories",
        ));
    }
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(InstallError::io("read", folder))? {
        let entry = entry.map_err(InstallError::io("read", folder))?;
        if entry.file_type().map_err(InstallError::io("read", folder))?.is_dir() && !is_passed_over(&entry.file_name().to_string_lossy()) {
            folders.push(entry.path());
        }
    }
    folders.sort();
    for folder in folders {
        if is_bare(&folder) { found.push(folder) } else { look(&folder, deep - 1, looked, found)? }
    }
    Ok(())
}

/// The `.git` of a work tree, and what GitLab keeps for itself: nobody pushes there.
fn is_passed_over(name: &str) -> bool {
    matches!(name, ".git" | "@pools" | "+gitaly" | "lost+found")
}
