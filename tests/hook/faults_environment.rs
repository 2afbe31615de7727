//! Faults of the environment: git is not there, fails or lies; variables lead astray; the repository is somebody else's.

use std::os::unix::fs::chown;
use std::path::Path;

use crate::faults::{FILE, arrived, is_root, program, staged};
use crate::ran::Ran;
use crate::repo::TempRepo;

#[test]
pub(crate) fn no_git() {
    let run = |repo: &TempRepo, folder: &Path, args: &[&str], input: &str| {
        let mut command = repo.sandbox().command(env!("CARGO_BIN_EXE_leakgate"), folder);
        command.args(args).env("PATH", "/nowhere");
        repo.sandbox().run(command, input.as_bytes())
    };
    let repo = staged();
    run(&repo, repo.root(), &["hook", "pre-commit"], "").refused_with(1).finds_keys(FILE, 1);
    run(&repo, repo.root(), &["scan", "--staged"], "").refused_with(1);
    run(&repo, repo.root(), &["scan", FILE], "").refused_with(1);
    run(&repo, repo.root(), &["scan", "--history"], "").refused_with(2).says("git cannot be started").says("PATH");
    run(&repo, repo.root(), &["scan", "--range", "HEAD"], "").refused_with(2).says("git cannot be started");
    let (server, clone, line) = arrived();
    run(&clone, server.folder(), &["hook", "pre-receive"], &line).refused_with(1).finds_keys(FILE, 1);
    for format in ["--object-format=sha256", "--ref-format=reftable"] {
        let repo = TempRepo::with_format(&[format]);
        repo.write(FILE, repo.keys().lines()).add(FILE);
        run(&repo, repo.root(), &["hook", "pre-commit"], "").refused_with(2).says("git");
    }
}

#[test]
pub(crate) fn a_git_that_fails() {
    for (what, script) in [
        ("fails", "echo 'fatal: it is broken' >&2; exit 128"),
        ("is killed", "kill -9 $$"),
        ("answers garbage", "echo garbage; exit 0"),
        ("answers nothing", "exit 0"),
        ("answers half an id", "echo 0123456789abcdef; exit 0"),
    ] {
        let repo = TempRepo::with_format(&["--object-format=sha256"]);
        repo.had("readme", "words\n").write(FILE, repo.keys().lines()).add(FILE);
        let folder = repo.sandbox().folder().join("broken");
        program(&folder.join("git"), &format!("#!/bin/sh\n{script}\n"));
        let run = |repo: &TempRepo, args: &[&str]| {
            let mut command = repo.sandbox().command(env!("CARGO_BIN_EXE_leakgate"), repo.root());
            command.args(args).env("PATH", format!("{}:/bin:/usr/bin", folder.display()));
            repo.sandbox().run(command, b"")
        };
        let ran = run(&repo, &["hook", "pre-commit"]);
        assert_eq!(ran.code, Some(2), "git {what}: {}", ran.why("should be refused"));
        // what libgit2 reads needs no git; what only git lists does, and an empty list of commits is none
        let other = staged();
        run(&other, &["hook", "pre-commit"]).refused_with(1);
        let history = run(&other, &["scan", "--history"]);
        assert_eq!(history.code, Some(2), "git {what}: {}", history.why("should be refused"));
    }
}

