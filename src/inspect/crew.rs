//! Many units looked at on all cores, with the findings of one after another.

use std::collections::HashSet;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

use super::visited::{self, Visited};
use super::{Budget, Inspector, Left, Looked, Pass, Swept, Why};
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

/// How many threads are worth starting for anything at all.
pub(super) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
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
        let threads = if worth > 1 { cores().min(worth) } else { 1 };
        // opened here: a setting of the C library must not change while others use it
        let others: Vec<Option<Repository>> =
            (1..threads).map(|_| repository.map(Repository::again).transpose()).collect::<Result<_, _>>()?;
        let next = AtomicUsize::new(0);
        let end = AtomicUsize::new(numbers.len().div_ceil(CHUNK));
        let work = |repository: Option<&Repository>| self.share(pass, repository, (units, numbers), (&next, &end, visited), visit, done);
        Ok(thread::scope(|scope| {
            let work = &work;
            let started: Vec<ScopedJoinHandle<'_, Share>> =
                others.into_iter().map(|repository| scope.spawn(move || work(repository.as_ref()))).collect();
            let own = work(repository);
            started.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).chain([own]).collect()
        }))
    }

    /// Takes chunks until there are no more, or until one before them has failed.
    fn share<U: Unit>(
        &self,
        pass: Pass,
        repository: Option<&Repository>,
        (units, numbers): (&[U], &[usize]),
        (next, end, visited): (&AtomicUsize, &AtomicUsize, &Visited),
        visit: &impl Fn(Option<&Repository>, &U, &mut Visit<'_>) -> Result<Announced, Trouble>,
        done: &impl Fn(),
    ) -> Share {
        let mut share = Share::default();
        let key = || (self.key)(repository);
        let mut inspector = Inspector::new(self.detector, repository, &key, self.stage).within(self.budget);
        inspector.swept = self.swept;
        inspector.pass = pass;
        loop {
            let chunk = next.fetch_add(1, Ordering::Relaxed);
            if chunk >= end.load(Ordering::Relaxed) {
                break;
            }
            for number in numbers.iter().skip(chunk * CHUNK).take(CHUNK).copied() {
                if self.budget.is_late() {
                    share.left.unit(number, Why::Late);
                    continue;
                }
                let Some(unit) = units.get(number) else { continue };
                match visit(repository, unit, &mut |item| inspector.look(item)) {
                    Ok(announced) => visited::settle(&mut inspector, &announced, unit, |item| visit(repository, unit, item)),
                    Err(trouble) => {
                        end.fetch_min(chunk, Ordering::Relaxed);
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

/// What one thread would have brought: chunks are given out in order, so whatever stands before the first failure has been looked at.
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
