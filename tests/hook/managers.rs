//! With the real husky, lefthook and pre-commit, as `tests/run` brings them. overcommit is a Ruby gem that cannot be had there: its layout is
//! reproduced beside the code (src/install/managers/tests.rs), and here a stand-in calls what its settings name.

use std::fs;
use std::path::{Path, PathBuf};

use crate::install::script;
use crate::ran::Ran;
use crate::repo::TempRepo;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A program that `tests/run` brings.
fn tool(path: &str) -> PathBuf {
    let program = Path::new(ROOT).join(path);
    assert!(program.exists(), "there is no {}: ./tests/run brings it", program.display());
    program
}

/// Runs a program there with the tools of this machine behind those of the test.
fn run(repo: &TempRepo, program: &Path, args: &[&str]) -> Ran {
    let mut path = repo.sandbox().folder().join("bin").into_os_string();
    path.push(":");
    path.push(Path::new(ROOT).join("target/venv/bin"));
    path.push(":");
    path.push(std::env::var_os("PATH").expect("PATH is set"));
    let mut command = repo.sandbox().command(program, repo.root());
    command.args(args).env("PATH", path).env("PRE_COMMIT_HOME", repo.sandbox().folder().join("cache"));
    if program == Path::new("git") { repo.try_command(command) } else { repo.sandbox().run(command, b"") }
}

/// A secret in a file, in a message and in a push is refused; what is clean passes.
#[track_caller]
fn is_guarded(repo: &TempRepo) {
    let git = Path::new("git");
    let keys = repo.keys();
    repo.write("settings.env", keys.lines()).add("settings.env");
    let ran = run(repo, git, &["commit", "-m", "settings"]);
    assert_ne!(ran.code, Some(0), "{}", ran.why("should be refused"));
    ran.finds_keys("settings.env", 1);
    repo.git(&["rm", "-q", "--cached", "settings.env"]).write("words", "words\n").add("words");
    let ran = run(repo, git, &["commit", "-m", &format!("token {}", keys.github)]);
    assert_ne!(ran.code, Some(0), "{}", ran.why("should be refused"));
    ran.says("github-personal-access-token");
    run(repo, git, &["commit", "-m", "clean"]).succeeded();
    repo.add("settings.env").slip_in("past the hooks");
    let before = repo.ask(&["ls-remote", "origin"]);
    let ran = run(repo, Path::new("git"), &["push", "origin", "HEAD:refs/heads/main"]);
    assert_ne!(ran.code, Some(0), "{}", ran.why("should be refused"));
    assert_eq!(repo.ask(&["ls-remote", "origin"]), before);
    ran.finds_keys("settings.env", 1);
    repo.git(&["reset", "-q", "--hard", "HEAD~"]);
}

fn leakgate(repo: &TempRepo, args: &[&str]) -> Ran {
    run(repo, Path::new("leakgate"), args)
}