/// What a name, a value and a world there may lead astray with. `{elsewhere}` is a repository without secrets, `{folder}` an empty folder.
const HOSTILE: &[&[(&str, &str)]] = &[
    &[("GIT_DIR", "{elsewhere}/.git")],
    &[("GIT_DIR", "{elsewhere}/.git"), ("GIT_WORK_TREE", "{elsewhere}")],
    &[("GIT_DIR", "")],
    &[("GIT_DIR", "/dev/null")],
    &[("GIT_COMMON_DIR", "{elsewhere}/.git")],
    &[("GIT_WORK_TREE", "{folder}")],
    &[("GIT_OBJECT_DIRECTORY", "{elsewhere}/.git/objects")],
    &[("GIT_OBJECT_DIRECTORY", "{folder}")],
    &[("GIT_ALTERNATE_OBJECT_DIRECTORIES", "{elsewhere}/.git/objects")],
    &[("GIT_ALTERNATE_OBJECT_DIRECTORIES", "/dev/null:\n:\"quoted")],
    &[("GIT_INDEX_FILE", "{elsewhere}/.git/index")],
    &[("GIT_INDEX_FILE", "{folder}/none")],
    &[("GIT_INDEX_VERSION", "4")],
    &[("GIT_REPLACE_REF_BASE", "refs/heads/")],
    &[("GIT_NO_REPLACE_OBJECTS", "0")],
    &[("GIT_GRAFT_FILE", "{folder}/grafts")],
    &[("GIT_SHALLOW_FILE", "{folder}/shallow")],
    &[("GIT_NAMESPACE", "elsewhere")],
    &[("GIT_CEILING_DIRECTORIES", "/:{folder}")],
    &[("GIT_DISCOVERY_ACROSS_FILESYSTEM", "0")],
    &[("GIT_PREFIX", "../../..")],
    &[("GIT_ATTR_SOURCE", "HEAD")],
    &[("GIT_ATTR_NOSYSTEM", "0")],
    &[("GIT_LITERAL_PATHSPECS", "1")],
    &[("GIT_GLOB_PATHSPECS", "1")],
    &[("GIT_ICASE_PATHSPECS", "1")],
    &[("GIT_DEFAULT_HASH", "sha256")],
    &[("GIT_DEFAULT_REF_FORMAT", "reftable")],
    &[("GIT_REF_PARANOIA", "0")],
    &[("GIT_TRACE", "/dev/stdout")],
    &[("GIT_TRACE", "1"), ("GIT_TRACE_SETUP", "1"), ("GIT_TRACE_PACKET", "1"), ("GIT_TRACE_PERFORMANCE", "/dev/stdout")],
    &[("GIT_TRACE2", "/dev/stdout")],
    &[("GIT_EXTERNAL_DIFF", "true"), ("GIT_DIFF_OPTS", "-u0")],
    &[("GIT_PAGER", "false"), ("PAGER", "false")],
    &[("GIT_EXEC_PATH", "{folder}")],
    &[("GIT_TEMPLATE_DIR", "{folder}")],
    &[("GIT_FLUSH", "1")],
    &[("GIT_OPTIONAL_LOCKS", "1")],
    &[("GIT_ALLOW_PROTOCOL", "none")],
    &[("GIT_QUARANTINE_PATH", "{folder}")],
    &[("GIT_PUSH_OPTION_COUNT", "-1")],
    &[("GIT_CONFIG", "{folder}/config")],
    &[("GIT_CONFIG_GLOBAL", "{folder}/config")],
    &[("GIT_CONFIG_SYSTEM", "{folder}/config"), ("GIT_CONFIG_NOSYSTEM", "0")],
    &[("GIT_CONFIG_PARAMETERS", "'core.bare'='true'")],
    &[("GIT_CONFIG_PARAMETERS", "'unbalanced")],
    &[("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "core.worktree"), ("GIT_CONFIG_VALUE_0", "{folder}")],
    &[("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "extensions.worktreeConfig"), ("GIT_CONFIG_VALUE_0", "true")],
    &[("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "core.ignoreCase"), ("GIT_CONFIG_VALUE_0", "true")],
    &[("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "diff.external"), ("GIT_CONFIG_VALUE_0", "true")],
    &[("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "core.quotePath"), ("GIT_CONFIG_VALUE_0", "false")],
    &[("GIT_CONFIG_COUNT", "99999999999")],
    &[("PRE_COMMIT_FROM_REF", "HEAD"), ("PRE_COMMIT_TO_REF", "HEAD")],
    &[("LEAKGATE_CONFIG", "{folder}/none.toml")],
    &[("LC_ALL", "tr_TR.UTF-8"), ("LANGUAGE", "de")],
];

/// Each of them with its places filled in, beside a repository that has nothing to hide.
fn worlds(repo: &TempRepo) -> Vec<Vec<(&'static str, String)>> {
    let sandbox = repo.sandbox();
    let elsewhere = repo.at("../elsewhere");
    repo.git(&["init", "-q", "-b", "main", "--template=", "../elsewhere"]);
    elsewhere.had("readme", "words\n");
    let folder = sandbox.folder().join("hostile");
    std::fs::create_dir(&folder).expect("a folder");
    let head = repo.ask(&["rev-parse", "--verify", "--quiet", "HEAD"]);
    std::fs::write(folder.join("shallow"), format!("{head}\n")).expect("a file");
    std::fs::write(folder.join("grafts"), format!("{head}\n")).expect("a file");
    std::fs::write(folder.join("config"), "[core]\n\tbare = true\n\tworktree = /nowhere\n").expect("a file");
    let fill = |value: &str| {
        value.replace("{elsewhere}", &elsewhere.root().display().to_string()).replace("{folder}", &folder.display().to_string())
    };
    HOSTILE.iter().map(|world| world.iter().map(|(name, value)| (*name, fill(value))).collect()).collect()
}

/// `git commit` in each of them: where git has made a commit of it, the keys are not in that.
#[test]
pub(crate) fn hostile_variables_at_a_commit() {
    let repo = staged();
    let key = repo.keys().github;
    repo.write("other.env", format!("TOKEN={key}\n")).add("other.env");
    let worlds = worlds(&repo);
    assert!(worlds.len() > 50);
    let mut refused = 0;
    for world in worlds {
        let mut command = repo.sandbox().command("git", repo.root());
        command.args(["commit", "-q", "-m", "settings"]).envs(world.iter().map(|(name, value)| (name, value)));
        let ran = repo.sandbox().run(command, b"");
        refused += usize::from(ran.hooks.iter().any(|hook| hook.code == 1));
        for root in [repo.root().to_owned(), repo.root().join("../elsewhere")] {
            let mut log = repo.sandbox().command("git", &root);
            log.args(["log", "--all", "-p", "--format="]);
            let output = log.output().expect("git");
            assert!(output.status.success(), "{world:?}: {}", ran.why("should leave the repository whole"));
            let told = memchr::memmem::find(&output.stdout, key.as_bytes()).is_some();
            assert!(!told, "{world:?}: {}", ran.why("should not bring the keys into a commit"));
        }
        // the hook by itself, whatever git would have done
        let mut command = repo.sandbox().command("leakgate", repo.root());
        command.args(["hook", "pre-commit"]).envs(world.iter().map(|(name, value)| (name, value)));
        let ran: Ran = repo.sandbox().run(command, b"");
        let other_place = ["GIT_DIR", "GIT_COMMON_DIR", "GIT_INDEX_FILE"].contains(&world[0].0);
        assert!(other_place || matches!(ran.code, Some(1 | 2)), "{world:?}: {}", ran.why("should be refused"));
    }
    assert!(refused > 30, "only {refused} commits came to the hook and were refused there");
}

#[test]
pub(crate) fn hostile_variables_at_a_push() {
    let (server, clone, line) = arrived();
    for world in worlds(&clone) {
        let mut command = clone.sandbox().command("leakgate", server.folder());
        command.args(["hook", "pre-receive"]).envs(world.iter().map(|(name, value)| (name, value)));
        let ran = clone.sandbox().run(command, line.as_bytes());
        assert!(matches!(ran.code, Some(1 | 2)), "{world:?}: {}", ran.why("should be refused"));
        // and through git, with what git itself sets
        let exports: String = world.iter().map(|(name, value)| format!("export {name}='{}'\n", value.replace('\'', "'\\''"))).collect();
        program(&server.folder().join("hooks/pre-receive"), &format!("#!/bin/sh\n{exports}exec leakgate hook pre-receive\n"));
        let ran = clone.push(&["main:refs/heads/other"]);
        assert_ne!(ran.code, Some(0), "{world:?}: {}", ran.why("should be refused"));
        assert!(ran.hooks.iter().any(|hook| matches!(hook.code, 1 | 2)), "{world:?}: {}", ran.why("should be refused by the hook"));
    }
}

#[test]
pub(crate) fn another_owner() {
    let repo = staged();
    if !is_root() {
        // nobody but root can give a repository away; git can be told that it is so, and what asks git is refused
        let other = TempRepo::with_format(&["--object-format=sha256"]);
        let mut command = other.sandbox().command("leakgate", other.root());
        command.args(["scan", "--staged"]).env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
        other.sandbox().run(command, b"").refused_with(2);
        return;
    }
    for folder in ["", ".git"] {
        chown(repo.root().join(folder), Some(12_345), None).expect("another owner");
    }
    repo.leakgate(&["scan", "--staged"]).refused_with(2).says("own").says("  next: ");
    repo.leakgate(&["scan", "--history"]).refused_with(2);
    // files are files
    repo.leakgate(&["scan", FILE]).refused_with(1);
}
