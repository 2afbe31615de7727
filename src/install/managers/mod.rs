//! Programs that manage a repository's hooks: who is here, which lines make them call leakgate, and those lines put in and taken out.
//!
//! They write the hooks themselves and overwrite what else stands there, so that with them leakgate belongs into their own settings.

mod framework;
mod husky;
mod lefthook;
mod overcommit;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::block;
use super::error::{InstallError, shown};
use super::hand::{Hand, Mode};
use super::outcome::Outcome;
use super::yaml;

/// A file of settings that is larger is no file of settings.
const LARGEST: u64 = 1 << 20;
/// The hooks that are put in, as git names them.
const HOOKS: [&str; 3] = ["pre-commit", "commit-msg", "pre-push"];

/// A program that manages hooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manager {
    /// <https://typicode.github.io/husky>
    Husky,
    /// <https://lefthook.dev>
    Lefthook,
    /// <https://github.com/sds/overcommit>
    Overcommit,
    /// <https://pre-commit.com>
    Framework,
}

impl fmt::Display for Manager {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Husky => "husky",
            Self::Lefthook => "lefthook",
            Self::Overcommit => "overcommit",
            Self::Framework => "pre-commit",
        })
    }
}

/// A manager that is here.
#[derive(Debug, Clone)]
pub struct Found {
    /// Which.
    pub manager: Manager,
    /// Git runs its hooks; otherwise there are only its settings.
    pub is_active: bool,
    /// Its settings name leakgate's check of what is staged.
    pub calls_us: bool,
    /// Where its settings stand, or would.
    pub settings: PathBuf,
}

/// Who manages hooks in the work tree `top`, whose hooks git looks for in `hooks`.
pub(crate) fn find(top: &Path, hooks: &Path) -> Vec<Found> {
    let hook = glance(&hooks.join("pre-commit"));
    let found = [husky::find(top, hooks), lefthook::find(top, &hook), overcommit::find(top, &hook), framework::find(top, &hook)];
    found.into_iter().flatten().collect()
}

/// Files of settings, below the top of a work tree, that count as they lie there.
pub(crate) fn settings() -> impl Iterator<Item = &'static str> {
    let single = [overcommit::NAME, overcommit::LOCAL, framework::NAME];
    lefthook::NAMES.into_iter().chain(lefthook::LOCAL).chain(single)
}

/// One file that is to be changed.
struct Edit {
    path: PathBuf,
    /// What stands in it; none where there is no such file.
    before: Option<String>,
    /// What is to stand in it; or why it cannot be put there.
    after: Result<String, String>,
    /// The lines alone, as a person would write them.
    lines: String,
    mode: Mode,
}

fn edits(found: &Found) -> Result<Vec<Edit>, InstallError> {
    match found.manager {
        Manager::Husky => husky::edits(&found.settings),
        Manager::Lefthook => lefthook::edits(&found.settings),
        Manager::Overcommit => overcommit::edits(&found.settings),
        Manager::Framework => framework::edits(&found.settings),
    }
}

impl Found {
    /// What to add where, for a person to do.
    pub fn told(&self) -> String {
        let Ok(edits) = edits(self) else { return String::new() };
        let mut out = String::new();
        for edit in edits {
            out.extend(["in ", shown(&edit.path).as_str(), ":\n", block::indented(&edit.lines, 4).as_str()]);
        }
        format!("{out}then: {}", self.afterwards())
    }

    /// What has to be done once the lines are there.
    fn afterwards(&self) -> &'static str {
        match self.manager {
            Manager::Husky => "nothing more; in a fresh clone `npx husky` puts husky's hooks in",
            Manager::Lefthook => "lefthook install",
            Manager::Overcommit => {
                "overcommit --sign && overcommit --sign pre-commit && overcommit --sign commit-msg && overcommit --sign pre-push"
            }
            Manager::Framework => "pre-commit install -t pre-commit -t commit-msg -t pre-push",
        }
    }
}

