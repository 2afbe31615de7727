//! What is known of the repository when advice is given.

/// Where the findings of one run stand among commits and remotes. Every field may stay empty: the advice is then less exact, never wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Situation {
    /// HEAD names no commit yet: the first commit is being made.
    pub unborn: bool,
    /// Commits that hold findings (whole ids), **oldest first**, each with its first parent.
    pub spots: Vec<Spot>,
    /// Whole ids that HEAD, or the refs being pushed, name: a commit that is one of them can be amended.
    pub tips: Vec<String>,
    /// There is a merge commit between the oldest spot and the tip: a rebase has to keep it.
    pub merges: bool,
    /// The branch that holds the commits, where it is not the one that is checked out; short name.
    pub branch: Option<String>,
    /// The remote's name (`origin`), where there is one.
    pub remote: Option<String>,
    /// Paths (as git has them) of staged files that HEAD does not have.
    pub new_files: Vec<Vec<u8>>,
    /// Paths (as git has them) of staged files that hold more changes than the finding's line; absent when not looked up.
    pub mixed_files: Vec<Vec<u8>>,
    /// Git was called from a folder below the top of the work tree (`GIT_PREFIX` is not empty): paths need `:/`.
    pub below_top: bool,
    /// The organisation's own guide (`https://…`), from the configuration.
    pub guide: Option<String>,
    /// What was pushed was made there.
    pub made: Made,
    /// How a false alarm on a server can be answered.
    pub appeal: Appeal,
    /// What becomes of what was looked at.
    pub fate: Fate,
}

/// Where somebody made what is pushed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Made {
    /// In a clone.
    #[default]
    InClone,
    /// In a browser, on the server: there are no commits to amend.
    InBrowser,
}

/// What becomes of a commit or push.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fate {
    /// It is refused.
    #[default]
    Refused,
    /// It passes: nothing in it is more than a warning.
    Passes,
}

/// What whoever pushes can do about a false alarm on a server.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Appeal {
    /// Ask the people who run it.
    #[default]
    Tell,
    /// Let it pass by a push option.
    Push,
    /// The same, if the server took push options.
    Unadvertised,
    /// The same, if this hook were given push options.
    NoOptions,
}

/// A commit that holds findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spot {
    /// Whole id, hexadecimal.
    pub commit: String,
    /// Whole id of its first parent; none for a root commit.
    pub parent: Option<String>,
}
