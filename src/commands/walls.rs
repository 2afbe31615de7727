//! The sandbox of the server's hook.

use std::path::PathBuf;

use crate::config::server::Walls;
use crate::git::Repository;
use crate::sandbox::{self, Room, State};
use crate::trouble::Trouble;

/// Shuts the process into its room: from here on it reads this repository, and writes below `written` besides its own folder and temporary
/// files.
pub(super) fn enclose(repository: &Repository, wish: Option<Walls>, written: &[PathBuf]) -> Result<(), Trouble> {
    if wish == Some(Walls::Off) {
        return Ok(());
    }
    let common = repository.common_dir();
    // its key lies there once it has found something; a folder cannot be made later
    let _ = std::fs::create_dir(common.join("leakgate"));
    for folder in written.iter().filter_map(|path| path.parent()) {
        let _ = std::fs::create_dir_all(folder);
    }
    let room = Room::of(repository.git_dir(), common, &repository.stores(), |name| std::env::var_os(name));
    let room = written.iter().fold(room, |room, path| room.writing(path));
    let required = wish == Some(Walls::Require);
    match sandbox::enter(&room) {
        Ok(state @ State::Absent(_)) if required => {
            Err(refusal(format!("the server's configuration requires a sandbox, and there is {state}")))
        }
        Err(error) if required => Err(refusal(error.to_string())),
        _ => Ok(()),
    }
}

fn refusal(what: String) -> Trouble {
    Trouble::Usage {
        what,
        next: "for the administrator: use a kernel with Landlock, or write sandbox = \"auto\" below [server]".to_owned(),
    }
}
