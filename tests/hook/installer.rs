//! `install.sh`, with a cargo that does not build: it hands out the program under test.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::install::script;
use crate::ran::Ran;
use crate::repo::TempRepo;

/// What every system has.
const BASICS: [&str; 14] = ["cat", "chmod", "cmp", "cp", "dirname", "git", "grep", "ln", "mkdir", "mktemp", "mv", "rm", "sed", "sh"];
/// Says that it is new, and "builds" by linking to the program.
const CARGO: &str = r#"case $1 in
  --version) echo "cargo 1.99.0 (0000000 2030-01-01)" ;;
  build) into=$5/${CARGO_BUILD_TARGET:+$CARGO_BUILD_TARGET/}release; mkdir -p "$into" && ln -sf "$PROGRAM" "$into/leakgate" ;;
esac"#;

/// A machine with little on it.
struct Machine {
    repo: TempRepo,
}

impl Machine {
    /// With the basics, and as who and what it answers.
    fn new(system: &str, user: &str) -> Self {
        let machine = Self { repo: TempRepo::without_hooks(&[]) };
        let path = std::env::var_os("PATH").expect("PATH is set");
        fs::create_dir(machine.tools()).expect("a folder for tools");
        for tool in BASICS {
            let found = std::env::split_paths(&path).map(|folder| folder.join(tool)).find(|file| file.is_file());
            std::os::unix::fs::symlink(found.unwrap_or_else(|| panic!("{tool} is on PATH")), machine.tools().join(tool)).expect("a link");
        }
        machine.with("uname", &format!("echo {system}")).with("id", &format!("echo {user}"))
    }

    /// With everything that the build needs.
    fn complete() -> Self {
        Self::new("Linux", "0").with("cc", "true").with("cargo", CARGO)
    }

    /// With one more tool.
    fn with(self, tool: &str, body: &str) -> Self {
        script(&self.tools().join(tool), body);
        self
    }

    fn tools(&self) -> PathBuf {
        self.repo.sandbox().folder().join("tools")
    }

    fn home(&self) -> PathBuf {
        self.repo.sandbox().folder().join("home")
    }

    /// Runs `install.sh` from the folder that everything is in.
    fn run(&self, args: &[&str]) -> Ran {
        let installer = concat!(env!("CARGO_MANIFEST_DIR"), "/install.sh");
        let mut command = self.repo.sandbox().command(installer, self.repo.sandbox().folder());
        command.args(args).env("PATH", self.tools()).env("TOOLS", self.tools());
        command.env("PROGRAM", env!("CARGO_BIN_EXE_leakgate")).env("CARGO_TARGET_DIR", self.repo.sandbox().folder().join("built here"));
        self.repo.sandbox().run(command, b"")
    }
}

fn same_file(a: &Path, b: &Path) -> bool {
    fs::read(a).expect("a program") == fs::read(b).expect("a program")
}

#[test]
fn one_command_installs_and_guards_a_repository() {
    let machine = Machine::complete();
    machine.run(&["work"]).succeeded().says("is not on your PATH").says("pre-commit, commit-msg and pre-push installed in ");
    let program = machine.home().join(".local/bin/leakgate");
    assert!(same_file(&program, Path::new(env!("CARGO_BIN_EXE_leakgate"))));
    assert_eq!(fs::read_dir(machine.home().join(".local/bin")).expect("a folder").count(), 1, "nothing is left lying about");
    // The hooks find it there, though PATH does not name it.
    fs::remove_file(machine.repo.sandbox().folder().join("bin/leakgate")).expect("no program on PATH");
    let keys = machine.repo.keys();
    machine.repo.write("settings.env", keys.lines()).add("settings.env").commit("settings").refused_with(1).finds_keys("settings.env", 1);

    let share = machine.home().join(".local/share");
    let first = modified(&share);
    assert!(first.len() > 12, "{first:?}");
    for file in [
        "bash-completion/completions/leakgate",
        "zsh/site-functions/_leakgate",
        "fish/vendor_completions.d/leakgate.fish",
        "man/man1/leakgate.1",
        "man/man1/leakgate-hook-pre-receive.1",
    ] {
        let text = fs::read_to_string(share.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(text.contains("leakgate") && text.contains("scan") | text.contains("pre-receive"), "{file}");
    }

    let written = fs::metadata(&program).and_then(|meta| meta.modified()).expect("a time");
    machine.run(&["work"]).succeeded().says("is up to date").says("already installed").never_says("completions");
    assert_eq!(modified(&share), first, "what is current is left alone, and nothing is left lying about");
    assert_eq!(fs::metadata(&program).and_then(|meta| meta.modified()).expect("a time"), written);

    machine.run(&["--uninstall", "work"]).succeeded().says("removed");
    assert!(!program.exists() && !machine.repo.root().join(".git/hooks/pre-commit").exists());
    assert!(modified(&share).is_empty(), "completions and manual are gone");
    machine.run(&["--uninstall"]).succeeded().says("nothing to remove");
}

/// Every file below a folder with its time.
fn modified(folder: &Path) -> Vec<(PathBuf, SystemTime)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            files.extend(modified(&path));
        } else {
            let time = fs::metadata(&path).and_then(|meta| meta.modified()).expect("a time");
            files.push((path, time));
        }
    }
    files.sort();
    files
}

