//! Watches over a run: the clock, and faults of leakgate's own.
//!
//! Looking ends by itself when time runs out; where it does not (git does not answer, a disk hangs), this ends it.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};

use super::look::{self, Terms};
use super::run::Run;
use crate::config::server::Cause;
use crate::exit::Exit;
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

/// A panic ends the push as whatever else could not be decided: recorded, and told in the form of the platform. It tells its place only.
pub(super) fn guard(run: &Run) {
    let run = run.clone();
    std::panic::set_hook(Box::new(move |panic| {
        if !run.settle_first() {
            // it was being told already: what comes of that cannot be relied on
            #[expect(clippy::exit, reason = "a panic must not pass for a decision")]
            std::process::exit(i32::from(Exit::Undecided.code()));
        }
        let place = panic.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
        let answer = run.server.answer(Cause::Internal);
        let next = "push again; if it stays so, tell the people who run this server";
        let exit = super::ended(&run, Cause::Internal, answer, "an internal fault of leakgate", next, &format!("a panic{place}"));
        #[expect(clippy::exit, reason = "whether panics unwind or abort, this is the end of it")]
        std::process::exit(i32::from(exit.code()));
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::platform::Call;

    /// What the test below runs in a process of its own.
    #[test]
    #[ignore = "it ends the process: the test below runs it"]
    fn inside() {
        let mut run = Run::new(&Call::PreReceive);
        let text = std::env::var("SERVER").expect("a configuration");
        run.under(crate::config::parse(std::path::Path::new("c"), text.as_bytes()).unwrap().server);
        guard(&run);
        panic!("with a secret in its message");
    }

    #[test]
    fn a_panic_is_recorded_and_refuses_unless_policy_says_otherwise() {
        for (more, code, verdict) in [("", 2, "block"), ("[server.undecided]\ninternal = \"allow\"\n", 0, "allow")] {
            let folder = tempfile::tempdir().unwrap();
            let log = folder.path().join("audit.jsonl");
            let output = std::process::Command::new(std::env::current_exe().unwrap())
                .args(["commands::server::watch::tests::inside", "--exact", "--ignored", "--nocapture"])
                .env("SERVER", format!("[server]\nplatform = \"gitlab\"\n[server.audit]\npath = \"{}\"\n{more}", log.display()))
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(code), "{said}");
            assert!(said.contains("GL-HOOK-ERR: leakgate: ") && said.contains("an internal fault") && !said.contains("a secret"), "{said}");
            let text = std::fs::read_to_string(&log).unwrap();
            assert!(text.contains("\"cause\":\"internal\"") && text.contains("watch.rs:") && !text.contains("a secret"), "{text}");
            assert!(text.contains(&format!("\"verdict\":\"{verdict}\"")), "{text}");
        }
    }
}
