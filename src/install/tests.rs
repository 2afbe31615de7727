//! Real repositories, real git, and a stand-in for the program that writes down how it was called.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::*;

/// A folder with a home of its own, and a stand-in for leakgate in it.
struct Ground {
    root: tempfile::TempDir,
}

impl Ground {
    fn new() -> Self {
        let ground = Self { root: tempfile::tempdir().unwrap() };
        fs::create_dir(ground.path("home")).unwrap();
        ground.script("it's here/leakgate", "echo \"leakgate $*\" >>\"$LOG\"; [ -t 0 ] || cat >>\"$LOG\"; exit \"${VERDICT:-0}\"");
        ground
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().canonicalize().unwrap().join(name)
    }

    /// A path with a quote and a space: what the hooks have recorded is found all the same.
    fn binary(&self) -> PathBuf {
        self.path("it's here/leakgate")
    }

    fn script(&self, name: &str, body: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn git_at(&self, folder: &Path) -> Git {
        self.surroundings().into_iter().fold(Git::of(Some(folder)), |git, (name, value)| git.with(name, value))
    }

    /// Nothing of this machine's configuration counts.
    fn surroundings(&self) -> [(&'static str, PathBuf); 4] {
        let home = self.path("home");
        [
            ("GIT_CONFIG_GLOBAL", home.join(".gitconfig")),
            ("GIT_CONFIG_SYSTEM", home.join("system")),
            ("XDG_CONFIG_HOME", home.join(".config")),
            ("HOME", home),
        ]
    }

    fn run(&self, folder: &Path, args: &[&str], verdict: &str) -> Output {
        let mut git = Command::new("git");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"] {
            git.env_remove(name);
        }
        git.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"])
            .args(args)
            .current_dir(folder);
        git.envs(self.surroundings()).env("LOG", self.path("log")).env("VERDICT", verdict).env("PATH", narrow_path());
        git.stdin(Stdio::null()).output().unwrap()
    }

    #[track_caller]
    fn git(&self, folder: &Path, args: &[&str]) {
        let output = self.run(folder, args, "0");
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn repository(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(&path).unwrap();
        self.git(&path, &["init", "-q", "-b", "main"]);
        path
    }

    /// Commits; `Ok` with the log of what was called, `Err` with what was printed.
    fn commit(&self, repository: &Path, verdict: &str) -> Result<String, String> {
        let _ = fs::remove_file(self.path("log"));
        let output = self.run(repository, &["commit", "-q", "--allow-empty", "-m", "x"], verdict);
        let log = fs::read_to_string(self.path("log")).unwrap_or_default();
        if output.status.success() { Ok(log) } else { Err(format!("{log}{}", String::from_utf8_lossy(&output.stderr))) }
    }

    fn install(&self, repository: &Path) -> Result<Outcome, InstallError> {
        install_in(&self.git_at(repository), &self.binary(), &mut Hand::new(false))
    }

    fn uninstall(&self, repository: &Path) -> Result<Outcome, InstallError> {
        uninstall_in(&self.git_at(repository), &mut Hand::new(false)).map(|mut outcomes| outcomes.remove(0))
    }
}

/// A PATH on which there is no leakgate, whatever this machine has: what graphical programs see.
fn narrow_path() -> std::ffi::OsString {
    let path = std::env::var_os("PATH").unwrap();
    std::env::join_paths(std::env::split_paths(&path).filter(|folder| !folder.join("leakgate").exists())).unwrap()
}

/// All files of a folder with their content and mode.
fn picture(folder: &Path) -> Vec<(PathBuf, Vec<u8>, u32)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let meta = fs::symlink_metadata(&path).unwrap();
            (path.clone(), fs::read(&path).unwrap_or_default(), meta.permissions().mode())
        })
        .collect();
    files.sort();
    files
}

fn what(outcome: &Outcome) -> Vec<Done> {
    outcome.hooks.iter().map(|(_, done)| *done).collect()
}

