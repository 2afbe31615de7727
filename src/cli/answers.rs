//! The verbs that answer findings: allow, baseline, suppressions, review.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Findings that may pass.
#[derive(Debug, Args)]
#[command(
    after_help = "An entry names one secret by its fingerprint, so it goes on to count when the line moves, the file is renamed or commits
are squashed; another secret in the same place is found all the same. The entry counts at once; stage the file along
with your change. Whatever is wider than one finding (a rule, a path) is written into .leakgate.toml by hand and counts
once it is committed. The rest of the file, comments and order, stays as it is.

Where the fingerprint has an entry that is past, that entry is renewed; one that still counts is left alone unless
--expires gives it another end.

Examples:
  leakgate allow 3f9c51e0a7b24d618c2f --reason \"a sample from the vendor's documentation\"
  leakgate allow 3f9c51e0a7b24d618c2f --reason \"rolled, see INC-4711\" --expires 90d --owner payments
  leakgate allow 3f9c51e0a7b24d618c2f 77ab0193c4d2e6f58a10 --reason \"test data\" --expires 2027-01-31"
)]
pub struct Allow {
    /// The fingerprints, as the report names them
    #[arg(required = true, value_name = "FINGERPRINT")]
    pub fingerprints: Vec<String>,
    /// Why they may pass
    #[arg(long)]
    pub reason: String,
    /// For how many days, `90d`, or until which day, `2027-01-31` [default: 365d]
    #[arg(long, value_name = "DAYS|DATE")]
    pub expires: Option<String>,
    /// Who answers for it
    #[arg(long)]
    pub owner: Option<String>,
}

/// What to do with the baseline.
#[derive(Debug, Subcommand)]
pub enum Baseline {
    /// Accept everything that is found now, so that only what is new is told from here on
    #[command(after_help = "Made once, to adopt leakgate on an old repository. What stands in a history that others have is no less
known to them for being accepted: roll it. Commit the file; at a commit or push the one in HEAD counts,
in scans the one in the working copy. Two branches that add to it merge without conflict where
.gitattributes says: .leakgate-baseline merge=union

Examples:
  leakgate baseline create                  what the history holds, of all branches and tags
  leakgate baseline create src/ tests/      what these files hold as they lie there")]
    Create {
        /// What to look at
        #[command(flatten)]
        at: Where,
        /// Write it there instead of to .leakgate-baseline at the top of the repository
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Replace a baseline that is there
        #[arg(long)]
        force: bool,
    },
    /// Take out the lines that no longer match anything in the history; everything else in the file stays
    #[command(
        after_help = "The history is what the branches and tags of this clone reach: fetch first, so that no branch of others is missed."
    )]
    Prune {
        /// Only say which lines would go; exit code 1 if there are any
        #[arg(long)]
        dry_run: bool,
    },
    /// Show what it holds
    #[command(after_help = "Examples:
  leakgate baseline show
  leakgate baseline show --format json")]
    Show {
        /// How to tell
        #[arg(long, value_enum, default_value_t = Shape::Human)]
        format: Shape,
    },
}

/// The history, or files.
#[derive(Debug, Args)]
pub struct Where {
    /// Files and folders, as they lie there
    #[arg(conflicts_with = "history")]
    pub paths: Vec<PathBuf>,
    /// Everything that any ref reaches; so it is where no path is named
    #[arg(long)]
    pub history: bool,
}

/// What of the suppressions to tell, and how.
#[derive(Debug, Args)]
#[command(after_help = "Told are the findings that a comment, an allow entry, the baseline or policy keeps out of the reports, each with
what does it, the reason, its end and its owner; then the entries that match nothing or are past. The configuration
is that of the working copy. Where only some paths are looked at, an entry for something elsewhere matches nothing.

Exit codes: 0, or 1 with --fail-unused where an entry matches nothing or is past; 2 could not decide.

Examples:
  leakgate suppressions                        of the whole history
  leakgate suppressions --fail-unused          for a nightly build: stale entries fail it
  leakgate suppressions src/ --format json     for programs")]
pub struct Suppressions {
    /// What to look at
    #[command(flatten)]
    pub at: Where,
    /// End with exit code 1 where an entry matches nothing or is past
    #[arg(long)]
    pub fail_unused: bool,
    /// How to tell
    #[arg(long, value_enum, default_value_t = Shape::Human)]
    pub format: Shape,
}

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// For people
    Human,
    /// For programs
    Json,
}

/// What to go through.
#[derive(Debug, Args)]
#[command(after_help = "Each finding is shown once, however often it stands there, with what to do about it. An answer is one letter:
rolled (an allow entry that says when), allow (asks for the reason), baseline, open (tells the provider's page),
show again, skip, quit. Answers are written at once. Quit, or close the input, at any time: the next
`leakgate review` goes on where this one stopped.

Exit codes: 0 nothing that policy blocks is left, 1 something is, 2 could not decide.

Examples:
  leakgate review                    the whole history
  leakgate review --range main..     what a branch brings
  leakgate review --staged           what is about to be committed")]
pub struct Review {
    /// Files and folders, as they lie there
    #[arg(conflicts_with_all = ["staged", "range", "history"])]
    pub paths: Vec<PathBuf>,
    /// What is about to be committed
    #[arg(long, conflicts_with_all = ["range", "history"])]
    pub staged: bool,
    /// The commits of a range, each against its parents
    #[arg(long, value_name = "A..B", conflicts_with = "history")]
    pub range: Option<String>,
    /// Everything that any ref reaches; so it is where nothing is named
    #[arg(long)]
    pub history: bool,
    /// Ask again about what was skipped before
    #[arg(long)]
    pub again: bool,
    /// Who answers for the entries that are written
    #[arg(long)]
    pub owner: Option<String>,
}
