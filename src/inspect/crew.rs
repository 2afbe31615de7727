//! Many units looked at on all cores, with the findings of one after another.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::visited::{self, Visited};
use super::{Budget, Inspector, Left, Looked, Pass, Swept, Why};
use crate::cores;
use crate::detect::Detector;
use crate::finding::{Place, Stage, Tally};
use crate::fingerprint::Key;
use crate::git::Repository;
use crate::source::{Announced, Unit, Visit};
use crate::trouble::Trouble;

/// Units that a thread takes at a time.
const CHUNK: usize = 16;
/// Another thread, and another look at the repository, pays from this many units on for each.
const WORTH_A_THREAD: usize = 64;

/// What everybody who looks needs to know.
#[derive(Clone, Copy)]
pub struct Crew<'a> {
    /// The rules.
    pub detector: &'a Detector,
    /// What has been looked at already.
    pub swept: Option<&'a Swept>,
    /// What the findings are given.
    pub stage: Stage,
    /// How much may be looked at.
    pub budget: &'a Budget,
    /// Asked for when there is something to fingerprint, with the repository of the thread that asks.
    pub key: &'a (dyn Fn(Option<&Repository>) -> Key + Sync),
}

/// What a thread brings back: what it found, by unit.
#[derive(Default)]
struct Share {
    looked: Vec<(usize, Looked)>,
    failure: Option<(usize, Trouble)>,
    tally: Tally,
    /// Units that have something for a later pass.
    put_off: Vec<usize>,
    left: Left,
}

