//! Why leakgate could not decide. Every one of these is exit 2: what could not be read or understood is never a pass.

use std::path::PathBuf;

use crate::detect::DetectError;
use crate::finding::Count;
use crate::git::GitError;

/// Could not decide; what it was, and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The repository.
    #[error(transparent)]
    Git(#[from] GitError),
    /// A rule.
    #[error(transparent)]
    Detect(#[from] DetectError),
    /// What git handed over on standard input.
    #[error("standard input, line {line}: {cause}")]
    Input {
        /// From 1.
        line: usize,
        /// What is wrong with it.
        cause: String,
    },
    /// A file outside git.
    #[error("cannot {doing} {path}: {cause}", path = crate::text::printable(path.as_os_str().as_encoded_bytes()))]
    File {
        /// `read`, `write`.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        cause: std::io::Error,
    },
    /// A configuration file; line and column are from 1 (0: the file as a whole).
    #[error("{path}:{line}:{column}: {cause}", path = crate::text::printable(path.as_os_str().as_encoded_bytes()))]
    Config {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong.
        cause: String,
        /// The cure.
        cure: String,
    },
    /// Several at once.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Several(Vec<Trouble>),
    /// The request itself.
    #[error("{what}")]
    Usage {
        /// What cannot be done.
        what: String,
        /// What to do instead.
        next: String,
    },
    /// The report could not be written.
    #[error("cannot write the report: {0}")]
    Report(std::io::Error),
    /// What was looked at is not what was to be looked at.
    #[error("{done} of {meant} {what} were looked at{missing}", done = .count.done, meant = .count.meant, missing = named(.missing))]
    Uncounted {
        /// What was counted.
        what: &'static str,
        /// Both numbers.
        count: Count,
        /// The first of what is missing, printable.
        missing: Vec<String>,
    },
}

/// What is missing, at the end of a sentence.
fn named(missing: &[String]) -> String {
    if missing.is_empty() { String::new() } else { format!("; missing: {}", missing.join(", ")) }
}

impl Trouble {
    /// All of these as one, the number of those that are not told behind them; nothing where there are none.
    pub fn all(mut all: Vec<Self>, more: usize) -> Result<(), Self> {
        if more > 0 {
            all.push(Self::Usage { what: format!("and {more} mistakes more"), next: "correct those above first".to_owned() });
        }
        match all.len() {
            0 => Ok(()),
            1 => Err(all.remove(0)),
            _ => Err(Self::Several(all)),
        }
    }

    /// What to do next.
    pub fn next(&self) -> String {
        match self {
            Self::Git(error) => error.next(),
            Self::Detect(error) => format!("correct the rule, or turn it off in the configuration; see: leakgate explain {}", error.rule),
            Self::Input { .. } => {
                "a hook is called by git itself; to try one by hand, give it the lines that githooks(5) describes".to_owned()
            }
            Self::File { path, .. } => {
                format!("check that it exists and its permissions: ls -l '{}'", crate::text::printable(path.as_os_str().as_encoded_bytes()))
            }
            Self::Config { cure, .. } => cure.clone(),
            Self::Several(all) => all.first().map(Self::next).unwrap_or_default(),
            Self::Usage { next, .. } => next.clone(),
            Self::Report(_) => "check the disk and the file named by --output".to_owned(),
            Self::Uncounted { .. } => "run it again; if it stays so, it is a fault of leakgate: please report it".to_owned(),
        }
    }
}
