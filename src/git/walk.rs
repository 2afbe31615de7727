//! Which commits are new.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::ancestry::{self, Commits, Links};
use super::{GitError, Kind, Oid, Repository, Tag, object, plumbing};

/// What counts as known already.
#[derive(Debug, Clone)]
pub enum Known {
    /// Whatever any ref of this repository reaches, HEAD among them.
    AllRefs {
        /// Full names of the refs that are about to move: what is known mostly hangs on them, so they are asked first.
        moving: Vec<Vec<u8>>,
    },
    /// Whatever this remote has, as far as its tracking refs tell, and these commits, where they are here.
    Remote {
        /// The remote's name.
        name: String,
        /// What the remote itself says that its refs are at.
        tips: Vec<Oid>,
    },
}

/// A search for a commit below the refs that are about to move goes through at most this many commits: some ten milliseconds.
const SEARCH: usize = 20_000;
/// Up to this many refs a walk of our own is done before git would have started; with more of them git's own is faster, since it has
/// indexes.
const FEW_REFS: usize = 1_000;
/// Bytes of the commits of a push that are remembered: they are looked at next.
const WALKED: usize = 16 << 20;
/// A commit brings so many objects, as a rule.
const OBJECTS: usize = 4;
/// Room is made for so many commits at most before they have been seen.
const EXPECTED: usize = 1 << 16;
/// A tag may point at a tag, and so on.
const TAG_CHAIN: usize = 64;

impl Repository {
    /// The commits that `tips` reach and `known` does not, children before parents. Tips that are no commits must not be in it.
    pub fn new_commits(&self, tips: &[Oid], known: &Known) -> Result<Vec<Oid>, GitError> {
        let new = match known {
            Known::AllRefs { moving } => self.arriving(tips, moving)?,
            Known::Remote { name, tips: theirs } => {
                let here: Vec<Oid> = theirs.iter().filter(|id| self.header(**id).is_ok()).copied().collect();
                self.beyond(tips, &Refs::Remote(name), &here)?
            }
        };
        Ok(ancestry::children_first(&new))
    }

    /// What arrives by a push. git keeps it in a store of its own until the hook has agreed, so a commit that the repository's own store
    /// lacks is new: no ref can reach it. Only of those at the edge, which that store has, it must be found out whether a ref reaches them
    /// or they were left behind.
    fn arriving(&self, tips: &[Oid], moving: &[Vec<u8>]) -> Result<Commits, GitError> {
        let settled = self.libgit2.as_ref().and_then(super::libgit2::LibGit2::settled);
        let expected = self.arriving_packs().map_or(0, |packs| packs.objects() / OBJECTS).min(EXPECTED);
        let mut new = Commits::with_capacity(expected);
        let mut edge = HashSet::new();
        let (mut walked, mut size) = (HashMap::with_capacity(expected), 0);
        let mut left = tips.to_vec();
        while let Some(id) = left.pop() {
            if new.contains_key(&id) {
                continue;
            }
            if settled.as_ref().is_none_or(|store| store.has(id)) {
                edge.insert(id);
                continue;
            }
            let data = self.linked(id, Kind::Commit)?;
            let parents = self.links_in(id, &data)?.parents;
            left.extend_from_slice(&parents);
            new.insert(id, parents);
            if size + data.len() <= WALKED {
                size += data.len();
                walked.insert(id, data);
            }
        }
        self.walked.get_or_init(|| Arc::new(walked));
        self.forget_known(&mut edge, moving)?;
        if !edge.is_empty() {
            let edge: Vec<Oid> = edge.into_iter().collect();
            new.extend(self.beyond(&edge, &Refs::All, &[])?);
        }
        Ok(new)
    }

    /// Takes out what these refs or HEAD reach, as far as that is quickly told. Where the refs stand is asked of the repository: what a
    /// push says of it is only checked after the hook.
    fn forget_known(&self, edge: &mut HashSet<Oid>, moving: &[Vec<u8>]) -> Result<(), GitError> {
        let Some(libgit2) = self.libgit2.as_ref().filter(|_| !edge.is_empty()) else { return Ok(()) };
        let mut near: Vec<Oid> = Vec::new();
        for name in moving.iter().map(Vec::as_slice).chain([&b"HEAD"[..]]) {
            near.extend(libgit2.target(name).map(|id| self.peel(id)).transpose()?.flatten());
        }
        for id in &near {
            edge.remove(id);
        }
        if !edge.is_empty() {
            ancestry::find(&|id| self.links(id), &near, edge, SEARCH);
        }
        Ok(())
    }

    /// The commits that `tips` reach, and neither the refs nor `more` do.
    fn beyond(&self, tips: &[Oid], refs: &Refs<'_>, more: &[Oid]) -> Result<Commits, GitError> {
        let known = self.libgit2.as_ref().and_then(|libgit2| libgit2.targets(&refs.prefix()));
        let walk = |known: &[Oid]| {
            // git counts HEAD among all refs
            let head = self.head().ok().flatten().filter(|_| matches!(refs, Refs::All));
            let known = known.iter().filter_map(|id| self.peel(*id).ok().flatten()).chain(more.iter().copied()).chain(head);
            ancestry::beyond(&|id| self.links(id), tips, &known.collect::<Vec<_>>())
        };
        match known {
            Some(known) if known.len() <= FEW_REFS => walk(&known),
            known => match (Self::beyond_by_git(tips, refs, more), known) {
                // slower, and right as well
                (Err(GitError::NoGit { .. }), Some(known)) => walk(&known),
                (ids, _) => ids?.into_iter().map(|id| Ok((id, self.links(id)?.parents))).collect(),
            },
        }
    }

