//! `leakgate doctor`

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::print;
use crate::cli::Doctor;
use crate::doctor::{self, Limits, Verdict};
use crate::exit::Exit;
use crate::sandbox;
use crate::text::printable;
use crate::trouble::Trouble;

pub(super) fn run(request: &Doctor) -> Result<Exit, Trouble> {
    let this = std::env::current_exe().map_err(|cause| Trouble::File { doing: "find", path: "this program".into(), cause })?;
    let limits = Limits { timeout: Duration::from_secs(request.timeout.max(1)), stop: interruption() };
    let mut checkup = match &request.server {
        Some(server) => doctor::examine_server(server, &this, &limits),
        None => doctor::examine(request.path.as_deref(), &this, &limits),
    };
    checkup.facts.splice(0..0, surroundings(&this));
    print(&checkup.to_string())?;
    Ok(match checkup.verdict {
        Verdict::Guarded(_) => Exit::Clean,
        Verdict::NotGuarded(_) => Exit::Findings,
        Verdict::Unknown(_) => Exit::Undecided,
    })
}

/// What is known before anything is tried.
fn surroundings(this: &Path) -> Vec<(&'static str, String)> {
    let shown = |path: &Path| printable(path.as_os_str().as_encoded_bytes());
    vec![
        ("leakgate", format!("{}, {}", env!("CARGO_PKG_VERSION"), shown(this))),
        ("sandbox", format!("{} (server hooks)", sandbox::state())),
    ]
}

/// Set when the person, or the system, wants this to end: what was made is taken away first.
fn interruption() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
        // without it an interruption ends this at once, and what was made stays
        let _ = signal_hook::flag::register(signal, Arc::clone(&stop));
    }
    stop
}
