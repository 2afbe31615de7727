//! Bad input: one error that names the thing, exit 2, and nothing called clean.

use crate::repo::{Server, TempRepo};
use crate::secrets::GITHUB;

#[test]
fn not_a_repository() {
    let repo = TempRepo::new();
    std::fs::create_dir(repo.sandbox().folder().join("plain")).expect("a folder");
    let plain = repo.at("../plain");
    plain.leakgate(&["hook", "pre-commit"]).refused_with(2).says("repository").says("  next: ");
    plain.leakgate_with_input(&["hook", "pre-push", "origin", "address"], "").refused_with(2).says("repository");
    let (zero, one) = ("0".repeat(40), "1".repeat(40));
    plain.leakgate_with_input(&["hook", "pre-receive"], format!("{zero} {one} refs/heads/main\n")).refused_with(2).says("repository");
    plain.leakgate(&["hook", "update", "refs/heads/main", &zero, &zero]).refused_with(2).says("repository");
}

#[test]
fn no_such_rule() {
    TempRepo::new()
        .leakgate(&["explain", "stripe-live-secret-kye"])
        .refused_with(2)
        .says("stripe-live-secret-kye")
        .says("there are: stripe-live-secret-key, ");
}

#[test]
fn unknown_words() {
    let repo = TempRepo::new();
    for words in [
        &["scan", "--no-such-flag"][..],
        &["scan", "--format", "yaml", "."],
        &["scan", "--level", "loud", "."],
        &["hook", "post-nothing"],
        &["hook"],
        &["no-such-verb"],
        &[],
    ] {
        repo.leakgate(words).refused_with_usage();
    }
    repo.leakgate(&["scan", "--no-such-flag"]).says("--no-such-flag");
}

#[test]
fn help_and_version() {
    let repo = TempRepo::new();
    repo.leakgate(&["--help"]).succeeded().says("hook").says("scan").says("Exit codes");
    repo.leakgate(&["hook", "--help"]).succeeded().says("pre-commit").says("pre-receive");
    repo.leakgate(&["--version"]).succeeded().says(env!("CARGO_PKG_VERSION"));
}

#[test]
fn a_broken_configuration() {
    let repo = TempRepo::new();
    repo.had("readme", "words\n").had(".leakgate.toml", "[policy\n").write("readme", "more words\n").add("readme");
    repo.commit("words").refused_with(2).says(".leakgate.toml:1:");
}

#[test]
fn a_head_that_points_at_nothing_readable() {
    let repo = TempRepo::new();
    repo.had("readme", "words\n").write("readme", "more words\n").add("readme");
    let tree = crate::commit::loose(&repo.root().join(".git"), &repo.id("HEAD^{tree}"));
    std::fs::remove_file(tree).expect("a tree");
    repo.leakgate(&["hook", "pre-commit"]).refused_with(2);
}

#[test]
fn an_index_that_is_none() {
    let repo = TempRepo::new();
    repo.had("readme", "words\n").write(".git/index", "no index");
    repo.leakgate(&["hook", "pre-commit"]).refused_with(2).says("index");
}

#[test]
fn the_update_hook() {
    let server = Server::without_hooks();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had("readme", "words\n").had("settings.env", keys.lines()).published();
    let (old, new, zero) = (clone.id("HEAD~"), clone.id("HEAD"), "0".repeat(40));
    // as if the commit were arriving: no ref has it yet
    server.git(&["update-ref", "refs/heads/main", &old]);
    let hook = |old: &str, new: &str| server.leakgate_with_input(&["hook", "update", "refs/heads/main", old, new], "");
    hook(&old, &new).refused_with(1).finds(GITHUB, "settings.env:1");
    hook(&zero, &new).refused_with(1).finds(GITHUB, "settings.env:1");
    hook(&old, &zero).passed();
    hook(&old, &old).passed();
    hook(&old, "garbage").refused_with(2).says("garbage");
    hook(&old, &"1".repeat(40)).refused_with(2);
}
