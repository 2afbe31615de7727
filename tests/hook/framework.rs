//! Through the pre-commit framework: the real `pre-commit`, which clones this repository as it stands and builds it its own way.
//!
//! The build is kept below `target/framework` and done again only when a file of this repository has changed. It takes what is in cargo's
//! cache and asks no network.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::install::script;
use crate::ran::Ran;
use crate::repo::{TempRepo, name};
use crate::secrets::GITHUB;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const FILE: &str = "settings.env";

/// The framework with this repository's hooks in its cache.
struct Framework {
    program: PathBuf,
    clone: PathBuf,
    revision: String,
    environment: Vec<(&'static str, OsString)>,
}

static FRAMEWORK: LazyLock<Framework> = LazyLock::new(Framework::build);

impl Framework {
    fn build() -> Self {
        let program = Path::new(ROOT).join("target/venv/bin/pre-commit");
        assert!(program.exists(), "there is no {}: ./tests/run brings it", program.display());
        let folder = Path::new(ROOT).join("target/framework");
        let (clone, home) = (folder.join("clone"), folder.join("home"));
        let before = git(&clone, &["rev-parse", "HEAD"]);
        let revision = snapshot(&clone);
        if before.as_ref() != Some(&revision) && home.exists() {
            fs::remove_dir_all(&home).expect("a cache that nobody holds");
        }
        let of_user = |variable: &str, folder: &str| {
            std::env::var_os(variable).or_else(|| std::env::home_dir().map(|home| home.join(folder).into_os_string())).expect("a home")
        };
        let environment = vec![
            ("PRE_COMMIT_HOME", home.into_os_string()),
            ("CARGO_HOME", of_user("CARGO_HOME", ".cargo")),
            ("RUSTUP_HOME", of_user("RUSTUP_HOME", ".rustup")),
            ("CARGO_TARGET_DIR", folder.join("build").into_os_string()),
            ("CARGO_NET_OFFLINE", "true".into()),
            // The release profile takes minutes; what is tested here is the way, not the speed.
            ("CARGO_PROFILE_RELEASE_LTO", "off".into()),
            ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0".into()),
            ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16".into()),
        ];
        let framework = Self { program, clone, revision, environment };
        // One repository asks for the build, so that no test waits in another's way.
        let repo = framework.repository(&["leakgate"]);
        framework.run(&repo, &["install-hooks"]).succeeded();
        framework
    }

    /// A repository whose configuration, committed, names these hooks.
    #[track_caller]
    fn repository(&self, hooks: &[&str]) -> TempRepo {
        let repo = TempRepo::without_hooks(&[]);
        let ids: String = hooks.iter().map(|id| format!("      - id: {id}\n")).collect();
        let config = format!("repos:\n  - repo: {}\n    rev: {}\n    hooks:\n{ids}", self.clone.display(), self.revision);
        repo.had(".pre-commit-config.yaml", config);
        repo
    }

    /// The same with the framework's own hooks installed.
    #[track_caller]
    fn guarded(&self) -> TempRepo {
        let repo = self.repository(&["leakgate", "leakgate-commit-msg", "leakgate-push"]);
        self.install(&repo);
        repo
    }

    #[track_caller]
    fn install(&self, repo: &TempRepo) {
        self.run(repo, &["install", "-t", "pre-commit", "-t", "commit-msg", "-t", "pre-push"]).succeeded();
    }

    /// Runs `pre-commit` there.
    fn run<S: AsRef<std::ffi::OsStr>>(&self, repo: &TempRepo, args: &[S]) -> Ran {
        repo.sandbox().run(self.command(repo, &self.program, args), b"")
    }

    /// Runs git there, with a hook that may call the framework.
    fn git(&self, repo: &TempRepo, args: &[&str]) -> Ran {
        repo.try_command(self.command(repo, Path::new("git"), args))
    }

    /// `git push origin main`, as [`TempRepo::push`] judges it.
    fn push(&self, repo: &TempRepo, refspecs: &[&str]) -> Ran {
        let before = git(repo.server(), &["show-ref"]);
        let ran = repo.sandbox().run(self.command(repo, Path::new("git"), &[&["push", "origin"], refspecs].concat()), b"");
        Ran { refs: Some((before.unwrap_or_default(), git(repo.server(), &["show-ref"]).unwrap_or_default())), ..ran }
    }