    fn beyond_by_git(tips: &[Oid], refs: &Refs<'_>, more: &[Oid]) -> Result<Vec<Oid>, GitError> {
        let input: String = tips.iter().map(|id| format!("{id}\n")).chain(more.iter().map(|id| format!("^{id}\n"))).collect();
        let hidden = refs.argument();
        let arguments = ["rev-list", "--stdin", "--not", &hidden];
        ids(&arguments, &plumbing::run(&arguments, input.as_bytes())?)
    }

    /// A commit's parents, less those that a shallow clone has cut off, and its date.
    pub(super) fn links(&self, id: Oid) -> Result<Links, GitError> {
        self.links_in(id, &self.linked(id, Kind::Commit)?)
    }

    /// The same of a commit that has been read.
    fn links_in(&self, id: Oid, commit: &[u8]) -> Result<Links, GitError> {
        let links = object::links(id, commit)?;
        Ok(if self.is_cut_off(id)? { Links { parents: Vec::new(), ..links } } else { links })
    }

    /// The commit that an object is or, as a tag, points at.
    fn peel(&self, mut id: Oid) -> Result<Option<Oid>, GitError> {
        for _ in 0..TAG_CHAIN {
            match self.header(id)?.0 {
                Kind::Commit => return Ok(Some(id)),
                Kind::Tag => id = Tag::parse(id, &self.read_as(id, Kind::Tag)?)?.target,
                Kind::Tree | Kind::Blob => return Ok(None),
            }
        }
        Ok(None)
    }

    /// All commits that refs and HEAD reach, parents before children.
    pub fn all_commits(&self) -> Result<Vec<Oid>, GitError> {
        let mut arguments = vec!["rev-list", "--topo-order", "--reverse", "--all"];
        let head = self.head()?;
        if head.is_some() {
            arguments.push("HEAD");
        }
        let commits = ids(&arguments, &plumbing::run(&arguments, b"")?)?;
        // a list that lacks what was asked for by name is no answer
        match head.filter(|head| !commits.contains(head)) {
            Some(head) => Err(GitError::Command { command: arguments.join(" "), cause: format!("its list lacks HEAD, {head}") }),
            None => Ok(commits),
        }
    }

    /// Is there a merge among the commits that `tips` reach and `base` does not? Tips that are no commits count for nothing.
    pub fn has_merge(&self, base: Oid, tips: &[Oid]) -> Result<bool, GitError> {
        let tips: Vec<Oid> = tips.iter().filter_map(|id| self.peel(*id).transpose()).collect::<Result<_, _>>()?;
        let links = |id| self.links(id);
        // one that is younger than the base is no ancestor of it; where clocks went wrong the answer is a merge too many
        let time = self.links(base).map_or(i64::MAX, |links| links.time);
        if ancestry::merge_after(&links, &tips, time)? {
            return Ok(true);
        }
        let commits = ancestry::beyond(&links, &tips, &[base])?;
        Ok(commits.values().any(|parents| parents.len() > 1))
    }

    /// The branch that is checked out, in full; none where HEAD is detached.
    pub fn checked_out(&self) -> Option<Vec<u8>> {
        if let Some(libgit2) = self.libgit2.as_ref().filter(|libgit2| libgit2.knows_refs()) {
            return libgit2.branch();
        }
        let name = plumbing::run(&["symbolic-ref", "--quiet", "HEAD"], b"").ok()?;
        Some(name.trim_ascii_end().to_vec())
    }

    /// The commits of local refs that no remote's tracking ref reaches.
    pub fn unpushed(&self) -> Result<Vec<Oid>, GitError> {
        let arguments = ["rev-list", "--branches", "--tags", "--not", "--remotes"];
        ids(&arguments, &plumbing::run(&arguments, b"")?)
    }
}

/// Does the repository that this process is in take push options? None where git cannot tell.
pub fn takes_push_options() -> Option<bool> {
    match plumbing::run(&["config", "--type=bool", "--get", "receive.advertisePushOptions"], b"") {
        Ok(said) => Some(said.trim_ascii() == b"true"),
        // git says nothing where nothing is set
        Err(GitError::Command { .. }) => Some(false),
        Err(_) => None,
    }
}

/// Refs whose commits are known.
enum Refs<'a> {
    All,
    /// Those that track this remote.
    Remote(&'a str),
}

impl Refs<'_> {
    /// How their names begin.
    fn prefix(&self) -> String {
        match self {
            Self::All => "refs/".to_owned(),
            Self::Remote(name) => format!("refs/remotes/{name}/"),
        }
    }

    /// The argument of `git rev-list` that names them.
    fn argument(&self) -> String {
        match self {
            Self::All => "--all".to_owned(),
            Self::Remote(name) => format!("--remotes={}", escape_glob(name)),
        }
    }
}

pub(super) fn ids(arguments: &[&str], output: &[u8]) -> Result<Vec<Oid>, GitError> {
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
