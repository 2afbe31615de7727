//! Watches the clock. Looking ends by itself when time runs out; where it does not (git does not answer, a disk hangs), this ends it.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};

use super::look::{self, Terms};
use super::run::Run;
use crate::inspect::Budget;

/// The clock is watched as long as this lives.
pub(super) struct Watch {
    /// Its end is what the watcher waits for.
    _alive: Option<Sender<()>>,
}

/// Begins to watch, where there is a deadline.
pub(super) fn start(run: &Run, terms: &Terms, budget: &Arc<Budget>) -> Watch {
    let Some(end) = run.cut_off() else { return Watch { _alive: None } };
    let (alive, ended) = mpsc::channel::<()>();
    let (run, terms, budget) = (run.clone(), terms.clone(), Arc::clone(budget));
    let watch = move || {
        let left = end.saturating_sub(run.elapsed());
        if ended.recv_timeout(left) == Err(RecvTimeoutError::Timeout) && run.settle_first() {
            let exit = super::concluded(&run, look::cut_off(&run, &terms, &budget));
            #[expect(clippy::exit, reason = "nobody else can end a thread that hangs")]
            std::process::exit(i32::from(exit.code()));
        }
    };
    // a thread that cannot be started watches nothing; the deadline itself still holds
    let _ = std::thread::Builder::new().name("clock".to_owned()).spawn(watch);
    Watch { _alive: Some(alive) }
}
