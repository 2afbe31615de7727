//! Commits in repositories that are out of the ordinary: another format, another kind of index, objects that lie elsewhere or nowhere.

use std::os::unix::fs::{PermissionsExt, chown};

use crate::repo::{Server, TempRepo};

/// A file of settings.
const FILE: &str = "settings.env";

#[test]
fn linked_worktree() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n").git(&["worktree", "add", "-q", "-b", "linked", "../linked"]);
    let linked = repo.at("../linked");
    linked.write(FILE, keys.lines()).add(FILE).commit("settings").refused_with(1).finds_keys(FILE, 1);
    linked.write(FILE, "DEBUG=1\n").add(FILE).commit("settings").passed();
}

#[test]
fn inside_a_submodule() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.git(&["init", "-q", "-b", "main", "--template=", "../library"]);
    repo.at("../library").had("readme", "words\n");
    repo.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../library", "library"]).slip_in("library");
    let library = repo.at("library");
    library.install();
    library.write(FILE, keys.lines()).add(FILE).commit("settings").refused_with(1).finds_keys(FILE, 1);
    library.write(FILE, "DEBUG=1\n").add(FILE).commit("settings").passed();
    repo.add("library").commit("newer library").passed();
}

#[test]
fn sha256_repository() {
    let repo = TempRepo::with_format(&["--object-format=sha256"]);
    let keys = repo.keys();
    repo.had(FILE, "DEBUG=1\n").write(FILE, format!("DEBUG=1\n{}", keys.lines())).add(FILE);
    repo.commit("settings").refused_with(1).finds_keys(FILE, 2);
}

#[test]
fn sha256_repository_with_an_old_secret() {
    let repo = TempRepo::with_format(&["--object-format=sha256"]);
    let keys = repo.keys();
    repo.had(FILE, keys.lines()).write(FILE, format!("DEBUG=1\n{}", keys.lines())).add(FILE).commit("settings").passed();
}

#[test]
fn reftable_repository() {
    let repo = TempRepo::with_format(&["--ref-format=reftable"]);
    let keys = repo.keys();
    repo.had(FILE, "DEBUG=1\n").write(FILE, format!("DEBUG=1\n{}", keys.lines())).add(FILE);
    repo.commit("settings").refused_with(1).finds_keys(FILE, 2);
}

#[test]
fn reftable_repository_with_an_old_secret() {
    let repo = TempRepo::with_format(&["--ref-format=reftable"]);
    let keys = repo.keys();
    repo.had(FILE, keys.lines()).write(FILE, format!("DEBUG=1\n{}", keys.lines())).add(FILE).commit("settings").passed();
}

