//! Ranges of commits as people and CI systems name them, and what of them a clone has.

use super::{GitError, Oid, Repository, plumbing, walk};

impl Repository {
    /// The commits of a range as people write it: `A..B`, `A...B`, `^A B`. One that a shallow clone has cut off is an error: what lies
    /// beyond was asked for, too, and cannot be looked at.
    pub fn range(&self, range: &str) -> Result<Vec<Oid>, GitError> {
        let mut arguments = vec!["rev-list", "--topo-order", "--end-of-options"];
        arguments.extend(range.split_whitespace());
        arguments.push("--");
        let commits = walk::ids(&arguments, &plumbing::run(&arguments, b"")?)?;
        for id in &commits {
            if self.is_cut_off(*id)? {
                return Err(GitError::CutOff { id: *id });
            }
        }
        Ok(commits)
    }

    /// The commit that a revision names; none where it is not here.
    pub fn find(&self, revision: &str) -> Result<Option<Oid>, GitError> {
        match self.resolve(revision) {
            Ok(id) => Ok(Some(id)),
            Err(GitError::Command { .. }) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Has the clone been cut short anywhere?
    pub fn is_shallow(&self) -> Result<bool, GitError> {
        Ok(plumbing::run(&["rev-parse", "--is-shallow-repository"], b"")?.trim_ascii() == b"true")
    }

    /// The default branch of the remote whose tracking refs are below `remote`, where a clone has noted it.
    pub fn default_branch(&self, remote: &str) -> Result<Option<String>, GitError> {
        match plumbing::run(&["symbolic-ref", "--quiet", &format!("{remote}/HEAD")], b"") {
            Ok(name) => {
                let name = String::from_utf8_lossy(name.trim_ascii()).into_owned();
                Ok(name.strip_prefix(remote).and_then(|rest| rest.strip_prefix('/')).map(str::to_owned))
            }
            Err(GitError::Command { .. }) => Ok(None),
            Err(other) => Err(other),
        }
    }
}