#[test]
fn a_second_run_changes_nothing_and_uninstalling_restores() {
    let ground = Ground::new();
    let repository = ground.repository("a b");
    let hooks = repository.join(".git/hooks");
    let before = picture(&hooks);
    assert_eq!(what(&ground.install(&repository).unwrap()), [Done::Installed; 3]);
    let installed = picture(&hooks);
    assert_eq!(installed.len(), before.len() + 3);
    let again = ground.install(&repository).unwrap();
    assert!(again.changed_nothing(), "{again}");
    assert_eq!(picture(&hooks), installed);
    assert!(ground.commit(&repository, "0").unwrap().starts_with("leakgate hook pre-commit\nleakgate hook commit-msg "));
    ground.commit(&repository, "1").unwrap_err();
    assert_eq!(what(&ground.uninstall(&repository).unwrap()), [Done::Removed, Done::Removed, Done::Removed, Done::Absent, Done::Absent]);
    assert_eq!(picture(&hooks), before);
    assert!(ground.uninstall(&repository).unwrap().to_string().starts_with("nothing to remove"));
}

#[test]
fn a_hook_that_was_there_runs_first_and_can_stop() {
    let ground = Ground::new();
    let repository = ground.repository("r");
    let hooks = repository.join(".git/hooks");
    ground.script("r/.git/hooks/pre-commit", "echo mine >>\"$LOG\"; [ ! -e stop ]");
    fs::set_permissions(hooks.join("pre-commit"), fs::Permissions::from_mode(0o700)).unwrap();
    ground.script("r/.git/hooks/commit-msg", "echo never");
    fs::set_permissions(hooks.join("commit-msg"), fs::Permissions::from_mode(0o644)).unwrap();
    let before = picture(&hooks);
    let outcome = ground.install(&repository).unwrap();
    assert_eq!(what(&outcome), [Done::Chained, Done::Chained, Done::Installed]);
    assert!(outcome.to_string().contains("pre-commit.leakgate-kept"), "{outcome}");
    assert!(ground.install(&repository).unwrap().changed_nothing());
    let log = ground.commit(&repository, "0").unwrap();
    assert!(log.starts_with("mine\nleakgate hook pre-commit\nleakgate hook commit-msg"), "a hook that was switched off stays off: {log}");
    ground.commit(&repository, "1").unwrap_err();
    fs::write(repository.join("stop"), "").unwrap();
    assert_eq!(ground.commit(&repository, "0").unwrap_err(), "mine\n");
    ground.uninstall(&repository).unwrap();
    assert_eq!(picture(&hooks), before);
}

#[test]
fn both_hooks_read_the_same_standard_input() {
    let ground = Ground::new();
    let (repository, bare) = (ground.repository("r"), ground.path("bare.git"));
    ground.git(&repository, &["commit", "-q", "--allow-empty", "-m", "x"]);
    ground.git(&repository, &["init", "-q", "--bare", bare.to_str().unwrap()]);
    for (name, hooks) in [("pre-push", repository.join(".git/hooks")), ("pre-receive", bare.join("hooks"))] {
        ground.script(hooks.join(name).to_str().unwrap(), "echo \"mine $*\" >>\"$LOG\"; cat >>\"$LOG\"");
    }
    assert_eq!(what(&ground.install(&repository).unwrap()), [Done::Installed, Done::Installed, Done::Chained]);
    assert_eq!(what(&ground.install(&bare).unwrap()), [Done::Chained]);
    ground.git(&repository, &["push", "-q", bare.to_str().unwrap(), "main", "main:other"]);
    let log = fs::read_to_string(ground.path("log")).unwrap();
    let parts: Vec<&str> = log.split_inclusive('\n').collect();
    assert_eq!(parts.len(), 12, "{log}");
    for (mine, ours) in [(&parts[0..3], &parts[3..6]), (&parts[6..9], &parts[9..12])] {
        assert!(mine[0].starts_with("mine") && ours[0].starts_with("leakgate hook pre-"), "{log}");
        assert_eq!(mine[1..], ours[1..], "{log}");
    }
    // One that reads nothing is not killed by what it leaves unread, and each can refuse.
    ground.script("bare.git/hooks/pre-receive.leakgate-kept", "exit 0");
    ground.git(&repository, &["push", "-q", bare.to_str().unwrap(), "main:third"]);
    ground.script("bare.git/hooks/pre-receive.leakgate-kept", "exit 1");
    assert!(!ground.run(&repository, &["push", "-q", bare.to_str().unwrap(), "main:fourth"], "0").status.success());
    fs::remove_file(bare.join("hooks/pre-receive.leakgate-kept")).unwrap();
    fs::remove_file(repository.join(".git/hooks/pre-push.leakgate-kept")).unwrap();
    fs::remove_file(repository.join(".git/hooks/pre-push")).unwrap();
    assert!(!ground.run(&repository, &["push", "-q", bare.to_str().unwrap(), "main:fifth"], "1").status.success());
}

