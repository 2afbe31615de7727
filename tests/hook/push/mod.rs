//! What a push brings: a real `git push` from an unguarded clone to a bare repository with leakgate as its hook, over every wire that git
//! knows and through Gitolite.

mod content;
mod input;
mod merges;
mod names;
mod people;
mod refs;
mod server;

use crate::repo::{Server, TempRepo};
use crate::secrets::Keys;
use crate::wire::Wire;

/// A file of settings.
const FILE: &str = "settings.env";

/// A server and a clone that have one clean commit on `main`.
#[track_caller]
fn clean(wire: Wire) -> (Server, TempRepo) {
    let server = Server::over(wire);
    let clone = server.clone_by("ann");
    clone.had("readme", "words\n").published();
    (server, clone)
}

/// The same with `settings.env` and keys in it on `main`, from the time before leakgate.
#[track_caller]
fn leaky(wire: Wire) -> (Server, TempRepo, Keys) {
    let server = Server::over(wire);
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had("readme", "words\n").had(FILE, keys.lines()).published();
    (server, clone, keys)
}
