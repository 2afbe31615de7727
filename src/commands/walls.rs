//! The sandbox of the server's hook.

use std::path::Path;

use crate::git::Repository;
use crate::sandbox::{self, Room, State};
use crate::trouble::Trouble;

/// What the server's configuration wants of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Wish {
    /// As much as the kernel has.
    #[default]
    Auto,
    /// None.
    Off,
    /// No hook without it.
    Require,
}

/// Shuts the process into its room: from here on it reads this repository, and writes below `written` besides its own folder and temporary
/// files.
pub(super) fn enclose(repository: &Repository, wish: Wish, written: &[&Path]) -> Result<(), Trouble> {
    if wish == Wish::Off {
        return Ok(());
    }
    let common = repository.common_dir();
    // its key lies there once it has found something; a folder cannot be made later
    let _ = std::fs::create_dir(common.join("leakgate"));
    let room = Room::of(repository.git_dir(), common, &repository.stores(), |name| std::env::var_os(name));
    let room = written.iter().fold(room, |room, path| room.writing(path));
    match sandbox::enter(&room) {
        Ok(State::Absent(why)) if wish == Wish::Require => Err(refusal(format!("the server's configuration requires a sandbox, and there is {}", State::Absent(why)))),
        Err(error) if wish == Wish::Require => Err(refusal(error.to_string())),
        _ => Ok(()),
    }
}

fn refusal(what: String) -> Trouble {
    Trouble::Usage { what, next: "for the administrator: use a kernel with Landlock, or write sandbox = \"auto\" below [server]".to_owned() }
}
