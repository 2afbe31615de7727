//! Work on several threads, each on a core of its own from the beginning.

use std::num::NonZero;
use std::thread::{self, ScopedJoinHandle};

#[cfg(target_os = "linux")]
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

/// How many threads are worth starting for anything at all.
pub fn count() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does `work` for each of `others` on a thread of its own, and `own` on this one meanwhile: what came of them. A panic of any goes on here.
pub fn together<T: Send, R: Send, O>(
    others: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
    own: impl FnOnce() -> O,
) -> (Vec<R>, O) {
    let work = &work;
    thread::scope(|scope| {
        let mut places = None;
        let start = |(number, other)| {
            let place = *places.get_or_insert_with(Place::any);
            place.take(number);
            scope.spawn(move || {
                place.leave();
                work(other)
            })
        };
        let started: Vec<ScopedJoinHandle<'_, R>> = (1..).zip(others).map(start).collect();
        if let Some(place) = places {
            place.take(0);
            place.leave();
        }
        let own = own();
        let join = |thread: ScopedJoinHandle<'_, R>| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (started.into_iter().map(join).collect(), own)
    })
}

/// The cores that this process may use, of which each thread takes one in turn. Linux often has a new thread begin on the core of the one
/// that started it, though another has nothing to do, and there both take turns: for four milliseconds at least, and tens of them at times.
/// So whoever starts a thread goes to the core that is meant for it first, and both may go anywhere from then on. All of it is a hint: where
/// it cannot be given, the system decides.
#[cfg(target_os = "linux")]
#[derive(Clone, Copy)]
struct Place {
    /// None where they cannot be told.
    all: Option<CpuSet>,
}

#[cfg(target_os = "linux")]
impl Place {
    fn any() -> Self {
        Self { all: sched_getaffinity(None).ok() }
    }

    /// Goes to the core that the thread of that number takes; processes begin with different ones.
    fn take(&self, number: usize) {
        let Some(all) = self.all else { return };
        let cores = (0..CpuSet::MAX_CPU).filter(|core| all.is_set(*core)).collect::<Vec<_>>();
        if let Some(core) = cores.get((std::process::id() as usize + number) % cores.len().max(1)).copied() {
            let mut only = CpuSet::new();
            only.set(core);
            let _ = sched_setaffinity(None, &only);
        }
    }

    /// May be moved anywhere again.
    fn leave(&self) {
        if let Some(all) = self.all {
            let _ = sched_setaffinity(None, &all);
        }
    }
}

#[cfg(not(target_os = "linux"))]
#[derive(Clone, Copy)]
struct Place;

#[cfg(not(target_os = "linux"))]
impl Place {
    fn any() -> Self {
        Self
    }

    fn take(&self, _: usize) {}

    fn leave(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_done_and_comes_back_in_order() {
        let (others, own) = together(0..5, |number| number * 2, || "own");
        assert_eq!((others, own), (vec![0, 2, 4, 6, 8], "own"));
        let (none, own) = together(0..0, |number: usize| number, || 7);
        assert_eq!((none, own), (vec![], 7));
    }

    #[test]
    fn a_panic_goes_on() {
        for number in 0..3 {
            let work = |other: usize| assert_ne!(other, number);
            let told = std::panic::catch_unwind(|| together(0..2, work, || work(2)));
            assert!(told.is_err(), "of {number}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn each_may_go_anywhere_afterwards() {
        let allowed = || sched_getaffinity(None).unwrap();
        let before = allowed();
        let (others, own) = together(0..3, |_| allowed(), allowed);
        assert!(others.into_iter().chain([own, allowed()]).all(|now| now == before));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn places_are_taken_in_turn() {
        let place = Place::any();
        let taken = |number| {
            place.take(number);
            let now = sched_getaffinity(None).unwrap();
            (0..CpuSet::MAX_CPU).filter(|core| now.is_set(*core)).collect::<Vec<_>>()
        };
        let cores = place.all.unwrap().count() as usize;
        let one_round: Vec<Vec<usize>> = (0..cores).map(taken).collect();
        assert!(one_round.iter().all(|taken| taken.len() == 1));
        assert_eq!(one_round.iter().flatten().collect::<std::collections::HashSet<_>>().len(), cores, "each once");
        assert_eq!(taken(cores), taken(0));
        place.leave();
    }
}