    fn command<S: AsRef<std::ffi::OsStr>>(&self, repo: &TempRepo, program: &Path, args: &[S]) -> Command {
        let mut path = repo.sandbox().folder().join("bin").into_os_string();
        path.push(":");
        path.push(std::env::var_os("PATH").expect("PATH is set"));
        let mut command = repo.sandbox().command(program, repo.root());
        command.args(args).env("PATH", path).envs(self.environment.iter().cloned());
        command
    }
}

/// What git says there, if it can.
fn git(folder: &Path, args: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(folder).args(args).output().expect("git runs");
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// Commits this repository's files as they stand into a repository of their own. The same files make the same commit.
pub(crate) fn snapshot(folder: &Path) -> String {
    let listed = Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(ROOT).output();
    let listed = listed.expect("git runs");
    assert!(listed.status.success(), "{ROOT} is no git repository: the framework can only be tested on one");
    if folder.exists() {
        fs::remove_dir_all(folder).expect("an old clone");
    }
    fs::create_dir_all(folder).expect("a folder for the clone");
    for file in String::from_utf8(listed.stdout).expect("plain names").split_terminator('\0') {
        let (from, to) = (Path::new(ROOT).join(file), folder.join(file));
        // One that was deleted and not yet committed is listed still.
        if from.exists() {
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder for the file");
            fs::copy(from, to).expect("a copy");
        }
    }
    let date = "1767225600 +0000";
    for args in [
        &["init", "-q", "-b", "main"][..],
        &["add", "--all", "--force"],
        &["commit", "-q", "--no-verify", "--no-gpg-sign", "-m", "as it stands"],
    ] {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=A", "-c", "user.email=a@corp.example"]).args(args).current_dir(folder);
        let status = command.env("GIT_AUTHOR_DATE", date).env("GIT_COMMITTER_DATE", date).status().expect("git runs");
        assert!(status.success(), "git {args:?}");
    }
    git(folder, &["rev-parse", "HEAD"]).expect("a commit")
}

#[test]
fn run_on_what_is_staged() {
    let framework = &*FRAMEWORK;
    let repo = framework.repository(&["leakgate"]);
    let keys = repo.keys();
    repo.write(FILE, keys.lines()).add(FILE);
    framework.run(&repo, &["run"]).refused_with(1).says("leakgate: 3 secrets in what you are about to commit").finds_keys(FILE, 1);
    // What is staged counts, not what the working copy made of it since.
    repo.write(FILE, "DEBUG=1\n");
    framework.run(&repo, &["run"]).refused_with(1).finds_keys(FILE, 1);
    repo.add(FILE).write(FILE, keys.lines());
    framework.run(&repo, &["run"]).succeeded().says("Passed");
}

#[test]
fn a_commit() {
    let framework = &*FRAMEWORK;
    let repo = framework.guarded();
    let keys = repo.keys();
    repo.write("readme", "words\n").add("readme");
    framework.git(&repo, &["commit", "-m", "clean"]).succeeded();
    repo.write("readme", "more words\n").add("readme");
    framework.git(&repo, &["commit", "-m", &format!("token {}", keys.github)]).refused_with(1).says(GITHUB);
    repo.write(FILE, keys.lines()).add(FILE);
    framework.git(&repo, &["commit", "-m", "settings"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn named_files_are_scanned_whole() {
    let framework = &*FRAMEWORK;
    let repo = framework.repository(&["leakgate"]);
    let keys = repo.keys();
    repo.had("readme", "words\n");
    framework.run(&repo, &["run", "--all-files"]).succeeded().says("Passed");
    repo.had(FILE, keys.lines());
    framework.run(&repo, &["run", "--all-files"]).refused_with(1).finds_keys(FILE, 1);
    framework.run(&repo, &["run", "--files", FILE]).refused_with(1).finds_keys(FILE, 1);
    framework.run(&repo, &["run", "--files", "readme"]).succeeded().says("Passed");
    framework.run(&repo, &["run"]).succeeded();
}

#[test]
fn a_range() {
    let framework = &*FRAMEWORK;
    let repo = framework.repository(&["leakgate", "leakgate-push"]);
    let keys = repo.keys();
    let start = repo.id("HEAD");
    repo.had("readme", "words\n");
    let clean = repo.id("HEAD");
    repo.had(FILE, keys.lines()).git(&["rm", "-q", FILE]).slip_in("without it");
    for stage in ["pre-commit", "pre-push"] {
        let range = |from: &str, to: &str| framework.run(&repo, &["run", "--hook-stage", stage, "--from-ref", from, "--to-ref", to]);
        range(&start, &clean).succeeded();
        range(&clean, "HEAD").refused_with(1).finds_keys(FILE, 1);
        range(&start, "HEAD").refused_with(1).finds_keys(FILE, 1);
    }
}

#[test]
fn a_push() {
    let framework = &*FRAMEWORK;
    // The very first: the framework names no range then.
    let repo = framework.guarded().with_origin();
    let keys = repo.keys();
    repo.had(FILE, keys.lines());
    framework.push(&repo, &["main"]).refused_with(1).finds_keys(FILE, 1);
    repo.git(&["reset", "-q", "--hard", "HEAD~"]);
    framework.push(&repo, &["main"]).succeeded();
    // A branch that is there.
    repo.had(FILE, keys.lines()).had(FILE, "DEBUG=1\n");
    framework.push(&repo, &["main"]).refused_with(1).finds_keys(FILE, 1);
    // A new one, at commits that are new and at some that are not.
    framework.push(&repo, &["main:refs/heads/topic"]).refused_with(1).finds_keys(FILE, 1);
    framework.push(&repo, &["main~2:refs/heads/topic"]).succeeded();
}

#[test]
fn file_names_of_any_shape() {
    let framework = &*FRAMEWORK;
    for (number, path) in
        [&b"my settings.env"[..], b"two\nlines.env", b"-settings.env", b"--help", "\u{fc}ml\u{e4}ut.env".as_bytes()].into_iter().enumerate()
    {
        let repo = framework.repository(&["leakgate"]);
        let keys = repo.keys();
        repo.write(name(path), keys.lines()).add(name(path));
        framework.run(&repo, &["run"]).refused_with(1).says(GITHUB);
        repo.slip_in("with it");
        framework.run(&repo, &["run", "--all-files"]).refused_with(1).says(GITHUB);
        if number < 2 {
            framework.run(&repo, &[name(b"run"), name(b"--files"), name(path)]).refused_with(1).says(GITHUB);
        }
    }
}

#[test]
fn a_symbolic_link_is_looked_at() {
    let framework = &*FRAMEWORK;
    let repo = framework.repository(&["leakgate"]);
    let keys = repo.keys();
    std::os::unix::fs::symlink(format!("token={}", keys.github), repo.root().join("link")).expect("a link");
    repo.add("link");
    framework.run(&repo, &["run"]).refused_with(1).says(GITHUB);
}

#[test]
fn the_installed_program() {
    let framework = &*FRAMEWORK;
    let repo = framework.repository(&["leakgate-system"]);
    let keys = repo.keys();
    repo.write(FILE, keys.lines()).add(FILE);
    framework.run(&repo, &["run"]).refused_with(1).finds_keys(FILE, 1);
    // It is the one on PATH that runs.
    fs::remove_file(repo.sandbox().folder().join("bin/leakgate")).expect("no program");
    script(&repo.sandbox().folder().join("bin/leakgate"), "echo another; exit 3");
    framework.run(&repo, &["run"]).refused_with(1).says("another").says("exit code: 3");
}

#[test]
fn beside_our_own_hooks_in_any_order() {
    let framework = &*FRAMEWORK;
    let repo = framework.guarded();
    let keys = repo.keys();
    let leakgate = |verb: &str| repo.sandbox().run(framework.command(&repo, Path::new("leakgate"), &[verb]), b"");
    let calls = |content: &str| {
        repo.write("readme", content).add("readme");
        framework.git(&repo, &["commit", "-m", "clean"]).succeeded();
        repo.write(FILE, keys.lines()).add(FILE);
        framework.git(&repo, &["commit", "-m", "settings"]).refused_with(1).finds_keys(FILE, 1);
        repo.git(&["rm", "-q", "--cached", FILE]);
    };
    // Ours keeps the framework's and calls it first.
    leakgate("install").succeeded().says("kept as pre-commit.leakgate-kept");
    calls("one\n");
    // The framework moves ours aside and calls it first, and ours does not call the framework again.
    framework.install(&repo);
    calls("two\n");
    leakgate("install").succeeded().says("already installed");
    calls("three\n");
}