/// Writes the lines into the settings of those that git runs; of all that have settings where git runs none.
pub(super) fn wire(found: &[Found], hand: &mut Hand) -> Result<Vec<Outcome>, InstallError> {
    let is_any_active = found.iter().any(|found| found.is_active);
    let mut ready = Vec::new();
    for found in found.iter().filter(|found| found.is_active || !is_any_active) {
        for edit in edits(found)? {
            match edit.after {
                Ok(after) if edit.before.as_ref() == Some(&after) => ready.push((found, edit.path, None)),
                Ok(after) => ready.push((found, edit.path, Some((after, edit.mode)))),
                Err(why) => return Err(InstallError::CannotWire { path: edit.path, why, lines: edit.lines }),
            }
        }
    }
    if ready.is_empty() {
        return Err(InstallError::NoManager);
    }
    let mut outcomes: Vec<Outcome> = Vec::new();
    for (found, path, change) in ready {
        let mut outcome = Outcome::new(path.clone());
        if let Some((text, mode)) = change {
            hand.write(&path, text.as_bytes(), mode)?;
            outcome.note(format!("{} calls leakgate now: its lines stand in {}", found.manager, shown(&path)));
            outcome.note(format!("then: {}", found.afterwards()));
            outcome.note("commit that file so that others are guarded too; each of them needs leakgate on PATH".to_owned());
        } else {
            outcome.note(format!("{} calls leakgate already: {}", found.manager, shown(&path)));
        }
        outcomes.push(outcome);
    }
    // several files of one manager: what follows is said once
    let mut told = std::collections::HashSet::new();
    for outcome in &mut outcomes {
        outcome.notes.retain(|note| told.insert(note.clone()));
    }
    Ok(outcomes)
}

/// Takes our lines out of all settings.
pub(super) fn unwire(found: &[Found], hand: &mut Hand) -> Result<Vec<Outcome>, InstallError> {
    let mut outcomes = Vec::new();
    for found in found {
        for Edit { path, before, .. } in edits(found)? {
            let Some(before) = before.filter(|text| block::is_in(text)) else { continue };
            if block::is_broken(&before) {
                return Err(InstallError::BrokenBlock { path });
            }
            match block::remove(&before) {
                Some(text) => hand.write(&path, text.as_bytes(), Mode::AsBefore)?,
                None => hand.remove(&path)?,
            }
            let mut outcome = Outcome::new(path.clone());
            outcome.note(format!("leakgate's lines are out of {}", shown(&path)));
            outcomes.push(outcome);
        }
    }
    Ok(outcomes)
}

/// An edit of a file that has our lines already is none.
fn edit(path: PathBuf, lines: String, new: impl FnOnce(Option<&str>) -> Result<String, String>) -> Result<Edit, InstallError> {
    let before = read(&path)?;
    let after = match &before {
        Some(text) if block::is_broken(text) => Err("leakgate's lines in it have lost their first or their last".to_owned()),
        Some(text) if calls(text) => Ok(text.clone()),
        text => new(text.as_deref()),
    };
    Ok(Edit { path, before, after, lines, mode: Mode::AsBefore })
}

/// Does it call the check of what is staged (or, of a file a hook, any)?
fn calls(text: &str) -> bool {
    let is_yaml_or_shell = |line: &&str| !line.trim_start().starts_with('#');
    text.lines().filter(is_yaml_or_shell).any(|line| line.contains("leakgate hook") || line.contains("'leakgate', 'hook'"))
        || yaml::read(text).is_ok_and(|root| root.holds("leakgate hook"))
}

/// A file of settings as text; `None` where there is none.
fn read(path: &Path) -> Result<Option<String>, InstallError> {
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => return Err(InstallError::io("read", path)(error)),
    };
    if !meta.is_file() {
        return Err(InstallError::NotAFile { hook: path.to_path_buf() });
    }
    let no_text = || InstallError::io("read", path)(io::Error::new(io::ErrorKind::InvalidData, "it is no text of a sensible size"));
    if meta.len() > LARGEST {
        return Err(no_text());
    }
    let bytes = fs::read(path).map_err(InstallError::io("read", path))?;
    String::from_utf8(bytes).map(Some).map_err(|_| no_text())
}

/// The same for a look from afar: what cannot be read has nothing in it.
fn glance(path: &Path) -> String {
    read(path).ok().flatten().unwrap_or_default()
}

/// The first of these files that is there.
fn first(top: &Path, names: &[&str]) -> Option<PathBuf> {
    names.iter().map(|name| top.join(name)).find(|path| path.is_file())
}

#[cfg(test)]
mod tests;
