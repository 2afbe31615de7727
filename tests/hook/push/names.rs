//! Secrets outside of files: in tags, messages, notes, names and people.

use super::{FILE, clean, leaky};
use crate::secrets::GITHUB;
use crate::wire::{Wire, over_every_wire};

over_every_wire! {
    lightweight_tag_on_a_new_commit
    annotated_tag_on_a_new_commit
    clean_tags_of_both_kinds
    secret_in_a_tags_message
    secret_in_a_commits_message
    tag_straight_to_a_blob
    tag_straight_to_a_tree
    git_notes
    file_name_is_the_secret
    a_folders_name_is_the_secret
    author_name_or_mail_is_the_secret
    committer_is_the_secret
    branch_name_is_the_secret
    tag_name_is_the_secret
    a_header_of_a_commit_that_git_does_not_know
    a_tag_of_a_tag_of_a_blob
}

fn lightweight_tag_on_a_new_commit(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(FILE, keys.lines()).git(&["tag", "v1"]).push(&["v1"]).refused_with(1).finds_keys(FILE, 1);
}

fn annotated_tag_on_a_new_commit(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(FILE, keys.lines()).git(&["tag", "-a", "-m", "one", "v1"]).push(&["v1"]).refused_with(1).finds_keys(FILE, 1);
}

fn clean_tags_of_both_kinds(wire: Wire) {
    let (_server, clone, _keys) = leaky(wire);
    clone.git(&["tag", "v1"]).git(&["tag", "-a", "-m", "two", "v2"]).push(&["v1", "v2"]).passed();
}

fn secret_in_a_tags_message(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["tag", "-a", "-m", &format!("one\n\ntoken {}", keys.github), "v1"]);
    clone.push(&["v1"]).refused_with(1).finds(GITHUB, "tag refs/tags/v1");
}

fn secret_in_a_commits_message(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.write("readme", "more words\n").add("readme").slip_in(&format!("words\n\ntoken {}", keys.github));
    let commit = clone.id("HEAD");
    clone.push(&["main"]).refused_with(1).finds(GITHUB, "commit message:3").says(&commit[..7]);
}

fn tag_straight_to_a_blob(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    let blob = clone.ask_with_input(&["hash-object", "-w", "--stdin"], keys.lines());
    clone.git(&["tag", "blob", &blob]).push(&["blob"]).refused_with(1).finds_keys("refs/tags/blob", 1);
}

fn tag_straight_to_a_tree(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    let blob = clone.ask_with_input(&["hash-object", "-w", "--stdin"], keys.lines());
    let inner = clone.ask_with_input(&["mktree"], format!("100644 blob {blob}\t{FILE}\n"));
    let tree = clone.ask_with_input(&["mktree"], format!("040000 tree {inner}\tdeep\n"));
    clone.git(&["tag", "-a", "-m", "a tree", "tree", &tree]);
    clone.push(&["tree"]).refused_with(1).finds_keys(&format!("deep/{FILE}"), 1);
}

fn git_notes(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["notes", "add", "-m", &format!("token {}", keys.github)]);
    clone.push(&["refs/notes/*"]).refused_with(1).finds(GITHUB, &format!("{}:1", clone.id("HEAD")));
}

fn file_name_is_the_secret(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(&keys.github, "words\n").push(&["main"]).refused_with(1).says(GITHUB);
}

fn a_folders_name_is_the_secret(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(format!("{}/readme", keys.github), "words\n").push(&["main"]).refused_with(1).says(GITHUB);
}

fn author_name_or_mail_is_the_secret(wire: Wire) {
    for author in ["{} <ann@corp.example>", "Ann <{}>"] {
        let (_server, clone) = clean(wire);
        let keys = clone.keys();
        clone.write("readme", "more words\n").add("readme");
        clone.git(&["commit", "-q", "-m", "words", "--author", &author.replace("{}", &keys.github)]);
        clone.push(&["main"]).refused_with(1).finds(GITHUB, "author or committer of a commit");
    }
}

fn committer_is_the_secret(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    let tree = clone.id("HEAD^{tree}");
    let mut command = clone.sandbox().command("git", clone.root());
    command.args(["commit-tree", "-p", "HEAD", "-m", "words", &tree]).env("GIT_COMMITTER_NAME", &keys.github);
    let made = clone.sandbox().run(command, b"");
    assert_eq!(made.code, Some(0), "{}", made.why("sets the stage"));
    clone.git(&["update-ref", "refs/heads/main", made.stdout.trim()]);
    clone.push(&["main"]).refused_with(1).finds(GITHUB, "author or committer of a commit");
}

/// Did the hook say it? git names the ref that it was asked to push, and so does Gitolite where it refuses one.
fn from_the_hook(line: &str) -> bool {
    line.starts_with("remote: ") && !["remote: FATAL: ", "remote: error: "].iter().any(|theirs| line.starts_with(theirs))
}

fn branch_name_is_the_secret(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["branch", &keys.github]);
    let ran = clone.push(&[&keys.github]);
    ran.refused_with(1).finds(GITHUB, "name of a branch or tag");
    // git itself names the branch that it was asked to push
    clone.sandbox().forgive(&ran.command, from_the_hook);
}

fn tag_name_is_the_secret(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.git(&["tag", &keys.github]);
    let ran = clone.push(&[&keys.github]);
    ran.refused_with(1).finds(GITHUB, "name of a branch or tag");
    clone.sandbox().forgive(&ran.command, from_the_hook);
}

fn a_header_of_a_commit_that_git_does_not_know(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    let commit = clone.ask(&["cat-file", "commit", "HEAD"]);
    let (head, message) = commit.split_once("\n\n").expect("a commit");
    let made =
        clone.ask_with_input(&["hash-object", "-t", "commit", "-w", "--stdin"], format!("{head}\nx-token {}\n\n{message}\n", keys.github));
    clone.git(&["update-ref", "refs/heads/topic", &made]).push(&["topic"]).refused_with(1).says(GITHUB);
}

fn a_tag_of_a_tag_of_a_blob(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    let blob = clone.ask_with_input(&["hash-object", "-w", "--stdin"], keys.lines());
    clone.git(&["tag", "-a", "-m", "inner", "inner", &blob]).git(&["tag", "-a", "-m", "outer", "outer", "inner"]);
    clone.push(&["outer"]).refused_with(1).finds_keys("refs/tags/outer", 1);
}