#[test]
fn split_index() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("a", "one\n").had(FILE, "DEBUG=1\n").git(&["update-index", "--split-index"]).write(FILE, keys.lines());
    repo.commit_with(&["-m", "only one", FILE]).refused_with(1).finds_keys(FILE, 1);
    repo.add(FILE).commit("settings").refused_with(1).finds_keys(FILE, 1);
    repo.commit_with(&["-a", "-m", "all"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn sparse_index() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("in/readme", "words\n").had("out/readme", "words\n").had("top", "words\n");
    repo.git(&["sparse-checkout", "set", "--cone", "--sparse-index", "in"]);
    let path = format!("in/{FILE}");
    repo.write(&path, keys.lines()).add(&path).commit("settings").refused_with(1).finds_keys(&path, 1);
    repo.commit_with(&["-m", "only one", &path]).refused_with(1).finds_keys(&path, 1);
    repo.write(&path, "DEBUG=1\n").add(&path).commit("settings").passed();
}

#[test]
fn index_version_4() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.config("index.version", "4").had("a/one", "1\n").had("a/two", "2\n").had(FILE, "DEBUG=1\n").git(&[
        "update-index",
        "--index-version",
        "4",
    ]);
    repo.write(FILE, keys.lines());
    repo.commit_with(&["-m", "only one", FILE]).refused_with(1).finds_keys(FILE, 1);
    repo.add(FILE).commit("settings").refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn partial_clone() {
    let server = Server::without_hooks();
    server.config("uploadpack.allowFilter", "true");
    server.clone_by("ann").had(FILE, "DEBUG=1\n").had("b", "words\n").published();
    // the old version of the file is on the server only
    let clone = server.clone_with("bob", &["--filter=blob:none", "--no-checkout"]);
    let keys = clone.keys();
    clone.git(&["read-tree", "HEAD"]).install().write(FILE, keys.lines()).add(FILE);
    clone.commit("settings").refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn shallow_clone() {
    let server = Server::without_hooks();
    server.clone_by("ann").had(FILE, "DEBUG=1\n").had("b", "words\n").published();
    let clone = server.clone_with("bob", &["--depth=1"]);
    let keys = clone.keys();
    clone.install().write(FILE, keys.lines()).add(FILE).commit("settings").refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_repository_apart_from_its_work_tree() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n").write(FILE, keys.lines()).add(FILE);
    let outside = repo.at("..");
    let commit = ["--git-dir=work/.git", "--work-tree=work", "commit", "-m", "settings"];
    let mut command = outside.sandbox().command("git", outside.root());
    command.args(commit);
    let ran = outside.sandbox().run(command, b"");
    ran.finds_keys(FILE, 1);
    assert_eq!(ran.code, Some(1), "{}", ran.why("should be refused"));
}

#[test]
fn what_git_writes_into_the_index_of_a_large_repository() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.config("feature.manyFiles", "true").config("index.skipHash", "true").had("a/readme", "words\n").had(FILE, "DEBUG=1\n");
    repo.git(&["update-index", "--index-version", "4", "--untracked-cache"]).write(FILE, keys.lines());
    repo.commit_with(&["-m", "only one", FILE]).refused_with(1).finds_keys(FILE, 1);
    repo.add(FILE).commit("settings").refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn objects_that_are_packed() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, keys.lines()).git(&["gc", "-q"]).write(FILE, format!("DEBUG=1\n{}", keys.lines())).add(FILE).commit("settings").passed();
    repo.write("copy.env", keys.lines()).add("copy.env").commit("copy").refused_with(1).finds_keys("copy.env", 1);
}

#[test]
fn first_commit_in_every_format() {
    for format in ["--object-format=sha256", "--ref-format=reftable"] {
        let repo = TempRepo::with_format(&[format]);
        let keys = repo.keys();
        repo.write(FILE, keys.lines()).add(FILE).commit("first").refused_with(1).finds_keys(FILE, 1);
        repo.write(FILE, "DEBUG=1\n").add(FILE).commit("first").passed();
    }
}

#[test]
fn linked_worktree_in_every_format() {
    for format in ["--object-format=sha256", "--ref-format=reftable"] {
        let repo = TempRepo::with_format(&[format]);
        let keys = repo.keys();
        repo.had(FILE, "DEBUG=1\n").git(&["worktree", "add", "-q", "-b", "linked", "../linked"]);
        let linked = repo.at("../linked");
        linked.write(FILE, keys.lines()).add(FILE).commit("settings").refused_with(1).finds_keys(FILE, 1);
        linked.write(FILE, "DEBUG=2\n").commit_with(&["-a", "-m", "settings"]).passed();
    }
}

#[test]
fn split_index_that_is_clean() {
    let repo = TempRepo::new();
    repo.had("a", "one\n").had(FILE, repo.keys().lines()).git(&["update-index", "--split-index"]).write("a", "two\n");
    repo.commit_with(&["-m", "only one", "a"]).passed();
    repo.write("a", "three\n").add("a").commit("three").passed();
    repo.write("a", "four\n").commit_with(&["-a", "-m", "all"]).passed();
}

