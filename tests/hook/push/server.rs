//! What the server is like: its settings, its format, what it was given before.

use super::{FILE, clean, leaky};
use crate::repo::Server;
use crate::wire::{Wire, over_every_wire};

over_every_wire! {
    the_servers_configuration_changes_what_git_prints
    replace_ref_pushed_earlier_hides_the_commit
    sha256_repository
    reftable_repository
    objects_that_the_server_has_packed
}

fn the_servers_configuration_changes_what_git_prints(wire: Wire) {
    for (key, value) in [("color.ui", "always"), ("log.showSignature", "true"), ("format.pretty", "format:nothing")] {
        let (server, clone) = clean(wire);
        let keys = clone.keys();
        server.config(key, value);
        clone.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1).never_says("\u{1b}");
    }
}

fn replace_ref_pushed_earlier_hides_the_commit(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had("a", "one\n");
    let innocent = clone.id("HEAD");
    clone.git(&["reset", "-q", "--hard", "HEAD~"]).had(FILE, keys.lines());
    clone.git(&["replace", "HEAD", &innocent]).push(&["refs/replace/*"]).passed();
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

fn sha256_repository(wire: Wire) {
    let server = Server::over_with_format(wire, &["--object-format=sha256"]);
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had("readme", "words\n").push(&["main"]).passed();
    clone.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

fn reftable_repository(wire: Wire) {
    let server = Server::over_with_format(wire, &["--ref-format=reftable"]);
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had(FILE, keys.lines()).published();
    clone.had("readme", "words\n").push(&["main", "main~:refs/heads/topic"]).passed();
    clone.had("copy.env", keys.lines()).push(&["main"]).refused_with(1).finds_keys("copy.env", 1);
}

fn objects_that_the_server_has_packed(wire: Wire) {
    let (server, clone, keys) = leaky(wire);
    server.git(&["gc", "-q"]);
    clone.had(FILE, format!("DEBUG=1\n{}", keys.lines())).push(&["main"]).passed();
    clone.had("copy.env", keys.lines()).push(&["main"]).refused_with(1).finds_keys("copy.env", 1);
}
