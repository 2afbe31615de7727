//! What a CI run was started for: which commits are new to the place that they are to go to.

mod environment;

pub use environment::request;

use crate::git::{GitError, Oid, Repository};
use crate::trouble::Trouble;

/// A system that runs builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// GitHub Actions, and Gitea's and Forgejo's, which set the same variables.
    GitHub,
    /// GitLab CI.
    GitLab,
    /// Bitbucket Pipelines.
    Bitbucket,
    /// Azure Pipelines.
    Azure,
}

/// What a build was started for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Who started it.
    pub platform: Platform,
    /// The commit (or tag) to look at.
    pub tip: String,
    /// What is not new.
    pub base: Base,
}

/// What is not new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// What this commit reaches: a change is to be merged into it.
    Commit(String),
    /// What this branch of the remote reaches.
    Branch(String),
    /// A push, or a run that nobody pushed anything for.
    Push {
        /// Where the branch stood before; none where it is new or the platform does not say.
        before: Option<String>,
        /// The branch, where it is one.
        branch: Option<String>,
        /// The default branch, where the platform tells it.
        default: Option<String>,
    },
}

/// The remote that every platform's checkout makes.
const REMOTE: &str = "refs/remotes/origin";

impl Platform {
    fn name(self) -> &'static str {
        match self {
            Self::GitHub => "GitHub",
            Self::GitLab => "GitLab",
            Self::Bitbucket => "Bitbucket",
            Self::Azure => "Azure",
        }
    }

    /// How a job asks for the whole history.
    fn whole_history(self) -> String {
        let setting = match self {
            Self::GitHub => "`fetch-depth: 0` below `with:` of actions/checkout",
            Self::GitLab => "`GIT_DEPTH: \"0\"` below `variables:` of the job",
            Self::Bitbucket => "`clone: {depth: full}` in the step",
            Self::Azure => "`fetchDepth: 0` in the step `checkout: self`",
        };
        format!("let the job fetch the whole history: {setting}")
    }
}

/// The commits that a build is to look at, children before parents. What the clone lacks for an answer is an error with the platform's cure.
pub fn commits(repository: &Repository, request: &Request) -> Result<Vec<Oid>, Trouble> {
    let clone = Clone { repository, platform: request.platform };
    let tip = clone.commit(&request.tip)?;
    let base = match &request.base {
        Base::Commit(id) => Some(clone.commit(id)?),
        Base::Branch(name) => Some(clone.branch(name)?),
        Base::Push { before, branch, default } => clone.before(before.as_deref(), branch.as_deref(), default.as_deref())?,
    };
    let range = base.map_or_else(|| tip.to_string(), |base| format!("{base}..{tip}"));
    repository.range(&range).map_err(|error| match error {
        GitError::CutOff { .. } => Trouble::Usage { what: error.to_string(), next: request.platform.whole_history() },
        other => other.into(),
    })
}

/// What a job has of the repository.
struct Clone<'a> {
    repository: &'a Repository,
    platform: Platform,
}

impl Clone<'_> {
    fn commit(&self, id: &str) -> Result<Oid, Trouble> {
        self.repository.find(id)?.map_or_else(|| self.lacks(&format!("commit {id}"), &format!("git fetch origin {id}")), Ok)
    }

    fn branch(&self, name: &str) -> Result<Oid, Trouble> {
        let found = self.repository.find(&format!("{REMOTE}/{name}"))?;
        let shown = crate::text::printable(name.as_bytes());
        found.map_or_else(|| self.lacks(&format!("branch {shown} of origin"), "git fetch origin '+refs/heads/*:refs/remotes/origin/*'"), Ok)
    }

    /// What was there before a push; none where all that the branch reaches is to be looked at.
    fn before(&self, before: Option<&str>, branch: Option<&str>, default: Option<&str>) -> Result<Option<Oid>, Trouble> {
        if let Some(id) = before {
            match self.repository.find(id)? {
                Some(found) => return Ok(Some(found)),
                // a forced push leaves behind what no branch reaches, and no fetch brings it: to be told from a clone that is cut short
                None if self.repository.is_shallow()? => return self.commit(id).map(Some),
                None => {}
            }
        }
        let own = self.repository.default_branch(REMOTE)?;
        let default = default.map(str::to_owned).or(own).ok_or_else(|| Trouble::Usage {
            what: format!("{} does not say where the branch stood before, and the default branch is not known here", self.platform.name()),
            next: "tell git, such as: git remote set-head origin main; or name the commits: leakgate scan --range A..B".to_owned(),
        })?;
        if branch == Some(&default) { Ok(None) } else { self.branch(&default).map(Some) }
    }

    fn lacks<T>(&self, what: &str, fetch: &str) -> Result<T, Trouble> {
        let next = if self.repository.is_shallow()? { self.platform.whole_history() } else { format!("fetch it first: {fetch}") };
        Err(Trouble::Usage { what: format!("this clone lacks {what}, which {} compares with", self.platform.name()), next })
    }
}