#[test]
fn sparse_index_and_commit_all() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let path = format!("in/{FILE}");
    repo.had("in/readme", "words\n").had(&path, "DEBUG=1\n").had("out/settings.env", keys.lines()).had("top", "words\n");
    repo.git(&["sparse-checkout", "set", "--cone", "--sparse-index", "in"]);
    repo.write("in/readme", "more words\n").commit_with(&["-a", "-m", "all"]).passed();
    repo.write(&path, keys.lines()).commit_with(&["-a", "-m", "all"]).refused_with(1).finds_keys(&path, 1);
    repo.git(&["add", &path]).write("in/later", "words\n").git(&["add", "-N", "in/later"]);
    repo.commit("settings").refused_with(1).finds_keys(&path, 1);
}

#[test]
fn a_program_that_watches_the_work_tree() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write(".git/watch", "#!/bin/sh\nprintf 'token\\0/\\0'\n");
    std::fs::set_permissions(repo.root().join(".git/watch"), std::fs::Permissions::from_mode(0o755)).expect("a program");
    repo.had(FILE, "DEBUG=1\n").config("core.fsmonitor", ".git/watch").config("core.untrackedCache", "true");
    repo.write(FILE, keys.lines()).commit_with(&["-m", "only one", FILE]).refused_with(1).finds_keys(FILE, 1);
    repo.commit_with(&["-a", "-m", "all"]).refused_with(1).finds_keys(FILE, 1);
    repo.write(FILE, "DEBUG=2\n").add(FILE).commit("settings").passed();
}

#[test]
fn objects_that_another_repository_lends() {
    let lender = TempRepo::without_hooks(&[]);
    let keys = lender.keys();
    lender.had(FILE, keys.lines());
    let borrower = lender.at("../borrower");
    lender.git(&["clone", "-q", "--shared", "--template=", ".", "../borrower"]);
    borrower.install().write(FILE, format!("DEBUG=1\n{}", keys.lines())).add(FILE).commit("settings").passed();
    borrower.write("copy.env", keys.lines()).add("copy.env").commit("copy").refused_with(1).finds_keys("copy.env", 1);
}

/// git has judged the repository before it runs a hook, by a configuration that may stand in the environment.
#[test]
pub(crate) fn a_repository_of_another_owner_that_the_environment_trusts() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, "DEBUG=1\n").write(FILE, keys.lines()).add(FILE);
    for folder in ["", ".git"] {
        // only root can give it away; git is told that it is so besides
        let _ = chown(repo.root().join(folder), Some(12_345), None);
    }
    let commit = |trusted: bool| {
        let mut command = repo.sandbox().command("git", repo.root());
        command.args(["commit", "-m", "settings"]).env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
        if trusted {
            command.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "safe.directory").env("GIT_CONFIG_VALUE_0", "*");
        }
        repo.sandbox().run(command, b"")
    };
    assert_eq!(commit(false).code, Some(128), "git does not trust it");
    let ran = commit(true);
    assert_eq!(ran.code, Some(1), "{}", ran.why("should be refused"));
    ran.finds_keys(FILE, 1);
    repo.write(FILE, "DEBUG=2\n");
    let mut command = repo.sandbox().command("git", repo.root());
    command.args(["-c", "safe.directory=*", "commit", "-a", "-m", "settings"]).env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    let ran = repo.sandbox().run(command, b"");
    assert_eq!((ran.code, ran.text().contains("leakgate")), (Some(0), false), "{}", ran.why("should pass"));
}

/// git has written nothing into the index that says which tree is to be committed, and the names do not sort as their folders do.
#[test]
fn only_some_paths_of_an_index_with_intentions() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("a/b", "one\n").had("a-b", "one\n").had("a.b", "one\n").write("a/later", "words\n").git(&["add", "-N", "a/later"]);
    repo.write("a.b", "two\n").write("a-b", keys.lines());
    repo.commit_with(&["-m", "one", "a.b"]).passed();
    repo.commit_with(&["-m", "another", "a-b"]).refused_with(1).finds_keys("a-b", 1);
}
