//! What is about to leave: a real `git push` from a repository with the hooks of a developer, to a server without any.

use crate::repo::{Server, TempRepo};
use crate::secrets::GITHUB;

/// A file of settings.
const FILE: &str = "settings.env";

/// A guarded repository whose `main`, one clean commit, its origin has.
#[track_caller]
fn published() -> TempRepo {
    let repo = TempRepo::new().with_origin();
    repo.had("readme", "words\n").published();
    repo
}

#[test]
fn a_clean_push_is_silent() {
    let repo = published();
    repo.had("readme", "more words\n");
    let ran = repo.push(&["-q", "main"]);
    ran.passed();
    assert_eq!(ran.text(), "");
    assert_eq!(ran.hooks.iter().map(|hook| hook.name.as_str()).collect::<Vec<_>>(), ["pre-push"]);
}

#[test]
fn a_secret_that_was_committed_past_the_hooks_on_an_existing_branch() {
    let repo = published();
    let keys = repo.keys();
    repo.had(FILE, keys.lines());
    let commit = repo.id("HEAD");
    let ran = repo.push(&["main"]);
    ran.refused_with(1).says("leakgate: 3 secrets in what you are about to push").finds_keys(FILE, 1).says(&commit[..7]);
    ran.says("git commit --amend");
}

#[test]
fn what_passes_with_a_warning_is_not_told_that_it_stays_here() {
    let repo = published();
    let keys = repo.keys();
    repo.had(".leakgate.toml", "[[policy]]\nverdict = \"warn\"\n").had(FILE, keys.lines());
    let ran = repo.push(&["main"]);
    ran.succeeded().says("leakgate: warning: 3 secrets").says("the push goes on with it").says("git push --force-with-lease");
    ran.never_says("no remote has it");
}

#[test]
fn a_secret_in_an_earlier_commit_of_the_push() {
    let repo = published();
    let keys = repo.keys();
    let parent = repo.id("HEAD");
    repo.had(FILE, keys.lines()).had(FILE, "DEBUG=1\n");
    repo.push(&["main"]).refused_with(1).finds_keys(FILE, 1).says(&format!("git rebase -i {}", &parent[..7]));
}