#[test]
fn git_says_where_the_hooks_are() {
    let ground = Ground::new();
    let main = ground.repository("main");
    ground.git(&main, &["commit", "-q", "--allow-empty", "-m", "x"]);
    ground.git(&main, &["worktree", "add", "-q", "../linked"]);
    ground.git(&main, &["clone", "-q", "--bare", ".", "../bare.git"]);
    ground.git(&ground.path("bare.git"), &["worktree", "add", "-q", "../of-bare", "-b", "side"]);
    let outer = ground.repository("outer");
    ground.git(&outer, &["submodule", "--quiet", "add", main.to_str().unwrap(), "sub"]);
    for (name, path) in [("relative", ".githooks"), ("absolute", ground.path("team hooks").to_str().unwrap())] {
        let repository = ground.repository(name);
        fs::create_dir(repository.join("deep")).unwrap();
        ground.git(&repository, &["config", "core.hooksPath", path]);
    }
    let cases = [
        ("main", "main/.git/hooks"),
        ("main/.git", "main/.git/hooks"),
        ("linked", "main/.git/hooks"),
        ("bare.git", "bare.git/hooks"),
        ("bare.git/refs", "bare.git/hooks"),
        ("of-bare", "bare.git/hooks"),
        ("outer/sub", "outer/.git/modules/sub/hooks"),
        ("relative", "relative/.githooks"),
        ("relative/deep", "relative/.githooks"),
        ("absolute/deep", "team hooks"),
    ];
    for (repository, want) in cases {
        let hooks = ground.git_at(&ground.path(repository)).hooks().unwrap();
        assert_eq!(resolved(&hooks.folder), ground.path(want), "{repository}");
        assert_eq!(hooks.is_bare, repository.starts_with("bare.git"), "{repository}");
        let kind = if repository.starts_with("relative") { Kind::InWorkTree } else { Kind::Own };
        assert_eq!(hooks.kind, kind, "{repository}");
    }
    // And that is where git finds them.
    for (repository, calls) in [("linked", true), ("outer/sub", true), ("relative", true), ("absolute", true), ("outer", false)] {
        let path = ground.path(repository);
        if calls {
            ground.install(&path).unwrap();
        }
        assert_eq!(ground.commit(&path, "0").unwrap().starts_with("leakgate hook pre-commit\n"), calls, "{repository}");
    }
}

