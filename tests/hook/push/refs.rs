//! Pushes of branches: which of their commits are new, and what is in them.

use super::{FILE, clean, leaky};
use crate::repo::{Server, TempRepo};
use crate::secrets::GITHUB;
use crate::wire::{Wire, over_every_wire};

over_every_wire! {
    clean_push
    first_push_of_all
    branch_deletion
    secret_on_an_existing_branch
    secret_on_a_new_branch
    secret_on_an_orphan_root
    secret_in_a_shallow_clones_push
    added_in_one_commit_and_removed_in_a_later_one_of_the_same_push
    five_hundred_commits_with_the_secret_in_the_first
    a_hundred_and_fifty_commits_with_the_secret_in_the_middle
    two_refs_with_the_secret_only_in_the_second
    deletion_and_secret_update_in_one_push
    force_push_of_a_rewritten_branch_with_a_secret
    force_push_that_takes_an_old_secret_out
    new_branch_at_commits_that_are_already_there
    fast_forward_to_commits_that_another_branch_already_has
    each_secret_is_told_once_however_many_commits_and_refs_bring_it
    every_ref_at_once
    a_shallow_root_that_the_server_takes
}

/// `count` commits on `branch`, on top of `main`; what `bad` says is in the settings from the commit of that number (from 1) on, and not
/// in the next.
fn many(clone: &TempRepo, count: usize, bad: usize, content: &str) {
    let commit = |number: usize| {
        let settings = if number == bad { content.to_owned() } else { format!("NUMBER={number}\n") };
        let head = format!("commit refs/heads/many\ncommitter Ann <ann@corp.example> {} +0000\ndata 4\nmany\n", 1_767_225_600 + number);
        let from = if number == 1 { "from refs/heads/main^0\n" } else { "" };
        format!("{head}{from}M 644 inline {FILE}\ndata {}\n{settings}\n", settings.len())
    };
    let stream: String = (1..=count).map(commit).collect();
    clone.ask_with_input(&["fast-import", "--quiet"], stream);
}

fn clean_push(wire: Wire) {
    let (_server, clone) = clean(wire);
    clone.had("readme", "more words\n").push(&["main"]).passed();
}

fn first_push_of_all(wire: Wire) {
    let server = Server::over(wire);
    server.clone_by("ann").had("readme", "words\n").push(&["main"]).passed();
}

fn branch_deletion(wire: Wire) {
    let (_server, clone, _keys) = leaky(wire);
    clone.git(&["branch", "topic"]).published().push(&["--delete", "topic"]).passed();
}

fn secret_on_an_existing_branch(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(FILE, keys.lines());
    let commit = clone.id("HEAD");
    let ran = clone.push(&["main"]);
    ran.refused_with(1).says("leakgate: push refused: 3 secrets in what you push").finds_keys(FILE, 1).says(&commit[..7]);
}

fn secret_on_a_new_branch(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "-b", "topic"]).had(FILE, keys.lines());
    clone.push(&["topic"]).refused_with(1).finds_keys(FILE, 1);
}

fn secret_on_an_orphan_root(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "--orphan", "pages"]).had(FILE, keys.lines());
    clone.push(&["pages"]).refused_with(1).finds_keys(FILE, 1);
}

fn secret_in_a_shallow_clones_push(wire: Wire) {
    let (server, clone) = clean(wire);
    clone.had("readme", "more words\n").published();
    let shallow = server.clone_with("bob", &["--depth=1"]);
    let keys = shallow.keys();
    shallow.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

fn added_in_one_commit_and_removed_in_a_later_one_of_the_same_push(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(FILE, keys.lines());
    let commit = clone.id("HEAD");
    clone.had(FILE, "DEBUG=1\n");
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1).says(&commit[..7]);
}

fn five_hundred_commits_with_the_secret_in_the_first(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    many(&clone, 500, 1, &keys.lines());
    clone.push(&["many"]).refused_with(1).finds_keys(FILE, 1);
}

fn a_hundred_and_fifty_commits_with_the_secret_in_the_middle(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    many(&clone, 150, 75, &keys.lines());
    clone.push(&["many"]).refused_with(1).finds_keys(FILE, 1);
}

fn two_refs_with_the_secret_only_in_the_second(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["branch", "a"]).git(&["checkout", "-q", "-b", "z"]).had(FILE, keys.lines());
    clone.git(&["checkout", "-q", "a"]).had("readme", "more words\n");
    clone.push(&["a", "z"]).refused_but_for(1, &["refs/heads/a"]).finds_keys(FILE, 1);
}

fn deletion_and_secret_update_in_one_push(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["branch", "topic"]).published().had(FILE, keys.lines());
    clone.push(&[":topic", "main"]).refused_but_for(1, &["refs/heads/topic"]).finds_keys(FILE, 1);
}

fn force_push_of_a_rewritten_branch_with_a_secret(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had("readme", "more words\n").published().write(FILE, keys.lines()).add(FILE);
    clone.git(&["commit", "-q", "--amend", "-m", "again"]).push(&["--force", "main"]).refused_with(1).finds_keys(FILE, 1);
}

fn force_push_that_takes_an_old_secret_out(wire: Wire) {
    let (_server, clone, _keys) = leaky(wire);
    clone.git(&["reset", "-q", "--hard", "HEAD~"]).had("readme", "more words\n");
    clone.push(&["--force", "main"]).passed();
}

fn new_branch_at_commits_that_are_already_there(wire: Wire) {
    let (_server, clone, _keys) = leaky(wire);
    clone.push(&["main:refs/heads/topic"]).passed();
}

fn fast_forward_to_commits_that_another_branch_already_has(wire: Wire) {
    let (_server, clone, _keys) = leaky(wire);
    clone.git(&["branch", "release", "HEAD~"]).published().push(&["main:release"]).passed();
}

fn each_secret_is_told_once_however_many_commits_and_refs_bring_it(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(FILE, format!("TOKEN={}\n", keys.github)).had("readme", "more words\n");
    clone.git(&["tag", "v1"]).git(&["branch", "topic"]);
    let ran = clone.push(&["main", "topic", "v1"]);
    ran.refused_with(1).says("leakgate: push refused: 1 secret in what you push").finds(GITHUB, &format!("{FILE}:1"));
}

fn every_ref_at_once(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["branch", "a"]).git(&["tag", "v1"]).had(FILE, keys.lines());
    clone.push(&["--mirror"]).refused_but_for(1, &["refs/heads/a", "refs/remotes/origin/main", "refs/tags/v1"]).finds_keys(FILE, 1);
    clone.git(&["reset", "-q", "--hard", "HEAD~"]).push(&["--mirror", "--atomic"]).passed();
}

fn a_shallow_root_that_the_server_takes(wire: Wire) {
    let (_, elsewhere) = clean(wire);
    elsewhere.had("readme", "more words\n");
    let server = Server::over(wire);
    server.config("receive.shallowUpdate", "true");
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    let address = format!("file://{}", elsewhere.root().to_str().expect("a plain path"));
    clone.git(&["fetch", "-q", "--depth=1", &address, "main"]).git(&["reset", "-q", "--hard", "FETCH_HEAD"]);
    clone.push(&["main"]).passed();
    clone.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}