#[test]
fn completions_and_manual_of_an_older_program_are_replaced() {
    let machine = Machine::complete().with("zsh", "").with("pwsh", "");
    let share = machine.home().join(".local/share");
    for (file, content) in [
        ("man/man1/leakgate-gone.1", "a verb that is no more"),
        ("man/man1/leakgate-scan.1", "another text"),
        ("man/man1/other.1", "another program's"),
        ("fish/vendor_completions.d/leakgate.fish", ""),
    ] {
        fs::create_dir_all(share.join(file).parent().expect("a folder")).expect("a folder");
        fs::write(share.join(file), content).expect("a file");
    }
    let ran = machine.run(&[]);
    ran.succeeded().says("fpath=(").says("leakgate completions powershell >> $PROFILE");
    assert!(!share.join("man/man1/leakgate-gone.1").exists());
    assert!(fs::read_to_string(share.join("man/man1/leakgate-scan.1")).expect("a page").contains(".SH SYNOPSIS"));
    assert!(fs::metadata(share.join("fish/vendor_completions.d/leakgate.fish")).expect("a file").len() > 100);
    machine.run(&["--uninstall"]).succeeded();
    let left: Vec<PathBuf> = modified(&share).into_iter().map(|(path, _)| path).collect();
    assert_eq!(left, [share.join("man/man1/other.1")], "what is not ours stays");
}

#[test]
fn a_program_that_cannot_write_its_manual_is_an_error() {
    let machine = Machine::complete();
    fs::create_dir_all(machine.home().join(".local")).expect("a folder");
    fs::write(machine.home().join(".local/share"), "a file where a folder belongs").expect("a file");
    assert_ne!(machine.run(&[]).code, Some(0));
}

#[test]
fn a_prefix_may_hold_spaces_and_be_relative() {
    let machine = Machine::complete();
    for args in [["--prefix", "my programs"], ["--prefix=my programs", "work"]] {
        machine.run(&args).succeeded();
    }
    assert!(machine.repo.sandbox().folder().join("my programs/bin/leakgate").exists());
    assert!(!machine.home().join(".local").exists());
    machine.run(&["--uninstall", "--prefix", "my programs", "work"]).succeeded();
    assert!(!machine.repo.root().join(".git/hooks/pre-commit").exists());
}