#[test]
fn a_secret_on_a_new_branch() {
    let repo = published();
    let keys = repo.keys();
    repo.git(&["checkout", "-q", "-b", "topic"]).had(FILE, keys.lines());
    repo.push(&["-u", "topic"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn the_first_push_of_all() {
    let repo = TempRepo::new().with_origin();
    let keys = repo.keys();
    repo.had("readme", "words\n").push(&["main"]).passed();
    repo.had(FILE, keys.lines()).git(&["checkout", "-q", "-b", "topic"]).push(&["topic"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn the_deletion_of_a_branch() {
    let repo = published();
    repo.git(&["branch", "topic"]).published().push(&["--delete", "topic"]).passed();
}

#[test]
fn a_secret_under_a_tag_of_either_kind() {
    let repo = published();
    let keys = repo.keys();
    repo.git(&["checkout", "-q", "--detach"]).had(FILE, keys.lines()).git(&["tag", "light"]).git(&["tag", "-a", "-m", "one", "heavy"]);
    repo.push(&["light"]).refused_with(1).finds_keys(FILE, 1);
    repo.push(&["heavy"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_secret_in_a_tags_message() {
    let repo = published();
    let keys = repo.keys();
    repo.git(&["tag", "-a", "-m", &format!("token {}", keys.github), "v1"]);
    repo.push(&["v1"]).refused_with(1).finds(GITHUB, "tag refs/tags/v1");
}

#[test]
fn a_secret_in_a_commits_message() {
    let repo = published();
    let keys = repo.keys();
    repo.write("readme", "more words\n").add("readme").slip_in(&format!("token {}", keys.github));
    repo.push(&["main"]).refused_with(1).finds(GITHUB, "commit message:1");
}

#[test]
fn a_forced_push_with_a_secret() {
    let repo = published();
    let keys = repo.keys();
    repo.had("readme", "more words\n").published().git(&["reset", "-q", "--hard", "HEAD~"]).had(FILE, keys.lines());
    repo.push(&["--force", "main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_forced_push_that_takes_a_secret_out() {
    let repo = published();
    let keys = repo.keys();
    repo.had(FILE, keys.lines()).published().git(&["reset", "-q", "--hard", "HEAD~"]).had("readme", "more words\n");
    repo.push(&["--force", "main"]).passed();
}

#[test]
fn several_refs_with_the_secret_in_one() {
    let repo = published();
    let keys = repo.keys();
    repo.git(&["branch", "a"]).git(&["branch", "old"]).published().git(&["checkout", "-q", "-b", "z"]).had(FILE, keys.lines());
    repo.git(&["checkout", "-q", "a"]).had("readme", "more words\n");
    repo.push(&["a", "z", ":old"]).refused_with(1).finds_keys(FILE, 1);
    repo.push(&["a", ":old"]).passed();
}

#[test]
fn a_new_branch_at_commits_that_the_remote_has() {
    let repo = published();
    let keys = repo.keys();
    repo.had(FILE, keys.lines()).published().push(&["main:refs/heads/topic"]).passed();
}

#[test]
fn commits_that_another_remote_has_are_new_to_this_one() {
    let server = Server::without_hooks();
    let repo = server.clone_by("ann").with_remote("mirror");
    let keys = repo.keys();
    repo.install().had(FILE, keys.lines()).git(&["push", "-q", "--no-verify", "origin", "main"]);
    repo.push_to("mirror", &["main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_push_to_an_address_that_is_no_remote() {
    let repo = published();
    let keys = repo.keys();
    repo.had(FILE, keys.lines());
    let address = repo.server().to_str().expect("a plain path").to_owned();
    repo.push_to(&address, &["main:refs/heads/topic"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_remote_that_has_gone_on_without_us() {
    let server = Server::without_hooks();
    let ann = server.clone_by("ann");
    ann.had("readme", "words\n").published();
    let bob = server.clone_by("bob");
    ann.had("readme", "other words\n").git(&["push", "-q", "origin", "main"]);
    let keys = bob.keys();
    bob.install().had(FILE, keys.lines()).push(&["--force", "main"]).refused_with(1).finds_keys(FILE, 1);
    bob.git(&["reset", "-q", "--hard", "HEAD~"]).had("readme", "my words\n").push(&["--force", "main"]).passed();
}

#[test]
fn a_push_of_nothing_new() {
    let repo = published();
    assert_eq!(repo.ask(&["push", "-q", "origin", "main"]), "");
}

#[test]
fn garbage_on_standard_input() {
    let repo = published();
    let (id, zero) = (repo.id("HEAD"), "0".repeat(40));
    for garbage in [
        "garbage\n".to_owned(),
        format!("refs/heads/main {id} refs/heads/main\n"),
        format!("refs/heads/main {} refs/heads/main {zero}\n", &id[..39]),
        format!("refs/heads/main {} refs/heads/main {zero}\n", "1".repeat(40)),
    ] {
        repo.leakgate_with_input(&["hook", "pre-push", "origin", "address"], garbage).refused_with(2);
    }
}

#[test]
fn from_a_linked_worktree_and_a_subdirectory() {
    let repo = published();
    let keys = repo.keys();
    repo.git(&["worktree", "add", "-q", "-b", "linked", "../linked"]);
    let linked = repo.at("../linked");
    linked.had(format!("deep/{FILE}"), keys.lines()).push(&["linked"]).refused_with(1).finds_keys(&format!("deep/{FILE}"), 1);
    repo.at("../linked/deep").push(&["linked"]).refused_with(1).finds_keys(&format!("deep/{FILE}"), 1);
    repo.had("readme", "more words\n").push(&["main"]).passed();
}

#[test]
fn from_a_reftable_repository() {
    let repo = TempRepo::with_format(&["--ref-format=reftable"]).with_origin();
    let keys = repo.keys();
    repo.had("readme", "words\n").published().had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
    repo.git(&["reset", "-q", "--hard", "HEAD~"]).had("readme", "more words\n").push(&["main"]).passed();
}

#[test]
fn from_a_shallow_clone() {
    let server = Server::without_hooks();
    server.clone_by("ann").had(FILE, "DEBUG=1\n").had("readme", "words\n").published();
    let clone = server.clone_with("bob", &["--depth=1"]);
    let keys = clone.keys();
    clone.install().had("readme", "more words\n").push(&["main"]).passed();
    clone.had(FILE, keys.lines()).push(&["main:refs/heads/topic"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_local_name_that_is_a_revision() {
    let repo = published();
    let keys = repo.keys();
    repo.had(FILE, keys.lines()).write("readme", "more words\n").add("readme").slip_in("two words");
    repo.push(&["HEAD~:refs/heads/topic"]).refused_with(1).finds_keys(FILE, 1);
    repo.push(&[":/two words:refs/heads/topic"]).refused_with(1);
    repo.push(&["HEAD~2:refs/heads/topic"]).passed();
}
