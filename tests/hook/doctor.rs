//! `leakgate doctor`: each thing that is known to keep a hook from running, made for real.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::install::script;
use crate::ran::Ran;
use crate::repo::{Server, TempRepo};

/// Every file of a repository with its content, so that a change of anything is seen.
fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        files.push((folder.clone(), Vec::new()));
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else {
                files.push((path.clone(), fs::read(&path).unwrap_or_default()));
            }
        }
    }
    files.sort();
    files
}

/// Nothing of a trial is left where temporary files go.
#[track_caller]
fn nothing_is_left(repo: &TempRepo) {
    let left: Vec<_> = fs::read_dir(repo.sandbox().folder()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with("leakgate-doctor")), "{left:?}");
}

/// Runs doctor; it must have changed nothing.
#[track_caller]
fn doctor(repo: &TempRepo, change: impl FnOnce(&mut Command)) -> Ran {
    let before = everything(repo.root());
    let mut command = repo.sandbox().command("leakgate", repo.root());
    command.arg("doctor");
    change(&mut command);
    let ran = repo.sandbox().run(command, b"");
    assert_eq!(everything(repo.root()), before, "{}", ran.why("should change nothing"));
    nothing_is_left(repo);
    ran
}

/// A repository with one commit and our hooks.
fn guarded() -> TempRepo {
    let repo = TempRepo::new();
    repo.had("readme", "words\n");
    repo
}

#[test]
fn a_guarded_repository() {
    let repo = guarded();
    doctor(&repo, |_| {})
        .succeeded()
        .says("guarded: a commit with a secret was refused here, by leakgate")
        .says("a temporary work tree of this repository")
        .says(", this program)")
        .never_says("cause:")
        .never_says("note:");
    // what is staged and what is changed stays as it is
    repo.write("readme", "more\n").add("readme").write("readme", "still more\n").write("new", "");
    doctor(&repo, |_| {}).succeeded();
    let linked = repo.git(&["worktree", "add", "-q", "../linked tree", "-b", "side"]).at("../linked tree");
    doctor(&linked, |_| {}).succeeded().says("a linked work tree of ");
    assert_eq!(repo.ask(&["worktree", "list"]).lines().count(), 2);
    assert_eq!(repo.ask(&["fsck", "--no-reflogs", "--unreachable"]).matches("commit").count(), 0);
}

#[test]
fn before_the_first_commit_and_in_another_format() {
    for options in [&[][..], &["--object-format=sha256"], &["--ref-format=reftable"]] {
        let repo = TempRepo::with_format(options);
        doctor(&repo, |_| {}).succeeded().says("a temporary repository with the same hooks");
        repo.had("readme", "words\n");
        doctor(&repo, |_| {}).succeeded().says("a temporary work tree of this repository");
    }
}

#[test]
fn no_hook_and_somebody_elses() {
    let repo = TempRepo::without_hooks(&[]);
    repo.had("readme", "words\n");
    doctor(&repo, |_| {})
        .refused_with(1)
        .says("NOT GUARDED: a commit with a secret was let through")
        .says("there is no pre-commit hook")
        .says("cure: leakgate install\n");
    script(&repo.root().join(".git/hooks/pre-commit"), "exit 0");
    doctor(&repo, |_| {}).refused_with(1).says("is somebody's and does not call leakgate").says("cure: leakgate install\n");
    // a scanner of another make that stops everything says nothing about leakgate
    script(&repo.root().join(".git/hooks/pre-commit"), "echo 'no more commits today'; exit 1");
    let ran = doctor(&repo, |_| {});
    assert_eq!(ran.code, Some(2), "{}", ran.why("could not tell"));
    ran.says("could not tell: ").says("no more commits today");
    script(&repo.root().join(".git/hooks/pre-commit"), "! grep -rq ghp_ leakgate-canary*");
    let ran = doctor(&repo, |_| {});
    assert_eq!(ran.code, Some(2), "{}", ran.why("could not tell"));
    ran.says("another hook refused the canary");
}

#[test]
fn a_missing_executable_bit() {
    let repo = guarded();
    fs::set_permissions(repo.root().join(".git/hooks/pre-commit"), fs::Permissions::from_mode(0o644)).expect("a mode");
    let ran = doctor(&repo, |_| {});
    ran.refused_with(1).says("pre-commit may not be run").says("cure: chmod +x '");
    let cure = ran.stdout.lines().find_map(|line| line.trim().strip_prefix("cure: chmod")).expect("a cure").to_owned();
    let mut command = repo.sandbox().command("sh", repo.root());
    command.arg("-c").arg(format!("chmod{cure}"));
    repo.sandbox().run(command, b"").succeeded();
    doctor(&repo, |_| {}).succeeded();
}

