//! The files of a release, made by `packaging/release` from this repository as it stands, and installed as people install them.
//!
//! What is tested is the way, not the speed: the program in them is built without optimising. They are kept below `target/packages` and made
//! again only when a file of this repository has changed.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

use crate::framework::snapshot;
use crate::ran::Ran;
use crate::repo::TempRepo;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const VERSION: &str = env!("CARGO_PKG_VERSION");
const FILE: &str = "settings.env";

static RELEASE: LazyLock<Release> = LazyLock::new(Release::make);

/// A release of this repository.
struct Release {
    /// Everything of it.
    folder: PathBuf,
    /// The files.
    files: PathBuf,
    /// The commit that it is of.
    revision: String,
}

impl Release {
    fn make() -> Self {
        let folder = Path::new(ROOT).join("target/packages");
        let revision = snapshot(&folder.join("clone"));
        let (files, stamp) = (folder.join("files"), folder.join("revision"));
        let release = Self { files: files.clone(), folder, revision: revision.clone() };
        if fs::read_to_string(&stamp).ok().as_ref() != Some(&revision) || !files.join("SHA256SUMS").exists() {
            release.run(&files);
            fs::copy(release.folder.join("clone/target/package/root/bin/leakgate"), release.folder.join("leakgate")).expect("the program");
            fs::write(stamp, &revision).expect("a note");
        }
        release
    }

    /// Makes the files of the release there.
    fn run(&self, into: &Path) {
        let mut path = std::env::var_os("PATH").expect("PATH is set");
        path.push(format!(":{ROOT}/target/venv/bin:{ROOT}/target/tools/bin"));
        let mut command = Command::new(self.folder.join("clone/packaging/release"));
        command.arg(into).env("PATH", path).env("CARGO_TARGET_DIR", self.folder.join("build"));
        command.env_remove("RUSTFLAGS").env_remove("CARGO_BUILD_TARGET").env_remove("SOURCE_DATE_EPOCH");
        for (setting, value) in [("LTO", "off"), ("OPT_LEVEL", "0"), ("CODEGEN_UNITS", "16")] {
            command.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
        }
        let output = command.output().expect("a script");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "packaging/release: {said}");
    }

    /// The one file whose name ends so.
    #[track_caller]
    fn file(&self, ending: &str) -> PathBuf {
        let all = fs::read_dir(&self.files).expect("files").map(|entry| entry.expect("a file").path());
        let found: Vec<PathBuf> = all.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
        assert_eq!(found.len(), 1, "{ending}: {found:?}");
        found[0].clone()
    }
}

/// The program that a release brings.
pub(crate) fn program() -> PathBuf {
    RELEASE.folder.join("leakgate")
}

/// Runs a program in that world, in its folder.
fn run(repo: &TempRepo, program: impl AsRef<Path>, args: &[&str]) -> Ran {
    let mut command = repo.sandbox().command(program.as_ref(), repo.sandbox().folder());
    command.args(args);
    repo.sandbox().run(command, b"")
}

/// A repository in a world without leakgate.
#[track_caller]
fn without_leakgate() -> TempRepo {
    let repo = TempRepo::without_hooks(&[]);
    fs::remove_file(repo.sandbox().folder().join("bin/leakgate")).expect("a link");
    repo
}

