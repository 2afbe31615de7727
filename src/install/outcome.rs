//! What an installation did, as data; [`Outcome`]'s `Display` tells it in a few lines.

use std::fmt;
use std::path::PathBuf;

use super::error::shown;

/// What became of one hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Our hook is there now.
    Installed,
    /// Our hook is there now, and calls first the one that was there.
    Chained,
    /// An older one of ours was replaced.
    Updated,
    /// It was there, as it should be.
    Already,
    /// Ours is gone.
    Removed,
    /// Ours is gone, and the one that it kept is back under its name.
    Restored,
    /// There was none of ours.
    Absent,
}

/// What an installation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Where git looks for the hooks.
    pub folder: PathBuf,
    /// Each hook's name, and what became of it.
    pub hooks: Vec<(String, Done)>,
    /// What else the person should know: whole sentences, without a full stop.
    pub notes: Vec<String>,
}

impl Outcome {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, hooks: Vec::new(), notes: Vec::new() }
    }

    pub(super) fn push(&mut self, name: impl Into<String>, done: Done) {
        self.hooks.push((name.into(), done));
    }

    pub(super) fn note(&mut self, sentence: impl Into<String>) {
        self.notes.push(sentence.into());
    }

    /// Did it leave every file as it was?
    pub fn changed_nothing(&self) -> bool {
        self.hooks.iter().all(|(_, done)| matches!(done, Done::Already | Done::Absent))
    }

    fn names(&self, of: &[Done]) -> Vec<&str> {
        self.hooks.iter().filter(|(_, done)| of.contains(done)).map(|(name, _)| name.as_str()).collect()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        let mut say = |names: &[&str], what: &str| {
            if !names.is_empty() {
                lines.push(format!("{} {what} in {}", listed(names), shown(&self.folder)));
            }
        };
        say(&self.names(&[Done::Installed, Done::Chained]), "installed");
        say(&self.names(&[Done::Updated]), "updated");
        say(&self.names(&[Done::Already]), "already installed");
        say(&self.names(&[Done::Removed, Done::Restored]), "removed");
        if !self.hooks.is_empty() && self.hooks.iter().all(|(_, done)| *done == Done::Absent) {
            lines.push(format!("nothing to remove: no leakgate hook in {}", shown(&self.folder)));
        }
        for name in self.names(&[Done::Chained]) {
            lines.push(format!("the {name} hook that was there is kept as {name}{} and runs first", super::slot::KEPT));
        }
        for name in self.names(&[Done::Restored]) {
            lines.push(format!("the {name} hook that was there before is back"));
        }
        lines.extend(self.notes.iter().cloned());
        out.write_str(&lines.join("\n"))
    }
}

/// `a`, `a and b`, `a, b and c`; of many only the first few.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).into(),
        [first @ .., last] if names.len() <= 4 => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", names[..3].join(", "), names.len() - 3),
    }
}
