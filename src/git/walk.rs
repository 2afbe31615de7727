//! Which commits are new.

use super::{GitError, Oid, Repository, plumbing};

/// What counts as known already.
#[derive(Debug, Clone)]
pub enum Known {
    /// Whatever any ref of this repository reaches.
    AllRefs,
    /// Whatever this remote has, as far as its tracking refs tell, and these commits, where they are here.
    Remote {
        /// The remote's name.
        name: String,
        /// What the remote itself says that its refs are at.
        tips: Vec<Oid>,
    },
    /// These commits and whatever they reach.
    Commits(Vec<Oid>),
    /// Nothing.
    Nothing,
}

impl Repository {
    /// The commits that `tips` reach and `known` does not, children before parents. Tips that are no commits must not be in it.
    pub fn new_commits(&self, tips: &[Oid], known: &Known) -> Result<Vec<Oid>, GitError> {
        if tips.is_empty() {
            return Ok(Vec::new());
        }
        let mut input = String::new();
        let mut add = |mark: &str, id: &Oid| {
            input.push_str(mark);
            input.push_str(&id.to_string());
            input.push('\n');
        };
        for id in tips {
            add("", id);
        }
        let mut arguments = vec!["rev-list".to_owned(), "--topo-order".to_owned(), "--stdin".to_owned()];
        match known {
            Known::AllRefs => arguments.extend(["--not".to_owned(), "--all".to_owned()]),
            Known::Remote { name, tips } => {
                tips.iter().filter(|id| self.header(**id).is_ok()).for_each(|id| add("^", id));
                arguments.extend(["--not".to_owned(), format!("--remotes={}", escape_glob(name))]);
            }
            Known::Commits(commits) => commits.iter().for_each(|id| add("^", id)),
            Known::Nothing => {}
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        ids(&arguments, &plumbing::run(&arguments, input.as_bytes())?)
    }

    /// All commits that refs and HEAD reach, parents before children.
    pub fn all_commits(&self) -> Result<Vec<Oid>, GitError> {
        let mut arguments = vec!["rev-list", "--topo-order", "--reverse", "--all"];
        if self.head()?.is_some() {
            arguments.push("HEAD");
        }
        ids(&arguments, &plumbing::run(&arguments, b"")?)
    }

    /// The commits of a range as people write it: `A..B`, `A...B`, `^A B`.
    pub fn range(&self, range: &str) -> Result<Vec<Oid>, GitError> {
        let mut arguments = vec!["rev-list", "--topo-order", "--end-of-options"];
        arguments.extend(range.split_whitespace());
        arguments.push("--");
        ids(&arguments, &plumbing::run(&arguments, b"")?)
    }

    /// Is there a merge among the commits that `tips` reach and `base` does not?
    pub fn has_merge(&self, base: Oid, tips: &[Oid]) -> Result<bool, GitError> {
        let input: String = tips.iter().map(|id| format!("{id}\n")).chain([format!("^{base}\n")]).collect();
        let arguments = ["rev-list", "--merges", "--max-count=1", "--stdin"];
        Ok(!plumbing::run(&arguments, input.as_bytes())?.is_empty())
    }

    /// The branch that is checked out, in full; none where HEAD is detached.
    pub fn checked_out(&self) -> Option<Vec<u8>> {
        let name = plumbing::run(&["symbolic-ref", "--quiet", "HEAD"], b"").ok()?;
        Some(name.trim_ascii_end().to_vec())
    }

    /// The commits of local refs that no remote's tracking ref reaches.
    pub fn unpushed(&self) -> Result<Vec<Oid>, GitError> {
        let arguments = ["rev-list", "--branches", "--tags", "--not", "--remotes"];
        ids(&arguments, &plumbing::run(&arguments, b"")?)
    }
}

fn ids(arguments: &[&str], output: &[u8]) -> Result<Vec<Oid>, GitError> {
    output
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| {
            Oid::parse(line)
                .ok_or_else(|| GitError::Command { command: arguments.join(" "), cause: "it printed something that is no id".to_owned() })
        })
        .collect()
}

/// A remote's name as a pattern that matches itself only.
fn escape_glob(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if matches!(c, '*' | '?' | '[' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
