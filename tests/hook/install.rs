//! Putting the hooks in and taking them out, as a person does it. What git says about where hooks are is told apart beside the code.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::ran::Ran;
use crate::repo::{Server, TempRepo};
use crate::secrets::Keys;

/// An executable shell script.
pub(crate) fn script(path: &Path, body: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the script");
    fs::write(path, format!("#!/bin/sh\n{body}\n")).expect("a script");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("an executable script");
}

/// Names, contents and modes of the files in a folder.
fn picture(folder: &Path) -> Vec<(String, Vec<u8>, u32)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let path = entry.expect("a readable folder").path();
            let mode = path.metadata().expect("a file").permissions().mode();
            (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(&path).expect("a readable file"), mode)
        })
        .collect();
    files.sort();
    files
}

/// Stages a file with secrets and commits it.
fn commit_keys(repo: &TempRepo, keys: &Keys) -> Ran {
    repo.write("settings.env", keys.lines()).add("settings.env").commit("settings")
}

#[test]
fn a_hook_that_was_there_is_kept_called_first_and_restored() {
    let repo = TempRepo::without_hooks(&[]);
    let hooks = repo.root().join(".git/hooks");
    script(&hooks.join("pre-commit"), "echo mine >>../calls; [ ! -e ../stop ]");
    fs::set_permissions(hooks.join("pre-commit"), fs::Permissions::from_mode(0o700)).expect("another mode");
    let before = picture(&hooks);

    repo.leakgate(&["install"])
        .succeeded()
        .says("pre-commit, commit-msg and pre-push installed in ")
        .says("kept as pre-commit.leakgate-kept");
    let installed = picture(&hooks);
    repo.leakgate(&["install"]).succeeded().says("already installed");
    assert_eq!(picture(&hooks), installed);

    let keys = repo.keys();
    commit_keys(&repo, &keys).refused_with(1).finds_keys("settings.env", 1);
    fs::write(repo.root().join("../stop"), "").expect("a file");
    repo.write("settings.env", "DEBUG=1\n").add("settings.env").commit("clean").refused_with(1).never_says("leakgate");
    fs::remove_file(repo.root().join("../stop")).expect("no file");
    repo.commit("clean").passed();
    assert_eq!(fs::read_to_string(repo.root().join("../calls")).expect("calls"), "mine\nmine\nmine\n");

    repo.leakgate(&["uninstall"]).succeeded().says("the pre-commit hook that was there before is back");
    assert_eq!(picture(&hooks), before);
    repo.leakgate(&["uninstall"]).succeeded().says("nothing to remove");
}

#[test]
fn a_server_gets_its_own_hook() {
    let server = Server::without_hooks();
    let address = server.folder().to_str().expect("a plain path").to_owned();
    let ann = server.clone_by("ann");
    ann.leakgate(&["install", &address]).succeeded().says("pre-receive installed in ");
    let keys = ann.keys();
    ann.had("settings.env", keys.lines()).push(&["main"]).refused_with(1).finds_keys("settings.env", 1);
    ann.leakgate(&["uninstall", &address]).succeeded();
    assert!(!server.folder().join("hooks/pre-receive").exists());
}

#[test]
fn core_hooks_path_is_obeyed() {
    let repo = TempRepo::without_hooks(&[]);
    repo.config("core.hooksPath", "team/hooks").write("deep/down/file", "").at("deep/down").install();
    assert_eq!(picture(&repo.root().join("team/hooks")).len(), 3);
    let keys = repo.keys();
    commit_keys(&repo, &keys).refused_with(1).finds_keys("settings.env", 1);
}

#[test]
fn global_hooks_guard_every_repository_and_call_its_own_first() {
    let repo = TempRepo::without_hooks(&[]);
    let in_home = |program: &str, args: &[&str]| {
        let mut command = repo.sandbox().command(program, repo.root());
        command.args(args).env("GIT_CONFIG_GLOBAL", repo.sandbox().folder().join("home/.gitconfig"));
        command
    };
    script(&repo.root().join(".git/hooks/pre-commit"), "echo mine >>../calls");
    script(&repo.root().join(".git/hooks/post-commit"), "echo after >>../calls");
    let leakgate = |args: &[&str]| repo.sandbox().run(in_home("leakgate", args), b"");
    leakgate(&["install", "--global"]).succeeded().says(".config/leakgate/hooks");
    leakgate(&["install", "--global"]).succeeded().says("already installed");
    leakgate(&["install"]).succeeded().says("guard this repository already");

    let keys = repo.keys();
    repo.write("settings.env", keys.lines()).add("settings.env");
    repo.try_command(in_home("git", &["commit", "-m", "settings"])).refused_with(1).finds_keys("settings.env", 1);
    repo.write("settings.env", "DEBUG=1\n").add("settings.env");
    repo.try_command(in_home("git", &["commit", "-m", "settings"])).passed();
    assert_eq!(fs::read_to_string(repo.root().join("../calls")).expect("calls"), "mine\nmine\nafter\n");

    leakgate(&["uninstall", "--global"]).succeeded();
    assert!(!repo.sandbox().folder().join("home/.config/leakgate").exists());
    repo.sandbox().run(in_home("git", &["config", "--global", "core.hooksPath"]), b"").refused_with(1);
}

