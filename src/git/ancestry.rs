//! Walks over parents, newest first: which commits lie beyond what is known, and whether one is an ancestor of another.

use std::collections::BinaryHeap;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::{GitError, Oid};

/// What a walk needs of a commit.
#[derive(Debug, Clone)]
pub(super) struct Links {
    /// Its parents, in order.
    pub parents: Vec<Oid>,
    /// When it was committed: seconds since 1970; zero where it does not say.
    pub time: i64,
}

/// Commits with their parents.
pub(super) type Commits = HashMap<Oid, Vec<Oid>>;

/// Clocks differ: so many commits are looked at beyond the date where a walk could end. git takes the same number.
const SLOP: usize = 5;

/// The commits that `tips` reach and `known` do not. A known commit that cannot be read ends what is known there; any other one that
/// cannot is an error.
///
/// Where clocks went wrong by more than a few commits, a commit that is known may be among them, as with git itself; one that is not
/// known is never left out.
pub(super) fn beyond(links: &dyn Fn(Oid) -> Result<Links, GitError>, tips: &[Oid], known: &[Oid]) -> Result<Commits, GitError> {
    let mut walk = Walk { links, seen: HashMap::new(), queue: BinaryHeap::new(), open: 0 };
    for id in known {
        walk.meet(*id, true)?;
    }
    for id in tips {
        walk.meet(*id, false)?;
    }
    let (mut oldest, mut slop) = (i64::MAX, SLOP);
    while let Some((time, id)) = walk.queue.pop() {
        if walk.open == 0 && time < oldest {
            if slop == 0 {
                break;
            }
            slop -= 1;
        }
        let Some(seen) = walk.seen.get_mut(&id) else { continue };
        seen.passed = true;
        let (known, parents) = (seen.known, seen.parents.clone());
        if !known {
            walk.open -= 1;
            oldest = oldest.min(time);
        }
        for parent in parents {
            walk.meet(parent, known)?;
        }
    }
    Ok(walk.seen.into_iter().filter(|(_, seen)| !seen.known).map(|(id, seen)| (id, seen.parents)).collect())
}

struct Walk<'a> {
    links: &'a dyn Fn(Oid) -> Result<Links, GitError>,
    seen: HashMap<Oid, Seen>,
    queue: BinaryHeap<(i64, Oid)>,
    /// How many in the queue are not known.
    open: usize,
}

struct Seen {
    known: bool,
    /// Have its parents been met?
    passed: bool,
    parents: Vec<Oid>,
}

impl Walk<'_> {
    fn meet(&mut self, id: Oid, known: bool) -> Result<(), GitError> {
        if self.seen.contains_key(&id) {
            if known {
                self.mark(id);
            }
            return Ok(());
        }
        let links = match (self.links)(id) {
            Ok(links) => links,
            Err(_) if known => return Ok(()),
            Err(error) => return Err(error),
        };
        self.queue.push((links.time, id));
        self.open += usize::from(!known);
        self.seen.insert(id, Seen { known, passed: false, parents: links.parents });
        Ok(())
    }

    /// It turns out to be known, and with it all that it reaches.
    fn mark(&mut self, id: Oid) {
        let mut left = vec![id];
        while let Some(id) = left.pop() {
            let Some(seen) = self.seen.get_mut(&id).filter(|seen| !seen.known) else { continue };
            seen.known = true;
            if seen.passed {
                left.extend_from_slice(&seen.parents);
            } else {
                self.open -= 1;
            }
        }
    }
}

/// Is one of the commits that `tips` reach a merge, and younger than this (seconds since 1970)? The youngest are looked at first.
pub(super) fn merge_after(links: &dyn Fn(Oid) -> Result<Links, GitError>, tips: &[Oid], time: i64) -> Result<bool, GitError> {
    let (mut met, mut queue, mut next) = (HashSet::new(), BinaryHeap::new(), tips.to_vec());
    loop {
        for id in next.drain(..).filter(|id| met.insert(*id)) {
            let links = links(id)?;
            queue.push((links.time, id, links.parents));
        }
        match queue.pop() {
            Some((youngest, _, parents)) if youngest > time && parents.len() < 2 => next = parents,
            youngest => return Ok(youngest.is_some_and(|(youngest, _, _)| youngest > time)),
        }
    }
}

/// Takes out of `wanted` what `from` reach, as far as a search through at most `limit` commits tells.
pub(super) fn find(links: &dyn Fn(Oid) -> Result<Links, GitError>, from: &[Oid], wanted: &mut HashSet<Oid>, limit: usize) {
    let until = wanted.iter().filter_map(|id| links(*id).ok()).map(|links| links.time).min().unwrap_or(i64::MAX);
    let mut met = HashSet::new();
    let mut queue = BinaryHeap::new();
    let mut next: Vec<Oid> = from.to_vec();
    let mut slop = SLOP;
    for _ in 0..limit {
        for id in next.drain(..).filter(|id| met.insert(*id)) {
            wanted.remove(&id);
            // one that cannot be read leads no further; what is not found is asked elsewhere
            if let Ok(links) = links(id) {
                queue.push((links.time, id, links.parents));
            }
        }
        if wanted.is_empty() {
            return;
        }
        let Some((time, _, parents)) = queue.pop() else { return };
        if time < until {
            if slop == 0 {
                return;
            }
            slop -= 1;
        }
        next = parents;
    }
}