#[test]
fn it_builds_a_static_program_where_that_can_be_done() {
    let (gnu, musl) = ("x86_64-unknown-linux-gnu", "x86_64-unknown-linux-musl");
    let rustc = ("rustc", "echo 'rustc 1.99.0'; echo 'host: x86_64-unknown-linux-gnu'");
    let mac = ("rustc", "echo 'host: aarch64-apple-darwin'");
    let rustup = ("rustup", "echo x86_64-unknown-linux-gnu; echo x86_64-unknown-linux-musl");
    let other = ("rustup", "echo x86_64-unknown-linux-gnu; echo aarch64-unknown-linux-musl");
    let (compiler, archive) = (("musl-gcc", ""), ("cc", "echo \"$TOOLS/sh\""));
    for (tools, target) in [
        (&[rustc, rustup, compiler, archive][..], Some(musl)),
        (&[rustc, rustup, archive], Some(gnu)),
        (&[rustc, other, compiler, archive], Some(gnu)),
        (&[rustc, other, compiler], None),
        (&[rustc, ("cc", "echo libc.a")], None),
        (&[mac, rustup, compiler, archive], None),
        (&[rustup, compiler, archive], None),
    ] {
        let machine = tools.iter().fold(Machine::complete(), |machine, (tool, body)| machine.with(tool, body));
        machine.run(&[]).succeeded();
        let built = machine.repo.sandbox().folder().join("built here").join(target.unwrap_or_default()).join("release/leakgate");
        assert!(built.exists(), "{tools:?}: {target:?}");
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    let machine = Machine::complete();
    for (args, says) in [
        (&["--nonsense"][..], "there is no option --nonsense"),
        (&["--prefix"], "--prefix needs a folder"),
        (&["work", "other"], "one repository at a time"),
        (&["nowhere"], "there is no folder"),
    ] {
        let ran = machine.run(args);
        assert_eq!(ran.code, Some(2), "{}", ran.why("should be refused"));
        ran.says(says);
    }
    assert!(!machine.home().join(".local").exists());
    machine.run(&["--help"]).succeeded().says("Usage: ./install.sh");
}

#[test]
fn what_is_missing_is_told_with_the_command_that_brings_it() {
    let old = r#"echo "cargo 1.65.0 (4bc8f24d3 2022-10-20)""#;
    let rustup = "curl --proto =https --tlsv1.2 -sSf https://static.rust-lang.org/rustup/rustup-init.sh | sh -s -- -y --profile minimal";
    for (system, user, tools, says) in [
        (
            "Linux",
            "0",
            &[("apt-get", ""), ("cargo", CARGO)][..],
            &["no C compiler (cc)", "  next: apt-get update && apt-get install -y gcc libc6-dev"][..],
        ),
        ("Linux", "0", &[("dnf", ""), ("cargo", CARGO)], &["  next: dnf install -y gcc"]),
        ("Linux", "0", &[("apk", ""), ("cargo", CARGO)], &["  next: apk add gcc musl-dev"]),
        ("Darwin", "501", &[("cargo", CARGO)], &["  next: xcode-select --install"]),
        ("Linux", "1000", &[("dnf", ""), ("sudo", ""), ("cargo", CARGO)], &["  next: sudo sh -c 'dnf install -y gcc'"]),
        ("Linux", "1000", &[("dnf", ""), ("cargo", CARGO)], &["  next: su -c 'dnf install -y gcc'"]),
        ("Linux", "0", &[("cc", ""), ("curl", "")], &["no cargo that runs, where Rust 1.", rustup]),
        ("Linux", "0", &[("cc", ""), ("curl", ""), ("cargo", old)], &["cargo 1.65.0 (4bc8f24d3 2022-10-20), where Rust 1.", rustup]),
        ("Linux", "0", &[("cc", ""), ("wget", "")], &["wget -qO- https://static.rust-lang.org/rustup/rustup-init.sh | sh"]),
        ("Linux", "0", &[("cc", ""), ("apk", "")], &["  next: apk add curl ca-certificates", rustup]),
        ("Linux", "0", &[("cc", ""), ("rustup", ""), ("cargo", "exit 1")], &["  next: rustup toolchain install stable"]),
        ("Darwin", "501", &[("cc", ""), ("brew", "")], &["  next: brew install rust"]),
        ("Linux", "0", &[("apt-get", ""), ("curl", "")], &["gcc libc6-dev", rustup, "./install.sh --bootstrap"]),
    ] {
        let machine = tools.iter().fold(Machine::new(system, user), |machine, (tool, body)| machine.with(tool, body));
        let ran = machine.run(&["work"]);
        assert_eq!(ran.code, Some(2), "{}", ran.why("should be refused"));
        for text in says {
            ran.says(text);
        }
        assert!(!machine.home().join(".local").exists() && !machine.repo.root().join(".git/hooks/pre-commit").exists());
    }
}

/// Brings a tool as a package manager or rustup does.
fn brings(tool: &str, into: &str, body: &str) -> String {
    format!("mkdir -p \"{into}\"; cat >\"{into}/{tool}\" <<'TOOL'\n#!/bin/sh\n{body}\nTOOL\nchmod 755 \"{into}/{tool}\"")
}

#[test]
fn bootstrap_brings_what_is_missing() {
    let apt = format!("case \"$*\" in *gcc*) {} ;; esac", brings("cc", "$TOOLS", "true"));
    let rustup = format!("cat <<'SCRIPT'\n{}\nSCRIPT", brings("cargo", "$HOME/.cargo/bin", CARGO));
    let machine = Machine::new("Linux", "0").with("apt-get", &apt).with("curl", &rustup);
    machine
        .run(&["--bootstrap", "work"])
        .succeeded()
        .says("running: apt-get update && apt-get install -y gcc libc6-dev")
        .says("installed in ");

    // Where rustup's host is out of reach, the system's own package has to do.
    let apt = format!("case \"$*\" in *cargo*) {} ;; esac", brings("cargo", "$TOOLS", CARGO));
    let machine = Machine::new("Linux", "0").with("cc", "true").with("apt-get", &apt).with("curl", "exit 6");
    machine.run(&["--bootstrap", "work"]).succeeded().says("running: apt-get update && apt-get install -y cargo").says("installed in ");

    // And where that is too old, nothing is built.
    let apt = format!("case \"$*\" in *cargo*) {} ;; esac", brings("cargo", "$TOOLS", "echo cargo 1.65.0"));
    let machine = Machine::new("Linux", "0").with("cc", "true").with("apt-get", &apt).with("curl", "exit 6");
    let ran = machine.run(&["--bootstrap", "work"]);
    assert_eq!(ran.code, Some(2), "{}", ran.why("should be refused"));
    ran.says("cargo 1.65.0, where Rust 1.");
}

#[test]
fn a_part_of_the_installer_does_nothing() {
    let machine = Machine::complete();
    let whole = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/install.sh")).expect("the installer");
    assert_eq!(whole.lines().last(), Some("main \"$@\""));
    let half = machine.repo.sandbox().folder().join("half.sh");
    for part in [whole.len() / 3, whole.len() / 2, whole.len() - 12] {
        fs::write(&half, &whole[..part]).expect("a part of it");
        let mut command = machine.repo.sandbox().command("sh", machine.repo.root());
        command.arg(&half).env("PATH", machine.tools());
        let ran = machine.repo.sandbox().run(command, b"");
        assert_eq!(ran.stdout, "", "{}", ran.why("should do nothing"));
        assert!(!machine.home().join(".local").exists());
    }
}