#[test]
fn a_refusal_names_the_thing_and_the_next_step() {
    let repo = TempRepo::without_hooks(&[]);
    for (args, what) in
        [(["install", "../nowhere"], "nowhere"), (["install", ".."], "not a git repository"), (["uninstall", ".."], "not a git repository")]
    {
        repo.leakgate(&args).refused_with(2).says(what).says("  next: ");
    }
    let hooks = repo.root().join(".git/hooks");
    script(&hooks.join("pre-push"), "true");
    script(&hooks.join("pre-push.leakgate-kept"), "true");
    let before = picture(&hooks);
    repo.leakgate(&["install"]).refused_with(2).says("pre-push.leakgate-kept is there already").says("  next: look at both");
    repo.config("core.hooksPath", ".husky/_").leakgate(&["install"]).refused_with(2).says("husky").says(".husky/pre-commit");
    assert_eq!(picture(&hooks), before);
    repo.leakgate(&["install", "--global", "."]).refused_with_usage();
}

#[test]
fn a_program_that_is_gone_stops_commits_and_says_so() {
    let repo = TempRepo::without_hooks(&[]);
    // Installed by a copy that does not stay where it was, and that is on nobody's PATH.
    let (copy, tools) = (repo.root().join("../copy"), repo.sandbox().folder().join("bin/leakgate"));
    fs::copy(env!("CARGO_BIN_EXE_leakgate"), &copy).expect("a copy");
    repo.sandbox().run(repo.sandbox().command(&copy, repo.root()), b"").refused_with_usage();
    let mut command = repo.sandbox().command(&copy, repo.root());
    command.arg("install");
    repo.sandbox().run(command, b"").succeeded();
    fs::remove_file(&tools).expect("no program on PATH");
    repo.write("file", "words\n").add("file").commit("found where it was recorded").passed();
    fs::remove_file(&copy).expect("no program where it was");
    repo.write("file", "other words\n").add("file");
    repo.commit("nowhere")
        .refused_with(2)
        .says("leakgate: error: no leakgate program on PATH")
        .says("copy")
        .says("  next: install leakgate again");
}

#[test]
fn repositories_to_come_get_the_hooks_by_a_template() {
    let repo = TempRepo::without_hooks(&[]);
    let home = repo.sandbox().folder().join("home");
    let in_home = |program: &str, args: &[&str]| {
        let mut command = repo.sandbox().command(program, &home);
        command.args(args).env("GIT_CONFIG_GLOBAL", home.join(".gitconfig"));
        repo.sandbox().run(command, b"")
    };
    in_home("leakgate", &["install", "--global", "--template", "--dry-run"])
        .succeeded()
        .says("nothing is changed")
        .says("run git config --global init.templateDir");
    assert_eq!(fs::read_dir(&home).expect("a home").count(), 0);
    in_home("leakgate", &["install", "--global", "--template"]).succeeded().says("into every repository that you make or clone");
    in_home("leakgate", &["install", "--global", "--template"]).succeeded().says("already installed");
    in_home("git", &["init", "-q", "made"]).succeeded();
    let keys = repo.keys();
    fs::write(home.join("made/settings.env"), keys.lines()).expect("a file");
    in_home("git", &["-C", "made", "add", "settings.env"]).succeeded();
    let ran = in_home("git", &["-C", "made", "commit", "-m", "settings"]);
    assert_ne!(ran.code, Some(0), "{}", ran.why("should be refused"));
    ran.finds_keys("settings.env", 1);
    in_home("leakgate", &["doctor", "made"]).succeeded();
    in_home("leakgate", &["uninstall", "--global"]).succeeded().says("init.templateDir is unset");
    assert!(!home.join(".config/leakgate").exists());
    in_home("git", &["config", "--global", "init.templateDir"]).refused_with(1);

    // a template of the person's own is used as it is, and its hook kept
    script(&home.join("mine/hooks/pre-commit"), "echo mine >>../calls");
    let before = picture(&home.join("mine/hooks"));
    in_home("git", &["config", "--global", "init.templateDir", "~/mine"]).succeeded();
    in_home("leakgate", &["install", "--global", "--template"]).succeeded().says("kept as pre-commit.leakgate-kept");
    in_home("git", &["init", "-q", "other"]).succeeded();
    in_home("git", &["-C", "other", "commit", "-q", "--allow-empty", "-m", "x"]).succeeded();
    assert_eq!(fs::read_to_string(home.join("calls")).expect("calls"), "mine\n");
    in_home("leakgate", &["uninstall", "--global"]).succeeded();
    assert_eq!(picture(&home.join("mine/hooks")), before);
    in_home("git", &["config", "--global", "init.templateDir"]).succeeded().says("mine");
}

#[test]
fn a_dry_run_shows_everything_and_does_nothing() {
    let repo = TempRepo::without_hooks(&[]);
    let hooks = repo.root().join(".git/hooks");
    script(&hooks.join("pre-commit"), "echo mine");
    let before = picture(&hooks);
    repo.leakgate(&["install", "--dry-run"])
        .succeeded()
        .says("nothing is changed; this would be done:")
        .says("pre-commit to ")
        .says("    | exec \"$bin\" hook pre-commit \"$@\"")
        .says("write ");
    assert_eq!(picture(&hooks), before);
    repo.install();
    let installed = picture(&hooks);
    repo.leakgate(&["install", "-n"]).succeeded().says("nothing would be changed");
    repo.leakgate(&["uninstall", "-n"]).succeeded().says("rename ").says("remove ");
    assert_eq!(picture(&hooks), installed);
    repo.leakgate(&["install", "--wire"])
        .refused_with(2)
        .says("there is no husky, lefthook, overcommit or pre-commit here")
        .says("  next: leakgate install");
    for args in
        [&["install", "--template"][..], &["install", "--platform", "gitea"], &["install", "--server"], &["install", "--global", "--wire"]]
    {
        repo.leakgate(args).refused_with_usage();
    }
    repo.leakgate(&["install", ".", ".."]).refused_with(2).says("one repository at a time");
}
