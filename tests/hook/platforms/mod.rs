//! Platforms that cannot run here: what each does with a hook is reproduced from its vendor's documentation, around a real push to a real
//! bare repository. Gitolite is the real one (`push`).

mod bitbucket;
mod gerrit;
mod gitea;
mod github;
mod gitlab;

use std::path::Path;

use crate::repo::{Server, TempRepo};
use crate::service::{plain, program};

/// A file of settings.
const FILE: &str = "settings.env";

/// What leakgate is called with in a folder of hooks.
fn leakgate(arguments: &str) -> String {
    format!("#!/bin/sh\nexec '{}' hook {arguments}\n", env!("CARGO_BIN_EXE_leakgate"))
}

/// A server on which `hook` of git is the platform's own: `script` is what it does, with these variables and the bare repository as its
/// current folder. And a clone with one clean commit.
#[track_caller]
fn served(hook: &str, variables: &[(&str, &str)], script: &str) -> (Server, TempRepo) {
    let server = Server::without_hooks();
    dispatch(&server, hook, variables, script);
    let clone = server.clone_by("ann");
    clone.had("readme", "words\n").published();
    (server, clone)
}

/// Makes `script` the platform's own hook of a server.
fn dispatch(server: &Server, hook: &str, variables: &[(&str, &str)], script: &str) {
    let variables: String = variables.iter().map(|(name, value)| format!("export {name}='{value}'\n")).collect();
    program(&server.folder().join("hooks").join(hook), format!("#!/bin/sh\n{variables}{script}"));
}

/// A program among the hooks of a server that notes its name and what it is given, and ends with `code`.
fn note(server: &Server, place: &str, code: i32) {
    let notes = server.folder().join("notes");
    let name = Path::new(place).file_name().expect("a name");
    let text = format!("#!/bin/sh\nread -r old new ref\necho {} \"$ref\" >>'{}'\nexit {code}\n", plain(name), notes.display());
    program(&server.folder().join(place), text);
}

/// What such programs have noted since, one a line.
fn noted(server: &Server) -> String {
    let notes = server.folder().join("notes");
    let text = std::fs::read_to_string(&notes).unwrap_or_default();
    let _ = std::fs::remove_file(&notes);
    text
}
