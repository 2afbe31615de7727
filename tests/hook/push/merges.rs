//! Merges, renames and reverts: an old secret may stay, a new one may not come.

use super::{FILE, clean, leaky};
use crate::wire::{Wire, over_every_wire};

over_every_wire! {
    merge_of_a_branch_whose_secret_is_already_on_the_server
    rename_of_a_file_with_an_old_secret
    unrelated_line_in_a_file_with_an_old_secret
    evil_merge
    clean_merge_commit_with_a_file_added_in_it
    a_revert_that_brings_an_old_secret_back
    a_merge_of_two_branches_that_are_new_too
    a_copy_made_after_a_rename_is_new
    a_copy_made_before_a_rename_is_new
}

fn merge_of_a_branch_whose_secret_is_already_on_the_server(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "-b", "side"]).had(FILE, keys.lines());
    clone.git(&["checkout", "-q", "main"]).had("readme", "more words\n").published();
    clone.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]).push(&["main"]).passed();
}

fn rename_of_a_file_with_an_old_secret(wire: Wire) {
    let (_server, clone, _keys) = leaky(wire);
    clone.git(&["mv", FILE, "production.env"]).slip_in("rename").push(&["main"]).passed();
}

fn unrelated_line_in_a_file_with_an_old_secret(wire: Wire) {
    let (_server, clone, keys) = leaky(wire);
    clone.had(FILE, format!("DEBUG=1\n{}", keys.lines())).push(&["main"]).passed();
}

fn evil_merge(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "-b", "side"]).had("a", "one\n").git(&["checkout", "-q", "main"]).had("a", "two\n");
    let stopped = clone.try_git(&["merge", "-q", "side"]);
    assert_eq!(stopped.code, Some(1), "{}", stopped.why("should stop at a conflict"));
    clone.write("a", format!("one and two\n{}", keys.lines())).add("a").slip_in("merge");
    clone.push(&["main"]).refused_with(1).finds_keys("a", 2);
}

fn clean_merge_commit_with_a_file_added_in_it(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "-b", "side"]).had("a", "one\n").git(&["checkout", "-q", "main"]).had("b", "two\n");
    clone.git(&["merge", "-q", "--no-ff", "--no-commit", "side"]).write(FILE, keys.lines()).add(FILE).slip_in("merge");
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

fn a_revert_that_brings_an_old_secret_back(wire: Wire) {
    let (_server, clone, _keys) = leaky(wire);
    clone.git(&["rm", "-q", FILE]).slip_in("take it out").published();
    // its blob is on the server already; the commit is not
    clone.git(&["revert", "--no-edit", "HEAD"]).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

fn a_merge_of_two_branches_that_are_new_too(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "-b", "side"]).had(FILE, keys.lines()).git(&["checkout", "-q", "main"]).had("b", "two\n");
    clone.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]);
    let commit = clone.id("side");
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1).says(&commit[..7]);
}

fn a_copy_made_after_a_rename_is_new(wire: Wire) {
    let (_server, clone, keys) = leaky(wire);
    clone.git(&["mv", FILE, "production.env"]).slip_in("rename").had("copy.env", keys.lines());
    clone.push(&["main"]).refused_with(1).finds_keys("copy.env", 1).never_says("production.env:");
}

/// The walk meets the rename first: what answered for it there must not answer for the copy.
fn a_copy_made_before_a_rename_is_new(wire: Wire) {
    let (_server, clone, keys) = leaky(wire);
    clone.had("copy.env", keys.lines()).git(&["mv", FILE, "production.env"]).slip_in("rename");
    clone.push(&["main"]).refused_with(1).finds_keys("copy.env", 1).never_says("production.env:");
}
