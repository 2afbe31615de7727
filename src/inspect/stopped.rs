//! Why a text was not looked at to its end.

use std::path::Path;

use crate::trouble::Trouble;

/// What ended the reading.
pub(super) enum Stopped {
    /// It could not be read.
    Reading(std::io::Error),
    /// It could not be judged.
    Judging(Trouble),
    /// Time ran out.
    Late,
}

impl Stopped {
    /// What could not be read is this file.
    pub(super) fn in_file(self, path: &Path) -> Self {
        match self {
            Self::Reading(cause) => Self::Judging(Trouble::File { doing: "read", path: path.to_owned(), cause }),
            stopped => stopped,
        }
    }
}

impl From<Stopped> for Trouble {
    /// Of bytes that are in memory: only what an archive is unpacked to can fail to be held.
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Judging(trouble) => trouble,
            Stopped::Reading(cause) => Self::File { doing: "read", path: std::env::temp_dir(), cause },
            Stopped::Late => Self::Usage { what: "time ran out".to_owned(), next: "push again".to_owned() },
        }
    }
}

impl From<Trouble> for Stopped {
    fn from(trouble: Trouble) -> Self {
        Self::Judging(trouble)
    }
}