#[test]
fn a_shadowed_hooks_path_wherever_it_is_set() {
    let repo = guarded();
    fs::create_dir(repo.root().join("../other hooks")).expect("a folder");
    repo.config("core.hooksPath", repo.root().join("../other hooks").to_str().expect("a plain path"));
    doctor(&repo, |_| {})
        .refused_with(1)
        .says("(core.hooksPath, local, ")
        .says("hides leakgate's hook")
        .says("cure: git config --local --unset-all core.hooksPath");
    repo.config("core.hooksPath", "/dev/null");
    doctor(&repo, |_| {}).refused_with(1).says("names /dev/null, which is no folder").says("--local --unset-all");
    repo.config("core.hooksPath", "");
    doctor(&repo, |_| {}).refused_with(1).says("core.hooksPath is set to an empty value").says("cure: git config --show-origin");
    repo.git(&["config", "--unset", "core.hooksPath"]);
    let global = repo.sandbox().folder().join("home/.gitconfig");
    fs::write(&global, "[core]\n\thooksPath = ~/hooks\n").expect("a configuration");
    doctor(&repo, |command| {
        command.env("GIT_CONFIG_GLOBAL", &global);
    })
    .refused_with(1)
    .says("git config --global --unset-all core.hooksPath");
    doctor(&repo, |command| {
        command.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "core.hooksPath").env("GIT_CONFIG_VALUE_0", "/nowhere");
    })
    .refused_with(1)
    .says("cure: unset GIT_CONFIG_COUNT");
    repo.git(&["config", "extensions.worktreeConfig", "true"]).git(&["config", "--worktree", "core.hooksPath", "/nowhere"]);
    doctor(&repo, |_| {}).refused_with(1).says("git config --worktree --unset-all core.hooksPath");
}

#[test]
fn hooks_that_a_linked_work_tree_does_not_have() {
    let repo = TempRepo::without_hooks(&[]);
    repo.had("readme", "words\n").config("core.hooksPath", "my hooks").install();
    doctor(&repo, |_| {}).succeeded();
    let linked = repo.git(&["worktree", "add", "-q", "../linked", "-b", "side"]).at("../linked");
    doctor(&linked, |_| {})
        .refused_with(1)
        .says("counts from the top of each work tree")
        .says("cure: git config core.hooksPath '")
        .says("work/my hooks'");
}

#[test]
fn an_older_program_and_none() {
    let repo = guarded();
    let bin = repo.sandbox().folder().join("bin/leakgate");
    fs::remove_file(&bin).expect("no program");
    let this = env!("CARGO_BIN_EXE_leakgate");
    let ask = |repo: &TempRepo| {
        let mut command = repo.sandbox().command(this, repo.root());
        command.arg("doctor");
        repo.sandbox().run(command, b"")
    };
    script(&bin, &format!("[ \"$1\" != --version ] || {{ echo 'leakgate 0.0.1'; exit; }}\nexec '{this}' \"$@\""));
    ask(&repo).succeeded().says("note: the hook calls another version: ").says("0.0.1");
    script(&bin, "[ \"$1\" != --version ] || echo 'leakgate 0.0.1'");
    ask(&repo).refused_with(1).says("cause: the hook calls another version").says("cure: install -m 755");
    script(&bin, "exit 127");
    ask(&repo).says("which does not run");
    fs::remove_file(&bin).expect("no program");
    // the path that was recorded is gone, too
    let hook = repo.root().join(".git/hooks/pre-commit");
    let text = fs::read_to_string(&hook).expect("a hook");
    let gone: String = text
        .lines()
        .map(|line| if line.starts_with("recorded=") { "recorded='/gone/leakgate'\n".into() } else { format!("{line}\n") })
        .collect();
    fs::write(&hook, gone).expect("a hook");
    ask(&repo).refused_with(1).says("stops every commit").says("the hook finds no leakgate program");
}

#[test]
fn no_git_no_home_no_repository() {
    let repo = guarded();
    let folder = repo.sandbox().folder().join("bin");
    let ran = doctor(&repo, |command| {
        command.env("PATH", &folder);
    });
    assert_eq!(ran.code, Some(2), "{}", ran.why("could not tell"));
    ran.says("git cannot be run").says("cure: install git");
    doctor(&repo, |command| {
        command.env_remove("HOME");
    })
    .succeeded()
    .says("note: HOME is not set")
    .says("cure: export HOME=");
    // global hooks count for nobody without a home
    let other = TempRepo::without_hooks(&[]);
    other.had("readme", "words\n");
    let global = other.sandbox().folder().join("home/.gitconfig");
    let mut command = other.sandbox().command("leakgate", other.root());
    command.args(["install", "--global"]).env("GIT_CONFIG_GLOBAL", &global);
    other.sandbox().run(command, b"").succeeded();
    doctor(&other, |command| {
        command.env("GIT_CONFIG_GLOBAL", &global);
    })
    .succeeded();
    doctor(&other, |command| {
        command.env_remove("GIT_CONFIG_GLOBAL").env_remove("HOME");
    })
    .refused_with(1)
    .says("cause: HOME is not set");
    let ran = other.leakgate(&["doctor", ".."]);
    assert_eq!(ran.code, Some(2), "{}", ran.why("could not tell"));
    ran.says("not a git repository").says("cure: ");
}