#[test]
fn lefthook_is_found_wired_tried_and_restored() {
    let lefthook = tool("target/venv/bin/lefthook");
    for (file, text) in [
        ("lefthook.yml", "# ours\npre-commit:\n  jobs:\n    - run: echo linted # always\n"),
        ("lefthook.yml", "pre-commit:\n  commands:\n    lint:\n      run: echo linted\n"),
        (".lefthook.toml", "[pre-commit.commands.lint]\nrun = \"echo linted\" # always\n"),
    ] {
        let repo = TempRepo::without_hooks(&[]).with_origin();
        repo.had(file, text);
        run(&repo, &lefthook, &["install"]).succeeded();
        leakgate(&repo, &["install"])
            .refused_with(2)
            .says("lefthook manages the hooks")
            .says("leakgate install --wire")
            .says("leakgate hook pre-commit");
        leakgate(&repo, &["doctor"])
            .refused_with(1)
            .says("lefthook manages the hooks here and does not call leakgate")
            .says("cure: leakgate install --wire");
        leakgate(&repo, &["install", "--wire", "--dry-run"]).succeeded().says("nothing is changed").says("leakgate hook pre-push");
        assert_eq!(fs::read_to_string(repo.root().join(file)).expect("settings"), text);
        leakgate(&repo, &["install", "--wire"]).succeeded().says("lefthook calls leakgate now").says("then: lefthook install");
        let wired = fs::read_to_string(repo.root().join(file)).expect("settings");
        leakgate(&repo, &["install", "--wire"]).succeeded().says("already");
        leakgate(&repo, &["install"]).succeeded().says("lefthook calls leakgate already");
        assert_eq!(fs::read_to_string(repo.root().join(file)).expect("settings"), wired);
        run(&repo, &lefthook, &["install"]).succeeded();
        run(&repo, &lefthook, &["validate"]).succeeded();
        leakgate(&repo, &["doctor"]).succeeded().says("guarded").says("lefthook manages the hooks; it is to call leakgate");
        is_guarded(&repo);
        for (name, value) in [("LEFTHOOK", "0"), ("LEFTHOOK_EXCLUDE", "leakgate")] {
            let mut command = repo.sandbox().command("leakgate", repo.root());
            let mut path = repo.sandbox().folder().join("bin").into_os_string();
            path.push(":");
            path.push(Path::new(ROOT).join("target/venv/bin"));
            path.push(":");
            path.push(std::env::var_os("PATH").expect("PATH is set"));
            command.arg("doctor").env("PATH", path).env(name, value);
            repo.sandbox().run(command, b"").refused_with(1).says(&format!("cause: {name}=")).says(&format!("cure: unset {name}"));
        }
        leakgate(&repo, &["uninstall"]).succeeded();
        assert_eq!(fs::read_to_string(repo.root().join(file)).expect("settings"), text);
    }
}

#[test]
fn lefthook_that_is_not_on_path_lets_everything_pass() {
    let repo = TempRepo::without_hooks(&[]);
    repo.had("lefthook.yml", "pre-commit:\n  jobs:\n    - run: true\n");
    run(&repo, &tool("target/venv/bin/lefthook"), &["install"]).succeeded();
    leakgate(&repo, &["install", "--wire"]).succeeded();
    // lefthook's own words, and exit 0
    let hook = repo.root().join(".git/hooks/pre-commit");
    script(&hook, "call_lefthook() { echo \"Can't find lefthook in PATH\"; }\ncall_lefthook run \"pre-commit\" \"$@\"");
    leakgate(&repo, &["doctor"]).refused_with(1).says("passed over it: Can't find lefthook in PATH").says("cure: put lefthook on PATH");
}

#[test]
fn husky_is_found_wired_tried_and_restored() {
    let husky = tool("target/node/node_modules/husky/bin.js");
    let repo = TempRepo::without_hooks(&[]).with_origin();
    repo.had(".husky/pre-commit", "echo tested");
    let husky = husky.to_str().expect("a plain path");
    run(&repo, Path::new("node"), &[husky]).succeeded();
    leakgate(&repo, &["install"])
        .refused_with(2)
        .says("husky manages the hooks")
        .says(".husky/pre-commit")
        .says("leakgate hook pre-commit");
    leakgate(&repo, &["doctor"]).refused_with(1).says("husky manages the hooks here and does not call leakgate");
    leakgate(&repo, &["install", "--wire"]).succeeded().says("husky calls leakgate now");
    leakgate(&repo, &["install", "--wire"]).succeeded().says("husky calls leakgate already");
    leakgate(&repo, &["doctor"]).succeeded().says("guarded");
    is_guarded(&repo);
    let mut command = repo.sandbox().command("leakgate", repo.root());
    command.arg("doctor").env("HUSKY", "0");
    repo.sandbox().run(command, b"").refused_with(1).says("HUSKY=0 stands in the environment").says("cure: unset HUSKY");
    // a linked work tree has none of what husky wrote
    let linked = repo.git(&["add", "-A"]).slip_in("wired").git(&["worktree", "add", "-q", "../linked"]).at("../linked");
    leakgate(&linked, &["doctor"]).refused_with(1).says("husky puts it into each work tree anew").says("cure: npx husky");
    leakgate(&repo, &["uninstall"]).succeeded();
    assert_eq!(fs::read_to_string(repo.root().join(".husky/pre-commit")).expect("a hook"), "echo tested");
    assert!(!repo.root().join(".husky/commit-msg").exists() && !repo.root().join(".husky/pre-push").exists());
}

