//! One hook's place in a hooks folder: who stands there, and how ours takes the place and gives it back.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::InstallError;
use super::hand::{Hand, Mode};
use super::outcome::Done;
use super::script::{self, Maker};

/// What is added to the name of a hook that was there before ours. The hooks themselves look for it under this name.
pub(super) const KEPT: &str = ".leakgate-kept";
/// What the pre-commit framework adds to the name of a hook that was there before its own, and that it calls first.
const LEGACY: &str = ".legacy";

/// One hook's place.
pub(super) struct Slot {
    /// Where ours is or will be.
    path: PathBuf,
    /// Where a hook that was there before is kept.
    kept: PathBuf,
    has_kept: bool,
    holder: Holder,
}

enum Holder {
    Nobody,
    Ours { text: Vec<u8>, runs: bool },
    Edited,
    Somebody { goes_by_its_name: bool },
}

impl Slot {
    /// Looks who stands in `folder` under `name`.
    pub(super) fn find(folder: &Path, name: &str) -> Result<Self, InstallError> {
        let mut path = folder.join(name);
        let mut holder = holder(&path)?;
        if let Holder::Somebody { .. } = holder {
            // `pre-commit install` after ours: it moved ours aside, and calls it.
            let legacy = folder.join(format!("{name}{LEGACY}"));
            let framework = fs::read(&path).is_ok_and(|text| script::is_of_the_framework(&text));
            if framework && let ours @ (Holder::Ours { .. } | Holder::Edited) = self::holder(&legacy)? {
                (path, holder) = (legacy, ours);
            }
        }
        let kept = folder.join(format!("{name}{KEPT}"));
        let has_kept = is_there(&kept)?;
        Ok(Self { path, kept, has_kept, holder })
    }

    /// An error where ours cannot be put here.
    pub(super) fn may_be_filled(&self) -> Result<(), InstallError> {
        let hook = self.path.clone();
        match self.holder {
            Holder::Somebody { .. } if self.has_kept => Err(InstallError::KeptTaken { hook, kept: self.kept.clone() }),
            Holder::Somebody { goes_by_its_name: true } => Err(InstallError::GoesByItsName { hook }),
            _ => self.may_be_emptied(),
        }
    }

    /// An error where what is here cannot be told from what somebody added by hand.
    pub(super) fn may_be_emptied(&self) -> Result<(), InstallError> {
        match self.holder {
            Holder::Edited => Err(InstallError::Edited { hook: self.path.clone(), kept: self.has_kept.then(|| self.kept.clone()) }),
            _ => Ok(()),
        }
    }

    /// Is somebody else's hook here?
    pub(super) fn is_somebodys(&self) -> bool {
        matches!(self.holder, Holder::Somebody { .. })
    }

    /// Puts `text` here; who stands here is kept.
    pub(super) fn fill(self, text: &[u8], hand: &mut Hand) -> Result<Done, InstallError> {
        match &self.holder {
            Holder::Ours { text: there, runs: true } if there == text => Ok(Done::Already),
            Holder::Ours { .. } | Holder::Edited => hand.write(&self.path, text, Mode::Executable).map(|()| Done::Updated),
            Holder::Nobody => {
                hand.write(&self.path, text, Mode::Executable).map(|()| if self.has_kept { Done::Chained } else { Done::Installed })
            }
            Holder::Somebody { .. } => {
                hand.rename(&self.path, &self.kept)?;
                // Without our hook the old one has to be under its own name again.
                let written = hand.write(&self.path, text, Mode::Executable);
                written.map(|()| Done::Chained).inspect_err(|_| hand.rename_back(&self.kept, &self.path))
            }
        }
    }

    /// Takes ours out and puts back what it kept.
    pub(super) fn empty(self, hand: &mut Hand) -> Result<Done, InstallError> {
        match self.holder {
            Holder::Ours { .. } if self.has_kept => hand.rename(&self.kept, &self.path).map(|()| Done::Restored),
            Holder::Ours { .. } => hand.remove(&self.path).map(|()| Done::Removed),
            Holder::Nobody | Holder::Edited | Holder::Somebody { .. } => Ok(Done::Absent),
        }
    }
}

/// Who stands where git looks for one hook, for somebody who only asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nobody.
    Missing,
    /// Ours, whole or changed by hand.
    Ours {
        /// The file.
        path: PathBuf,
        /// Git may run it.
        runs: bool,
        /// The program that it falls back on.
        recorded: Option<PathBuf>,
    },
    /// Somebody else's.
    Others {
        /// Git may run it.
        runs: bool,
        /// It names leakgate.
        names_us: bool,
    },
}

/// Who stands in `folder` under `name`; nobody where that cannot be read.
pub(crate) fn standing(folder: &Path, name: &str) -> Standing {
    let Ok(slot) = Slot::find(folder, name) else { return Standing::Missing };
    let runs = fs::metadata(folder.join(name)).is_ok_and(|meta| runs(&meta));
    let text = fs::read(&slot.path).unwrap_or_default();
    match slot.holder {
        Holder::Nobody => Standing::Missing,
        Holder::Ours { .. } | Holder::Edited => Standing::Ours { recorded: script::recorded(&text), path: slot.path, runs },
        Holder::Somebody { .. } => Standing::Others { runs, names_us: memchr::memmem::find(&text, b"leakgate").is_some() },
    }
}

fn holder(path: &Path) -> Result<Holder, InstallError> {
    if !is_there(path)? {
        return Ok(Holder::Nobody);
    }
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        // A symbolic link to nothing: git takes it for no hook, but it is somebody's.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Holder::Somebody { goes_by_its_name: false }),
        Err(error) => return Err(InstallError::io("read", path)(error)),
    };
    if !meta.is_file() {
        return Err(InstallError::NotAFile { hook: path.to_path_buf() });
    }
    let text = fs::read(path).map_err(InstallError::io("read", path))?;
    Ok(match script::maker(&text) {
        Maker::Us => Holder::Ours { text, runs: runs(&meta) },
        Maker::UsAndSomebody => Holder::Edited,
        Maker::Somebody => Holder::Somebody { goes_by_its_name: script::goes_by_its_name(&text) },
    })
}

fn is_there(path: &Path) -> Result<bool, InstallError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(InstallError::io("read", path)(error)),
    }
}

#[cfg(unix)]
fn runs(meta: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o100 != 0
}

#[cfg(not(unix))]
fn runs(_: &fs::Metadata) -> bool {
    true
}