/// All of them, children before parents, one line of history after the other.
pub(super) fn children_first(commits: &Commits) -> Vec<Oid> {
    let mut children: HashMap<Oid, usize> = HashMap::with_capacity(commits.len());
    for parent in commits.values().flatten().filter(|parent| commits.contains_key(parent)) {
        *children.entry(*parent).or_default() += 1;
    }
    let mut ready: Vec<Oid> = commits.keys().filter(|id| !children.contains_key(id)).copied().collect();
    // the same order in every run
    ready.sort_unstable();
    let mut out = Vec::with_capacity(commits.len());
    while let Some(id) = ready.pop() {
        out.push(id);
        for parent in &commits[&id] {
            if let Some(left) = children.get_mut(parent) {
                *left -= 1;
                if *left == 0 {
                    ready.push(*parent);
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> Oid {
        Oid::from_bytes(&[number; 20]).unwrap()
    }

    /// Commits by number: parents and date.
    fn history(commits: &'static [(u8, &'static [u8], i64)]) -> impl Fn(Oid) -> Result<Links, GitError> {
        move |wanted| {
            let found = commits.iter().find(|(number, ..)| id(*number) == wanted);
            let (_, parents, time) = found.ok_or(GitError::Object { id: wanted, cause: "missing".into() })?;
            Ok(Links { parents: parents.iter().map(|number| id(*number)).collect(), time: *time })
        }
    }

    /// 1 ← 2 ← 3 ← 5 (a merge of 3 and 4), 2 ← 4.
    const DIAMOND: &[(u8, &[u8], i64)] = &[(1, &[], 10), (2, &[1], 20), (3, &[2], 30), (4, &[2], 40), (5, &[3, 4], 50)];
    /// The same line with the clock of 3 far behind and that of 2 far ahead.
    const SKEWED: &[(u8, &[u8], i64)] = &[(1, &[], 10), (2, &[1], 900), (3, &[2], 1), (4, &[3], 40)];

    fn numbers(ids: impl IntoIterator<Item = Oid>) -> Vec<u8> {
        let mut numbers: Vec<u8> = ids.into_iter().map(|id| id.as_bytes()[0]).collect();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn what_lies_beyond_the_known() {
        for (commits, tips, known, new) in [
            (DIAMOND, &[5][..], &[][..], &[1, 2, 3, 4, 5][..]),
            (DIAMOND, &[5], &[3], &[4, 5]),
            (DIAMOND, &[5], &[1], &[2, 3, 4, 5]),
            (DIAMOND, &[3, 4], &[5], &[]),
            (DIAMOND, &[4], &[3], &[4]),
            (DIAMOND, &[4], &[9], &[1, 2, 4]),
            (SKEWED, &[4], &[2], &[3, 4]),
            (SKEWED, &[2], &[4], &[]),
            (SKEWED, &[1], &[3], &[]),
        ] {
            let links = history(commits);
            let ids = |numbers: &[u8]| numbers.iter().map(|number| id(*number)).collect::<Vec<_>>();
            let found = beyond(&links, &ids(tips), &ids(known)).unwrap();
            assert_eq!(numbers(found.into_keys()), new, "{tips:?} without {known:?}");
        }
        assert!(beyond(&history(DIAMOND), &[id(9)], &[id(5)]).is_err(), "a tip that is missing");
    }

    #[test]
    fn a_merge_is_found_where_it_is_young_enough() {
        for (tips, time, found) in [(&[5][..], 0, true), (&[5], 40, true), (&[5], 50, false), (&[4, 3], 0, false), (&[3, 5], 40, true)] {
            let tips: Vec<Oid> = tips.iter().map(|number| id(*number)).collect();
            assert_eq!(merge_after(&history(DIAMOND), &tips, time).unwrap(), found, "{tips:?} after {time}");
        }
        assert!(merge_after(&history(DIAMOND), &[id(9)], 0).is_err(), "a tip that is missing");
    }

    #[test]
    fn ancestors_are_found_within_the_limit() {
        for (from, wanted, limit, left) in
            [(5, &[1, 3][..], 100, &[][..]), (5, &[5], 1, &[]), (3, &[4], 100, &[4]), (5, &[1], 2, &[1]), (9, &[1], 100, &[1])]
        {
            let mut wanted: HashSet<Oid> = wanted.iter().map(|number| id(*number)).collect();
            find(&history(DIAMOND), &[id(from)], &mut wanted, limit);
            assert_eq!(numbers(wanted), left, "from {from}, {limit} commits");
        }
    }

    #[test]
    fn children_stand_before_their_parents() {
        let all = beyond(&history(DIAMOND), &[id(5)], &[]).unwrap();
        let order = children_first(&all);
        assert_eq!(order.len(), 5);
        let place = |number| order.iter().position(|other| *other == id(number)).unwrap();
        for (commit, parents) in all {
            assert!(parents.iter().all(|parent| place(parent.as_bytes()[0]) > place(commit.as_bytes()[0])));
        }
    }
}