#[test]
fn what_husky_scripts_read_after_leakgate_is_what_git_wrote() {
    let repo = TempRepo::without_hooks(&[]).with_origin();
    repo.had(".husky/pre-push", "cat >../pushed\necho \"$@\" >>../pushed\n");
    run(&repo, Path::new("node"), &[tool("target/node/node_modules/husky/bin.js").to_str().expect("a plain path")]).succeeded();
    leakgate(&repo, &["install", "--wire"]).succeeded();
    let mut command = repo.sandbox().command("git", repo.root());
    command.args(["push", "-q", "origin", "HEAD:refs/heads/main"]);
    repo.sandbox().run(command, b"").succeeded();
    let pushed = fs::read_to_string(repo.root().join("../pushed")).expect("what the hook read");
    let id = repo.id("HEAD");
    assert!(pushed.starts_with(&format!("HEAD {id} refs/heads/main 0000")), "{pushed}");
    assert!(pushed.lines().nth(1).is_some_and(|line| line.starts_with("origin ")), "{pushed}");
}

#[test]
fn pre_commit_is_found_wired_tried_and_restored() {
    let framework = tool("target/venv/bin/pre-commit");
    let text = "# ours\nrepos:\n- repo: local # why\n  hooks:\n  - id: words\n    name: words\n    language: system\n    entry: 'true'\n";
    let repo = TempRepo::without_hooks(&[]).with_origin();
    repo.had(".pre-commit-config.yaml", text);
    leakgate(&repo, &["install", "--wire"])
        .succeeded()
        .says("pre-commit calls leakgate now")
        .says("then: pre-commit install -t pre-commit");
    repo.add(".pre-commit-config.yaml").slip_in("wired");
    leakgate(&repo, &["doctor"]).refused_with(1).says("there is no pre-commit hook");
    run(&repo, &framework, &["install", "-t", "pre-commit", "-t", "commit-msg", "-t", "pre-push"]).succeeded();
    leakgate(&repo, &["doctor"]).succeeded().says("guarded").says("pre-commit manages the hooks; it is to call leakgate");
    is_guarded(&repo);
    let mut command = repo.sandbox().command("leakgate", repo.root());
    let mut path = repo.sandbox().folder().join("bin").into_os_string();
    path.push(":");
    path.push(std::env::var_os("PATH").expect("PATH is set"));
    command.arg("doctor").env("PATH", path).env("SKIP", "leakgate").env("PRE_COMMIT_ALLOW_NO_CONFIG", "1");
    repo.sandbox()
        .run(command, b"")
        .refused_with(1)
        .says("SKIP=leakgate stands")
        .says("cure: unset SKIP")
        .says("cure: unset PRE_COMMIT_ALLOW_NO_CONFIG");
    leakgate(&repo, &["uninstall"]).succeeded();
    assert_eq!(fs::read_to_string(repo.root().join(".pre-commit-config.yaml")).expect("settings"), text);
}

#[test]
fn overcommit_calls_what_its_settings_name() {
    let repo = TempRepo::without_hooks(&[]);
    let text = "PreCommit:\n  RuboCop:\n    enabled: true # ours\n";
    repo.had(".overcommit.yml", text);
    // a stand-in: it says what the gem's file says, and runs the command that the settings name
    let stand_in = "# require 'overcommit'\n# hook_type = File.basename($0)\ncase $(cat .overcommit.yml) in *\"['leakgate', 'hook', 'pre-commit']\"*) exec leakgate hook pre-commit ;; esac";
    script(&repo.root().join(".git/hooks/pre-commit"), stand_in);
    leakgate(&repo, &["install"]).refused_with(2).says("overcommit manages the hooks").says("PreCommit:");
    leakgate(&repo, &["install", "--wire"]).succeeded().says("overcommit --sign");
    leakgate(&repo, &["doctor"]).succeeded().says("guarded");
    leakgate(&repo, &["uninstall"]).succeeded();
    assert_eq!(fs::read_to_string(repo.root().join(".overcommit.yml")).expect("settings"), text);
}
