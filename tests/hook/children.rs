//! Which git commands the hooks start, and that those on a server do without git altogether: GitHub Enterprise Server runs them where there
//! is none.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::repo::{Server, TempRepo};
use crate::sandbox::Sandbox;
use crate::secrets::GITHUB;

/// A file of settings.
const FILE: &str = "settings.env";

/// Writes a program.
fn program(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a program");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("a program that runs");
}

/// A git in front of git that notes what it is asked, as a folder for PATH; and where it notes it.
fn witness(sandbox: &Sandbox) -> (PathBuf, PathBuf) {
    let (folder, notes) = (sandbox.folder().join("witness"), sandbox.folder().join("asked"));
    let text = format!("#!/bin/sh\necho \"$@\" >>'{}'\nPATH=${{PATH#*:}} exec git \"$@\"\n", notes.display());
    program(&folder.join("git"), &text);
    (folder, notes)
}

/// A hook that runs leakgate with this in front of PATH, or as all of PATH.
fn hook(folder: &Path, name: &str, path: &str) {
    let binary = env!("CARGO_BIN_EXE_leakgate");
    program(&folder.join("hooks").join(name), &format!("#!/bin/sh\nPATH={path} exec '{binary}' hook {name} \"$@\"\n"));
}

/// The git commands that leakgate started, one a line; forgets them.
fn asked(notes: &Path) -> String {
    let text = std::fs::read_to_string(notes).unwrap_or_default();
    let _ = std::fs::remove_file(notes);
    text
}

#[test]
fn a_commit_asks_git_nothing() {
    let repo = TempRepo::without_hooks(&[]);
    let keys = repo.keys();
    let (folder, notes) = witness(repo.sandbox());
    for name in ["pre-commit", "commit-msg"] {
        hook(&repo.root().join(".git"), name, &format!("{}:$PATH", folder.display()));
    }
    repo.write("readme", "words\n").add("readme").commit("first").passed();
    repo.write("readme", "more words\n").commit_with(&["-a", "-m", "all"]).passed();
    repo.write("readme", "other words\n").commit_with(&["-m", "one", "readme"]).passed();
    repo.commit_with(&["--amend", "-m", "again"]).passed();
    repo.write(FILE, keys.lines()).add(FILE).commit("settings").refused_with(1);
    assert_eq!(asked(&notes), "");
}

#[test]
fn a_commit_in_another_format_asks_git_only_what_libgit2_cannot_tell() {
    let repo = TempRepo::without_hooks(&["--ref-format=reftable"]);
    let (folder, notes) = witness(repo.sandbox());
    hook(&repo.root().join(".git"), "pre-commit", &format!("{}:$PATH", folder.display()));
    repo.had("readme", "words\n");
    asked(&notes);
    repo.write("readme", "more words\n").add("readme").commit("words").passed();
    assert_eq!(asked(&notes), "rev-parse --verify --quiet HEAD^{commit}\n");
}

#[test]
fn what_is_pushed_is_found_without_git() {
    let server = Server::without_hooks();
    let clone = server.clone_by("ann");
    let (folder, notes) = witness(clone.sandbox());
    hook(server.folder(), "pre-receive", &format!("{}:$PATH", folder.display()));
    clone.had("readme", "words\n").push(&["main"]).passed();
    clone.had("readme", "more words\n").push(&["main", "main~:refs/heads/topic"]).passed();
    clone.git(&["checkout", "-q", "-b", "side", "main~"]).had("a", "one\n").git(&["tag", "-a", "-m", "one", "v1"]);
    clone.push(&["side", "v1"]).passed();
    clone.push(&["--force", "side:main", ":topic"]).passed();
    // left behind by a deletion, and pushed again
    clone.push(&[":side", ":v1"]).passed();
    clone.push(&["--force", "main:side"]).passed();
    assert_eq!(asked(&notes), "");
}

#[test]
fn what_is_to_be_pushed_is_found_without_git() {
    let repo = TempRepo::without_hooks(&[]).with_origin();
    let keys = repo.keys();
    let (folder, notes) = witness(repo.sandbox());
    hook(&repo.root().join(".git"), "pre-push", &format!("{}:$PATH", folder.display()));
    repo.had("readme", "words\n").push(&["main"]).passed();
    repo.had("readme", "more words\n").git(&["branch", "topic", "main~"]).push(&["main", "topic"]).passed();
    assert_eq!(asked(&notes), "");
    repo.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
    assert_eq!(asked(&notes), "");
}

#[test]
fn a_server_without_git_refuses_secrets_and_nothing_else() {
    let server = Server::without_hooks();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    hook(server.folder(), "pre-receive", "/nowhere");
    clone.had("readme", "words\n").push(&["main"]).passed();
    server.git(&["gc", "-q"]);
    clone.git(&["checkout", "-q", "-b", "side"]).had("a", "one\n").push(&["side"]).passed();
    clone.had(FILE, keys.lines()).had(FILE, "DEBUG=1\n").push(&["side"]).refused_with(1).finds_keys(FILE, 1);
    clone.git(&["checkout", "-q", "main"]).git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]);
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
    // a deletion leaves commits behind; pushed again, they are new again
    clone.git(&["checkout", "-q", "-B", "left", "side~2"]).had("b", "two\n").push(&["left"]).passed();
    clone.push(&[":left"]).passed();
    clone.push(&["left:again"]).passed();
}

#[test]
fn a_large_file_in_a_pack_is_read_without_git() {
    let server = Server::without_hooks();
    server.config("receive.unpackLimit", "1");
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    hook(server.folder(), "pre-receive", "/nowhere");
    let filler = "a line like many others in a large file\n".repeat(500_000);
    clone.had("dump.sql", &filler).push(&["main"]).passed();
    clone.had("dump.sql", format!("{filler}TOKEN={}\n", keys.github));
    clone.push(&["main"]).refused_with(1).finds(GITHUB, "dump.sql:500001");
}

#[test]
fn what_only_git_could_tell_is_an_error_that_says_so() {
    let server = Server::with_format_and_no_hooks(&["--object-format=sha256"]);
    let clone = server.clone_by("ann");
    hook(server.folder(), "pre-receive", "/nowhere");
    clone.had("readme", "words\n").push(&["main"]).refused_with(2).says("tell the people who run this server");
    let log = std::fs::read_to_string(server.folder().join("leakgate/audit.jsonl")).expect("the audit log");
    assert!(log.contains("git cannot be started"), "{log}");
}

/// Where the refs are cannot be told; where all commits are new, it need not be.
#[test]
fn a_first_push_into_reftables_does_without_git() {
    let server = Server::with_format_and_no_hooks(&["--ref-format=reftable"]);
    let clone = server.clone_by("ann");
    hook(server.folder(), "pre-receive", "/nowhere");
    clone.had("readme", "words\n").push(&["main"]).passed();
    clone.had("readme", "more words\n").push(&["main"]).refused_with(2).says("git cannot be started").says("PATH");
}