impl Crew<'_> {
    /// Visits the items of every unit. Findings come in the order of the units, and the trouble that is told is that of the first unit that
    /// has one, however many threads there are; few units start none. `done` is told after each.
    pub fn look<U: Unit + Sync>(
        &self,
        repository: Option<&Repository>,
        units: &[U],
        visit: &(impl Fn(Option<&Repository>, &U, &mut Visit<'_>) -> Result<Announced, Trouble> + Sync),
        done: &(impl Fn() + Sync),
    ) -> Result<Looked, Trouble> {
        let all: Vec<usize> = (0..units.len()).collect();
        let visited = Visited::none_of(units.len());
        if !self.budget.has_deadline() {
            return Ok(visited.counted(units, merge(self.pass(Pass::All, repository, (units, &all, &visited), visit, done)?)?));
        }
        let mut shares = self.pass(Pass::Small, repository, (units, &all, &visited), visit, done)?;
        let mut put_off: Vec<usize> = shares.iter_mut().flat_map(|share| std::mem::take(&mut share.put_off)).collect();
        put_off.sort_unstable();
        if shares.iter().all(|share| share.failure.is_none()) {
            for number in &put_off {
                visited.unmark(*number);
            }
            shares.extend(self.pass(Pass::Large, repository, (units, &put_off, &visited), visit, &|| {})?);
        }
        Ok(visited.counted(units, merge(shares)?))
    }

    /// Visits the units of these numbers.
    fn pass<U: Unit + Sync>(
        &self,
        pass: Pass,
        repository: Option<&Repository>,
        (units, numbers, visited): (&[U], &[usize], &Visited),
        visit: &(impl Fn(Option<&Repository>, &U, &mut Visit<'_>) -> Result<Announced, Trouble> + Sync),
        done: &(impl Fn() + Sync),
    ) -> Result<Vec<Share>, Trouble> {
        // how many cores there are is asked where it matters: that takes a dozen system calls
        let worth = numbers.len() / WORTH_A_THREAD;
        let threads = if worth > 1 { cores::count().min(worth) } else { 1 };
        // opened here: a setting of the C library must not change while others use it
        let others: Vec<Option<Repository>> =
            (1..threads).map(|_| repository.map(Repository::again).transpose()).collect::<Result<_, _>>()?;
        // neighbours have most in common, which whoever looks at all of them reads once; against time, the first ones come first
        let chunks = Chunks::new(numbers.len().div_ceil(CHUNK), if self.budget.has_deadline() { 1 } else { threads });
        let work = |worker: usize, repository: Option<&Repository>| {
            self.share(pass, repository, (units, numbers), (&chunks, worker, visited), visit, done)
        };
        let helped = |(worker, repository): (usize, Option<Repository>)| work(worker, repository.as_ref());
        let (mut shares, own) = cores::together((1..).zip(others), helped, || work(0, repository));
        shares.push(own);
        Ok(shares)
    }

    /// Takes chunks until there are no more, or until one before them has failed.
    fn share<U: Unit>(
        &self,
        pass: Pass,
        repository: Option<&Repository>,
        (units, numbers): (&[U], &[usize]),
        (chunks, worker, visited): (&Chunks, usize, &Visited),
        visit: &impl Fn(Option<&Repository>, &U, &mut Visit<'_>) -> Result<Announced, Trouble>,
        done: &impl Fn(),
    ) -> Share {
        let mut share = Share::default();
        let key = || (self.key)(repository);
        let mut inspector = Inspector::new(self.detector, repository, &key, self.stage).within(self.budget);
        inspector.swept = self.swept;
        inspector.pass = pass;
        while let Some(chunk) = chunks.take(worker) {
            for number in numbers.iter().skip(chunk * CHUNK).take(CHUNK).copied() {
                if self.budget.is_late() {
                    share.left.unit(number, Why::Late);
                    continue;
                }
                let Some(unit) = units.get(number) else { continue };
                match visit(repository, unit, &mut |item| inspector.look(item)) {
                    Ok(announced) => visited::settle(&mut inspector, &announced, unit, |item| visit(repository, unit, item)),
                    Err(trouble) => {
                        chunks.fail(chunk);
                        share.failure = Some((number, trouble));
                        return share;
                    }
                }
                visited.mark(number);
                done();
                if std::mem::take(&mut inspector.put_off) {
                    share.put_off.push(number);
                }
                if !inspector.findings.is_empty() || !inspector.unread.is_empty() {
                    let (findings, unread) = (std::mem::take(&mut inspector.findings), std::mem::take(&mut inspector.unread));
                    share.looked.push((number, Looked { findings, unread, ..Looked::default() }));
                }
            }
        }
        share.tally = inspector.tally;
        share.left.add(inspector.left);
        share
    }
}

/// Chunks of units that are still to be given out, in stretches: each has those who begin with it.
struct Chunks {
    /// Of every stretch, the next chunk, and where it ends.
    stretches: Vec<(AtomicUsize, usize)>,
    /// Chunks from here on need not be looked at.
    end: AtomicUsize,
}

impl Chunks {
    fn new(count: usize, stretches: usize) -> Self {
        let start = |stretch: usize| AtomicUsize::new(count * stretch / stretches);
        let stretches = (0..stretches).map(|stretch| (start(stretch), count * (stretch + 1) / stretches)).collect();
        Self { stretches, end: AtomicUsize::new(count) }
    }

    /// The next chunk for this worker: of its own stretch in order, and then of others'.
    fn take(&self, worker: usize) -> Option<usize> {
        let end = self.end.load(Ordering::Relaxed);
        let own = worker % self.stretches.len();
        let mut stretches = self.stretches[own..].iter().chain(&self.stretches[..own]);
        stretches.find_map(|(next, stop)| {
            let stop = end.min(*stop);
            (next.load(Ordering::Relaxed) < stop).then(|| next.fetch_add(1, Ordering::Relaxed)).filter(|chunk| *chunk < stop)
        })
    }

    /// A chunk has failed: what stands behind it does not matter any more.
    fn fail(&self, chunk: usize) {
        self.end.fetch_min(chunk, Ordering::Relaxed);
    }
}

/// What one thread would have brought: every stretch is given out in order, and to its end unless something before that fails, so whatever
/// stands before the first failure has been looked at.
fn merge(shares: Vec<Share>) -> Result<Looked, Trouble> {
    let mut all = Looked::default();
    let (mut looked, mut failures) = (Vec::new(), Vec::new());
    for share in shares {
        all.tally.add(share.tally);
        all.left.add(share.left);
        looked.extend(share.looked);
        failures.extend(share.failure);
    }
    if let Some((_, trouble)) = failures.into_iter().min_by_key(|(number, _)| *number) {
        return Err(trouble);
    }
    // a later pass adds to what an earlier one found in the same unit
    looked.sort_by_key(|(number, _)| *number);
    for (_, looked) in looked {
        all.add(looked);
    }
    all.left.units.sort_unstable();
    all.left.units.dedup();
    let mut named = HashSet::new();
    all.findings.retain(|finding| finding.location.place != Place::PathName || named.insert(finding.fingerprint));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chunk_is_given_out_once_and_each_begins_with_a_stretch_of_its_own() {
        for (count, stretches, workers) in [(0, 1, 1), (1, 2, 2), (7, 3, 3), (10, 1, 4), (100, 4, 4)] {
            let chunks = Chunks::new(count, stretches);
            let firsts: Vec<Option<usize>> = (0..workers).map(|worker| chunks.take(worker)).collect();
            if stretches == workers && count >= workers {
                assert_eq!(firsts, (0..workers).map(|worker| Some(count * worker / stretches)).collect::<Vec<_>>());
            }
            let rests = std::iter::from_fn(|| chunks.take(workers / 2));
            let mut all: Vec<usize> = firsts.into_iter().flatten().chain(rests).collect();
            all.sort_unstable();
            assert_eq!(all, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_stands_before_a_failure_is_given_out_and_what_stands_behind_it_is_not() {
        let chunks = Chunks::new(12, 2);
        assert_eq!((chunks.take(0), chunks.take(1), chunks.take(1)), (Some(0), Some(6), Some(7)));
        chunks.fail(7);
        assert_eq!(std::iter::from_fn(|| chunks.take(1)).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        let chunks = Chunks::new(12, 2);
        assert_eq!((chunks.take(0), chunks.take(1)), (Some(0), Some(6)));
        chunks.fail(0);
        assert_eq!((chunks.take(0), chunks.take(1)), (None, None));
    }
}