fn resolved(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

#[test]
fn what_cannot_be_done_rightly_is_refused_and_changes_nothing() {
    type Prepare = fn(&Ground, &Path);
    let cases: [(&str, Prepare, &str, &str); 9] = [
        (
            "kept name taken",
            |ground, _| {
                ground.script("r/.git/hooks/commit-msg", "true");
                ground.script("r/.git/hooks/commit-msg.leakgate-kept", "true");
            },
            "commit-msg.leakgate-kept is there already",
            "remove or rename",
        ),
        (
            "goes by its name",
            |ground, _| ground.script("r/.git/hooks/pre-push", "exec \"$(dirname \"$0\")/$(basename \"$0\").d/all\""),
            "pre-push goes by its own file name",
            "leakgate hook pre-push",
        ),
        (
            "changed by hand",
            |ground, repository| {
                ground.install(repository).unwrap();
                let path = repository.join(".git/hooks/pre-push");
                let text = fs::read_to_string(&path).unwrap();
                fs::write(path, text + "make lint\n").unwrap();
            },
            "pre-push is a leakgate hook that was changed by hand",
            "take your change out",
        ),
        (
            "a folder",
            |ground, _| fs::create_dir(ground.path("r/.git/hooks/pre-commit")).unwrap(),
            "pre-commit is no file",
            "remove or rename",
        ),
        ("husky", |ground, repository| ground.git(repository, &["config", "core.hooksPath", ".husky/_"]), "husky", ".husky/pre-commit"),
        (
            "switched off",
            |ground, repository| ground.git(repository, &["config", "core.hooksPath", "/dev/null"]),
            "/dev/null",
            "take that setting out",
        ),
        ("empty", |ground, repository| ground.git(repository, &["config", "core.hooksPath", ""]), "empty", "take that setting out"),
        (
            "shared",
            |ground, repository| ground.git(repository, &["config", "--global", "core.hooksPath", ground.path("mine").to_str().unwrap()]),
            "would serve every repository",
            "of its own",
        ),
        (
            "not writable",
            |ground, repository| ground.git(repository, &["config", "core.hooksPath", "/proc"]),
            "/proc/pre-commit cannot be written",
            "",
        ),
    ];
    for (name, prepare, error, next) in cases {
        let ground = Ground::new();
        let repository = ground.repository("r");
        prepare(&ground, &repository);
        let before = picture(&repository.join(".git/hooks"));
        let refusal = ground.install(&repository).unwrap_err();
        assert!(refusal.to_string().contains(error), "{name}: {refusal}");
        assert!(refusal.next().unwrap_or_default().contains(next), "{name}: {:?}", refusal.next());
        assert_eq!(picture(&repository.join(".git/hooks")), before, "{name}");
    }
    let ground = Ground::new();
    let refusal = ground.install(&ground.path("home")).unwrap_err();
    assert!(refusal.to_string().contains("not a git repository") && refusal.next().is_some(), "{refusal}");
    assert!(ground.install(&ground.path("nowhere")).is_err());
}

#[test]
fn an_older_hook_of_ours_is_updated_in_place() {
    let ground = Ground::new();
    let repository = ground.repository("r");
    ground.script("r/.git/hooks/pre-commit", "echo mine >>\"$LOG\"");
    install_in(&ground.git_at(&repository), Path::new("/gone/leakgate"), &mut Hand::new(false)).unwrap();
    let error = ground.commit(&repository, "0").unwrap_err();
    assert!(error.contains("leakgate: error: no leakgate program on PATH, at '/gone/leakgate'") && error.contains("\n  next: "), "{error}");
    // As somebody who copied the file from hooks/ has it: no path recorded, no checksum.
    fs::write(repository.join(".git/hooks/commit-msg"), include_str!("../../hooks/commit-msg")).unwrap();
    assert_eq!(what(&ground.install(&repository).unwrap()), [Done::Updated; 3]);
    assert!(ground.commit(&repository, "0").unwrap().starts_with("mine\nleakgate hook pre-commit\n"));
    // One whose executable bit was lost does not run: that is mended, too.
    fs::set_permissions(repository.join(".git/hooks/pre-push"), fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(what(&ground.install(&repository).unwrap()), [Done::Already, Done::Already, Done::Updated]);
}

#[test]
fn a_missing_program_stops_with_exit_code_2() {
    let ground = Ground::new();
    for script in script::ALL {
        let path = ground.path(script.name);
        fs::write(&path, script.for_repository(Path::new("/gone/leakgate"))).unwrap();
        let mut shell = Command::new("sh");
        let output = shell.arg(&path).env("PATH", narrow_path()).env("HOME", ground.path("home")).stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", script.name);
        assert!(output.stdout.is_empty(), "{}", script.name);
    }
}

#[test]
fn a_symbolic_link_is_kept_as_one() {
    let ground = Ground::new();
    let repository = ground.repository("r");
    let hooks = repository.join(".git/hooks");
    ground.script("r/tools/check", "echo linked >>\"$LOG\"");
    symlink("../../tools/check", hooks.join("pre-commit")).unwrap();
    symlink("../../tools/gone", hooks.join("pre-push")).unwrap();
    let before = picture(&hooks);
    assert_eq!(what(&ground.install(&repository).unwrap()), [Done::Chained, Done::Installed, Done::Chained]);
    assert!(ground.commit(&repository, "0").unwrap().starts_with("linked\nleakgate hook pre-commit\n"));
    assert!(ground.install(&repository).unwrap().changed_nothing());
    ground.uninstall(&repository).unwrap();
    assert_eq!(picture(&hooks), before);
    assert_eq!(fs::read_link(hooks.join("pre-commit")).unwrap(), Path::new("../../tools/check"));
}

#[test]
fn a_hook_that_the_framework_moved_aside_is_left_with_it() {
    let ground = Ground::new();
    let repository = ground.repository("r");
    let hooks = repository.join(".git/hooks");
    ground.install(&repository).unwrap();
    fs::rename(hooks.join("pre-commit"), hooks.join("pre-commit.legacy")).unwrap();
    ground.script("r/.git/hooks/pre-commit", "# File generated by pre-commit: https://pre-commit.com\nexec \"$0.legacy\" \"$@\"");
    let before = picture(&hooks);
    assert!(ground.install(&repository).unwrap().changed_nothing());
    assert_eq!(picture(&hooks), before);
    assert!(ground.commit(&repository, "0").unwrap().starts_with("leakgate hook pre-commit\n"));
    ground.uninstall(&repository).unwrap();
    assert!(!hooks.join("pre-commit.legacy").exists() && hooks.join("pre-commit").exists());
}

#[test]
fn global_hooks_guard_every_repository_and_call_its_own_first() {
    let ground = Ground::new();
    let (repository, guarded) = (ground.repository("r"), ground.repository("guarded"));
    ground.install(&guarded).unwrap();
    ground.git(&repository, &["commit", "-q", "--allow-empty", "-m", "x"]);
    ground.git(&repository, &["worktree", "add", "-q", "../linked"]);
    for name in ["pre-commit", "post-commit", "reference-transaction"] {
        ground.script(&format!("r/.git/hooks/{name}"), &format!("echo own {name} >>\"$LOG\""));
    }
    let git = ground.git_at(&ground.path("home"));
    let outcome = global::install(&git, &ground.binary(), &mut Hand::new(false)).unwrap();
    assert_eq!(outcome.hooks.len(), 25);
    let folder = outcome.folder;
    assert_eq!(folder, ground.path("home/.config/leakgate/hooks"));
    let installed = picture(&folder);
    assert!(global::install(&git, &ground.binary(), &mut Hand::new(false)).unwrap().changed_nothing());
    assert_eq!(picture(&folder), installed);
    for name in ["r", "linked"] {
        let log = ground.commit(&ground.path(name), "0").unwrap();
        assert!(log.starts_with("own pre-commit\nleakgate hook pre-commit\n"), "{name}: {log}");
        assert!(log.contains("own reference-transaction\n") && log.ends_with("own post-commit\n"), "{name}: {log}");
        ground.commit(&ground.path(name), "1").unwrap_err();
    }
    // One that has our hook itself is not looked at twice.
    assert_eq!(ground.commit(&guarded, "0").unwrap().matches("leakgate hook pre-commit").count(), 1);
    let outcome = ground.install(&repository).unwrap();
    assert!(outcome.hooks.is_empty() && outcome.to_string().contains("--global"), "{outcome}");
    assert!(ground.uninstall(&guarded).unwrap().to_string().contains("uninstall --global"));
    assert!(ground.commit(&guarded, "0").unwrap().starts_with("leakgate hook pre-commit\n"));
    global::uninstall(&git, &mut Hand::new(false)).unwrap();
    assert!(!ground.path("home/.config/leakgate").exists());
    assert_eq!(git.setting("core.hooksPath", &["--global"]).unwrap(), None);
    assert!(ground.commit(&repository, "1").unwrap().starts_with("own pre-commit\nown reference-transaction\n"));
    assert!(global::uninstall(&git, &mut Hand::new(false)).unwrap().changed_nothing());
}

#[test]
fn global_hooks_of_somebody_else_are_left_alone() {
    let ground = Ground::new();
    let git = ground.git_at(&ground.path("home"));
    for (scope, path) in [("global", "~/my-hooks"), ("system", "/srv/hooks")] {
        ground.git(&ground.path("home"), &["config", &format!("--{scope}"), "core.hooksPath", path]);
        let refusal = global::install(&git, &ground.binary(), &mut Hand::new(false)).unwrap_err();
        assert!(matches!(refusal, InstallError::HooksPathTaken { .. }), "{refusal}");
        assert!(refusal.next().unwrap().contains(scope), "{refusal}");
        ground.git(&ground.path("home"), &["config", &format!("--{scope}"), "--unset", "core.hooksPath"]);
    }
    ground.script("home/.config/leakgate/hooks/post-merge", "true");
    assert!(matches!(global::install(&git, &ground.binary(), &mut Hand::new(false)).unwrap_err(), InstallError::Foreign { .. }));
    fs::rename(ground.path("home/.config/leakgate/hooks/post-merge"), ground.path("home/.config/leakgate/hooks/mine")).unwrap();
    global::install(&git, &ground.binary(), &mut Hand::new(false)).unwrap();
    global::uninstall(&git, &mut Hand::new(false)).unwrap();
    assert!(ground.path("home/.config/leakgate/hooks/mine").exists());
}
