//! `leakgate install` and `leakgate uninstall`

use super::print;
use crate::cli::Install;
use crate::exit::Exit;
use crate::install::{self, Guarded, InstallError};
use crate::trouble::Trouble;

pub(super) fn install(request: &Install) -> Result<Exit, Trouble> {
    let binary = std::env::current_exe().map_err(|cause| Trouble::File { doing: "find", path: "this program".into(), cause })?;
    told(install::install(&guarded(request), &binary))
}

pub(super) fn uninstall(request: &Install) -> Result<Exit, Trouble> {
    told(install::uninstall(&guarded(request)))
}

fn guarded(request: &Install) -> Guarded {
    if request.global { Guarded::Everything } else { Guarded::Repository(request.repository.clone()) }
}

fn told(outcome: Result<install::Outcome, InstallError>) -> Result<Exit, Trouble> {
    let outcome = outcome.map_err(|error| Trouble::Usage { what: error.to_string(), next: error.next().unwrap_or_default() })?;
    print(&format!("{}\n", outcome.to_string().trim_end()))?;
    Ok(Exit::Clean)
}
