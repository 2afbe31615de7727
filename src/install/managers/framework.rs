//! The pre-commit framework: hooks in `.pre-commit-config.yaml`. The installed program is called, so that nothing is built.

use std::path::Path;

use super::{Edit, Found, Manager, edit, glance};
use crate::install::error::InstallError;
use crate::install::script;
use crate::install::yaml::{self, Entry};

pub(super) const NAME: &str = ".pre-commit-config.yaml";

/// As in .pre-commit-hooks.yaml, which says why.
const LINES: &str = "\
- repo: local
  hooks:
    - id: leakgate
      name: leakgate
      language: system
      entry: leakgate hook pre-commit
      args: [--]
      types: []
      always_run: true
      require_serial: true
      stages: [pre-commit, manual]
    - id: leakgate-commit-msg
      name: leakgate (commit message)
      language: system
      entry: leakgate hook commit-msg
      require_serial: true
      stages: [commit-msg]
    - id: leakgate-push
      name: leakgate (push)
      language: system
      entry: leakgate hook pre-push
      pass_filenames: false
      always_run: true
      require_serial: true
      stages: [pre-push]
";

pub(super) fn find(top: &Path, hook: &str) -> Option<Found> {
    let is_active = script::is_of_the_framework(hook.as_bytes());
    let settings = top.join(NAME);
    if !is_active && !settings.is_file() {
        return None;
    }
    let calls_us = is_named(&glance(&settings));
    Some(Found { manager: Manager::Framework, is_active, calls_us, settings })
}

pub(super) fn edits(settings: &Path) -> Result<Vec<Edit>, InstallError> {
    let edit = edit(settings.to_path_buf(), LINES.to_owned(), |text| match text {
        None => Ok(super::block::new_file("", &format!("repos:\n{LINES}"))),
        // whoever names the hooks by their id has wired them
        Some(text) if is_named(text) => Ok(text.to_owned()),
        Some(text) => yaml::insert(text, &Entry { path: &["repos"], key: None, lines: LINES }),
    })?;
    Ok(vec![edit])
}

/// Does it name one of our hooks?
fn is_named(text: &str) -> bool {
    let named = |line: &str| {
        matches!(line.trim().trim_start_matches("- ").strip_prefix("id:").map(str::trim), Some("leakgate" | "leakgate-system"))
    };
    text.lines().any(named)
}