/// The program says which it is, guards a repository, and stops a commit.
#[track_caller]
fn works(repo: &TempRepo, program: &Path) {
    let said = run(repo, program, &["--version"]);
    assert_eq!(said.succeeded().stdout.trim(), format!("leakgate {VERSION}"), "{}", said.why("should say its version"));
    run(repo, program, &["install", repo.root().to_str().expect("a plain path")]).succeeded().says("pre-commit");
    let keys = repo.keys();
    repo.write("readme", "words\n").add("readme").commit("clean").succeeded();
    repo.write(FILE, keys.lines()).add(FILE).commit("settings").refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn the_wheel_in_a_clean_environment() {
    let release = &*RELEASE;
    let repo = without_leakgate();
    run(&repo, Path::new(ROOT).join("target/venv/bin/python"), &["-m", "venv", "clean"]).succeeded();
    let clean = repo.sandbox().folder().join("clean/bin");
    let files = release.files.to_str().expect("a plain path");
    run(&repo, clean.join("python"), &["-m", "pip", "install", "--quiet", "--no-index", "--find-links", files, "leakgate"]).succeeded();
    works(&repo, &clean.join("leakgate"));
    let listed = run(&repo, clean.join("python"), &["-m", "pip", "show", "--files", "leakgate"]);
    listed.succeeded().says(&format!("Version: {VERSION}")).says("bin/leakgate");
}

#[test]
fn the_debian_package_in_a_folder() {
    let release = &*RELEASE;
    let repo = without_leakgate();
    let root = repo.sandbox().folder().join("root");
    for folder in ["var/lib/dpkg/info", "var/lib/dpkg/updates"] {
        fs::create_dir_all(root.join(folder)).expect("a folder");
    }
    fs::write(root.join("var/lib/dpkg/status"), "").expect("an empty list of packages");
    let (package, option) = (release.file(".deb"), format!("--root={}", root.display()));
    let dpkg = |args: &[&str]| run(&repo, "dpkg", &[&["--force-not-root", "--force-bad-path", option.as_str()], args].concat());
    dpkg(&["--install", package.to_str().expect("a plain path")]).succeeded();
    works(&repo, &root.join("usr/bin/leakgate"));
    for file in [
        "usr/share/bash-completion/completions/leakgate",
        "usr/share/zsh/vendor-completions/_leakgate",
        "usr/share/fish/vendor_completions.d/leakgate.fish",
        "usr/share/man/man1/leakgate.1.gz",
        "usr/share/man/man1/leakgate-hook-pre-receive.1.gz",
        "usr/share/leakgate/hooks/pre-receive",
        "usr/share/doc/leakgate/copyright",
        "usr/share/doc/leakgate/docs/quick-start.md",
    ] {
        assert!(root.join(file).exists(), "the package lacks {file}");
    }
    let mode = |file: &str| fs::metadata(root.join(file)).expect("a file").permissions().mode() & 0o777;
    assert_eq!((mode("usr/bin/leakgate"), mode("usr/share/leakgate/hooks/pre-receive")), (0o755, 0o755));
    let told = run(&repo, "dpkg-deb", &["--field", package.to_str().expect("a plain path")]);
    told.succeeded().says("Package: leakgate").says(&format!("Version: {VERSION}")).says("Recommends: git");
    let depends = told.stdout.lines().find_map(|line| line.strip_prefix("Depends:"));
    assert!(depends.is_none_or(|on| on.trim().is_empty()), "it is complete in itself, and depends on {depends:?}");
    dpkg(&["--remove", "leakgate"]).succeeded();
    assert!(!root.join("usr/bin/leakgate").exists());
}

#[test]
fn the_archive_and_what_stands_beside_it() {
    let release = &*RELEASE;
    let repo = without_leakgate();
    let archive = release.file(".tar.gz");
    run(&repo, "tar", &["-xzf", archive.to_str().expect("a plain path")]).succeeded();
    let name = archive.file_name().expect("a name").to_str().expect("a plain name").trim_end_matches(".tar.gz");
    let inside = repo.sandbox().folder().join(name);
    works(&repo, &inside.join("leakgate"));
    for file in [
        "completions/leakgate.bash",
        "completions/_leakgate",
        "completions/leakgate.fish",
        "completions/leakgate.ps1",
        "man1/leakgate.1",
        "hooks/pre-receive",
        "docs/quick-start.md",
        "README.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
    ] {
        assert!(fs::metadata(inside.join(file)).is_ok_and(|meta| meta.len() > 100), "the archive lacks {file}");
    }
    let mut sums = repo.sandbox().command("sha256sum", &release.files);
    sums.args(["--check", "--strict", "SHA256SUMS"]);
    let ran = repo.sandbox().run(sums, b"");
    assert_eq!((ran.code, ran.stdout.matches(": OK").count()), (Some(0), 4), "{}", ran.why("should tell four sums that hold"));

    let bill = fs::read_to_string(release.file(".cdx.json")).expect("a bill");
    assert!(!bill.contains(ROOT), "the bill tells where it was written");
    let bill: Value = serde_json::from_str(&bill).expect("JSON");
    assert_eq!((&bill["bomFormat"], &bill["metadata"]["component"]["name"]), (&"CycloneDX".into(), &"leakgate".into()));
    let names: Vec<&str> = bill["components"].as_array().expect("a list").iter().filter_map(|one| one["name"].as_str()).collect();
    for part in ["git2", "libgit2-sys", "regex", "clap", "flate2"] {
        assert!(names.contains(&part), "{part} is not in {names:?}");
    }
    for absent in ["proptest", "jsonschema", "divan"] {
        assert!(!names.contains(&absent), "{absent} is only for tests");
    }
}

#[test]
fn the_same_commit_makes_the_same_files() {
    let release = &*RELEASE;
    let again = release.folder.join("again");
    release.run(&again);
    let sums = |folder: &Path| fs::read_to_string(folder.join("SHA256SUMS")).expect("sums");
    assert_eq!(sums(&release.files), sums(&again));
}

#[test]
fn the_hooks_of_the_wheel_through_the_framework() {
    let release = &*RELEASE;
    let repo = without_leakgate();
    let ids: String =
        ["leakgate-wheel", "leakgate-wheel-commit-msg", "leakgate-wheel-push"].iter().map(|id| format!("      - id: {id}\n")).collect();
    let clone = release.folder.join("clone");
    let config = format!("repos:\n  - repo: {}\n    rev: {}\n    hooks:\n{ids}", clone.display(), release.revision);
    repo.had(".pre-commit-config.yaml", config);
    let framework = format!("{ROOT}/target/venv/bin/pre-commit");
    let with = |program: &str, args: &[&str]| {
        let mut command = repo.sandbox().command(program, repo.root());
        // pip asks no index, and no Rust is to be found
        let links = format!("{} {ROOT}/target/venv/links", release.files.display());
        command.args(args).env("PIP_NO_INDEX", "1").env("PIP_FIND_LINKS", links).env("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        command.env("CARGO_HOME", "/no/cargo").env("RUSTUP_HOME", "/no/rustup");
        command.env("PRE_COMMIT_HOME", repo.sandbox().folder().join("cache"));
        command
    };
    let install = with(&framework, &["install", "-t", "pre-commit", "-t", "commit-msg", "-t", "pre-push"]);
    repo.sandbox().run(install, b"").succeeded();
    let keys = repo.keys();
    repo.write("readme", "words\n").add("readme");
    repo.try_command(with("git", &["commit", "-m", "clean"])).succeeded();
    repo.write("readme", "more words\n").add("readme");
    repo.try_command(with("git", &["commit", "-m", &format!("token {}", keys.github)])).refused_with(1);
    repo.write(FILE, keys.lines()).add(FILE);
    repo.try_command(with("git", &["commit", "-m", "settings"])).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn every_package_has_the_version_of_the_program() {
    let hooks = fs::read_to_string(Path::new(ROOT).join("pyproject.toml")).expect("a file");
    for line in [format!("version = \"{VERSION}\""), format!("dependencies = [\"leakgate=={VERSION}\"]")] {
        assert!(hooks.lines().any(|other| other == line), "pyproject.toml lacks {line}");
    }
    for file in ["docs/quick-start.md", "docs/ci/github-action.yml", "docs/ci/gitlab.yml", "docs/ci/bitbucket-pipelines.yml"] {
        let text = fs::read_to_string(Path::new(ROOT).join(file)).expect("a document");
        let named = text.match_indices("leakgate==").chain(text.match_indices("leakgate-0.")).count();
        assert!(named > 0 && text.contains(VERSION), "{file} names another version");
    }
}