#[test]
fn a_configuration_that_lets_it_through_and_one_that_is_wrong() {
    let repo = guarded();
    repo.write(".leakgate.toml", "nonsense = 1\n");
    doctor(&repo, |_| {}).refused_with(1).says("stops every commit").says("the hook is there");
}

#[test]
fn a_hook_that_hangs_is_ended() {
    let repo = guarded();
    script(&repo.root().join(".git/hooks/pre-commit.leakgate-kept"), "sleep 600");
    let ran = doctor(&repo, |command| {
        command.args(["--timeout", "3"]);
    });
    assert_eq!(ran.code, Some(2), "{}", ran.why("could not tell"));
    ran.says("a hook did not end");
}

#[test]
fn an_interruption_leaves_nothing_behind() {
    let repo = guarded();
    let began = repo.sandbox().folder().join("began");
    script(&repo.root().join(".git/hooks/pre-commit.leakgate-kept"), &format!("echo >'{}'; sleep 600", began.display()));
    let before = everything(repo.root());
    let mut command = repo.sandbox().command("leakgate", repo.root());
    let mut child = command.arg("doctor").stdout(std::process::Stdio::null()).spawn().expect("doctor");
    while !began.exists() {
        assert!(child.try_wait().expect("a child").is_none(), "it ended by itself");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(kill.success());
    assert_eq!(child.wait().expect("a child").code(), Some(2));
    assert_eq!(everything(repo.root()), before);
    nothing_is_left(&repo);
}

/// Runs `doctor --server` on it from a folder of somebody's.
fn asked(server: &Server, ann: &TempRepo, target: &str) -> Ran {
    // what the hook itself keeps from its first finding on
    let everything =
        |folder: &Path| everything(folder).into_iter().filter(|(path, _)| !path.starts_with(folder.join("leakgate"))).collect::<Vec<_>>();
    let before = everything(server.folder());
    let ran = ann.leakgate(&["doctor", "--server", target]);
    nothing_is_left(ann);
    if ran.code != Some(1) || ran.stdout.contains("every push") {
        assert_eq!(everything(server.folder()), before, "{}", ran.why("should leave nothing on the server"));
    }
    assert_eq!(
        server.ask(&["for-each-ref"]).lines().filter(|line| line.contains("canary")).count(),
        0,
        "{}",
        ran.why("should leave no ref")
    );
    ran
}

#[test]
fn a_server_that_refuses_and_one_that_does_not() {
    for format in [&[][..], &["--object-format=sha256"]] {
        let server = Server::with_format(format);
        let path = server.folder().to_str().expect("a plain path").to_owned();
        asked(&server, &server.clone_by("ann"), &path)
            .succeeded()
            .says("guarded: a push with a secret was refused there, by leakgate")
            .says("refs/heads/leakgate-canary/");
    }
    let server = Server::without_hooks();
    let path = server.folder().to_str().expect("a plain path").to_owned();
    let ann = server.clone_by("ann");
    let ran = asked(&server, &ann, &path);
    ran.refused_with(1).says("NOT GUARDED: a push with a secret was taken").says("is deleted again").says("never issued");
    ran.says("pre-receive  none");
    // by URL, with history
    ann.had("readme", "words\n").published();
    asked(&server, &ann, &format!("file://{path}")).refused_with(1).says("is deleted again");
    // one that lets nothing be deleted: said as loud as can be
    server.config("receive.denyDeletes", "true");
    ann.leakgate(&["doctor", "--server", &path])
        .refused_with(1)
        .says("AND STILL IS")
        .says("cure: git push URL :refs/heads/leakgate-canary/");
}

#[test]
fn a_server_whose_hook_cannot_work() {
    let server = Server::new();
    let path = server.folder().to_str().expect("a plain path").to_owned();
    let ann = server.clone_by("ann");
    let hook = server.folder().join("hooks/pre-receive");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o644)).expect("a mode");
    asked(&server, &ann, &path).refused_with(1).says("may not be run").says("cure: chmod +x '");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("a mode");
    let text = fs::read_to_string(&hook).expect("a hook");
    fs::write(&hook, text.replace("command -v leakgate", "false").replace("\"$recorded\" \"$HOME/.local/bin/leakgate\"", "/gone"))
        .expect("a hook");
    asked(&server, &ann, &path).refused_with(1).says("stops every push").says("no leakgate program");
    script(&hook, "echo 'closed for the night'; exit 1");
    let ran = asked(&server, &ann, &path);
    assert_eq!(ran.code, Some(2), "{}", ran.why("could not tell"));
    ran.says("could not tell: ");
    for (target, what) in
        [("nowhere", "neither a folder nor a URL"), ("file:///nowhere", "could not be made"), (".", "is not what people push to")]
    {
        let ran = ann.leakgate(&["doctor", "--server", target]);
        assert_eq!(ran.code, Some(2), "{}", ran.why("could not tell"));
        ran.says(what).says("cure: ");
    }
}
