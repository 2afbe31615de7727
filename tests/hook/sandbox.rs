//! A world for one test: a folder, a home, a search path, and a record of everything that was printed in it, and of what was written.

use std::cell::{Cell, RefCell};
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{LazyLock, mpsc};
use std::time::Duration;

use crate::ran::{HookRun, Ran};
use crate::secrets::Keys;
use crate::wire::Wire;
use crate::written::Files;

/// So many bytes of a secret's random part in a row count as told.
const WINDOW: usize = 12;

/// No command of a test takes so long: one that hangs is killed with all that it started, and fails its test rather than holding up all others.
const TOO_LONG: Duration = Duration::from_secs(900);

/// Where git and sh are; everything else that a hook might call has to be there too or is not needed.
static TOOLS: LazyLock<OsString> = LazyLock::new(|| {
    let path = std::env::var_os("PATH").expect("PATH is set");
    let mut folders: Vec<PathBuf> = Vec::new();
    for tool in ["git", "sh"] {
        let found = std::env::split_paths(&path).find(|folder| folder.join(tool).is_file());
        let folder = found.unwrap_or_else(|| panic!("{tool} is on PATH"));
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    std::env::join_paths(folders).expect("folders of PATH")
});

/// Folders for PATH in which git and sh are.
pub(crate) fn tools() -> &'static OsStr {
    &TOOLS
}

/// A world for one test. When it ends, everything that was printed in it, and every file that leakgate wrote, is searched for the secrets that
/// were made in it.
pub(crate) struct Sandbox {
    folder: tempfile::TempDir,
    /// How its pushes reach its servers.
    wire: Wire,
    seed: u64,
    keys_made: Cell<u64>,
    runs: Cell<u64>,
    guarded: RefCell<Vec<Vec<u8>>>,
    printed: RefCell<Vec<(String, Vec<u8>)>>,
}

impl Sandbox {
    /// An empty world for the test that stands at `caller`.
    pub(crate) fn new(caller: &Location) -> Self {
        Self::over(Wire::Path, caller)
    }

    /// The same, whose pushes reach its servers in another way.
    pub(crate) fn over(wire: Wire, caller: &Location) -> Self {
        let folder = tempfile::Builder::new().prefix("world-").tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("home")).expect("a home");
        std::fs::create_dir(folder.path().join("bin")).expect("a folder for the binary");
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_leakgate"), folder.path().join("bin/leakgate")).expect("a link to the binary");
        // the same secrets whenever the same test runs, and other ones in every test
        let seed = caller.file().bytes().fold(u64::from(caller.line()), |sum, byte| sum.wrapping_mul(0x100_0000_01b3) ^ u64::from(byte));
        Self { folder, wire, seed, keys_made: Cell::new(0), runs: Cell::new(0), guarded: RefCell::default(), printed: RefCell::default() }
    }

    /// The folder that everything of this world is in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// How its pushes reach its servers.
    pub(crate) fn wire(&self) -> Wire {
        self.wire
    }

    /// New keys, which nothing in this world may print.
    pub(crate) fn keys(&self) -> Keys {
        let number = self.keys_made.replace(self.keys_made.get() + 1);
        let keys = Keys::new(self.seed.wrapping_add(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        for part in keys.random_parts() {
            self.guard(part);
        }
        keys
    }

    /// Nothing in this world may print any twelve bytes of `secret`.
    pub(crate) fn guard(&self, secret: impl AsRef<[u8]>) {
        assert!(secret.as_ref().len() >= WINDOW, "too short to be told from chance");
        self.guarded.borrow_mut().push(secret.as_ref().to_vec());
    }

    /// A command with the environment of this world and no other: no configuration but the repository's own, one clock, one author.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>, folder: &Path) -> Command {
        let mut path = self.folder().join("bin").into_os_string();
        path.push(":");
        path.push(&*TOOLS);
        let mut command = Command::new(program);
        command
            .current_dir(folder)
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.folder().join("home"))
            .env("TMPDIR", self.folder())
            .env("LC_ALL", "C")
            .env("TZ", "UTC")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("LEAKGATE_SYSTEM_CONFIG", "/dev/null")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_EDITOR", ":");
        for role in ["AUTHOR", "COMMITTER"] {
            command
                .env(format!("GIT_{role}_NAME"), "Ann Author")
                .env(format!("GIT_{role}_EMAIL"), "ann@corp.example")
                .env(format!("GIT_{role}_DATE"), "1767225600 +0000");
        }
        command
    }

    /// Runs the command with `input` as its standard input, and keeps what it prints.
    pub(crate) fn run(&self, mut command: Command, input: &[u8]) -> Ran {
        let number = self.runs.replace(self.runs.get() + 1);
        let trace = self.folder().join(format!("trace-{number}"));
        self.wire.prepare(&mut command, &trace);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
        let line = told(&command);
        let before = Files::below(self.folder());
        let mut child = spawn(&mut command).unwrap_or_else(|error| panic!("{line}: {error}"));
        let mut stdin = child.stdin.take().expect("a pipe");
        let group = rustix::process::Pid::from_child(&child);
        let (ended, watch) = mpsc::channel::<()>();
        let written = std::thread::scope(|threads| {
            // a program that refuses its arguments need not read its input
            threads.spawn(move || drop(stdin.write_all(input)));
            threads.spawn(move || {
                if watch.recv_timeout(TOO_LONG) == Err(mpsc::RecvTimeoutError::Timeout) {
                    let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
                }
            });
            let output = child.wait_with_output();
            drop(ended);
            output
        });
        let output = written.expect("the output of a child");
        let mut printed = output.stdout.clone();
        printed.extend_from_slice(&output.stderr);
        self.printed.borrow_mut().push((line.clone(), printed));
        let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
        for (path, content) in before.written_since(self.folder(), &program) {
            self.also_printed(&format!("{} (written by {line})", path.display()), &content);
        }
        Ran {
            command: line,
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            hooks: HookRun::read(&std::fs::read_to_string(&trace).unwrap_or_default()),
            refs: None,
            wire: self.wire,
        }
    }

    /// Adds something that was written elsewhere to the record.
    pub(crate) fn also_printed(&self, name: &str, content: &[u8]) {
        self.printed.borrow_mut().push((name.to_owned(), content.to_vec()));
    }

    /// Takes what the command of that line printed out of the record, but for the lines that `keep` wants: git itself prints the names it was
    /// given.
    pub(crate) fn forgive(&self, command: &str, keep: impl Fn(&str) -> bool) {
        let mut record = self.printed.borrow_mut();
        let (_, printed) = record.iter_mut().rev().find(|(line, _)| line == command).expect("a command that was run");
        let text = String::from_utf8_lossy(printed).into_owned();
        *printed = text.lines().filter(|line| keep(line)).collect::<Vec<_>>().join("\n").into_bytes();
    }

    /// Panics where something that was printed holds a piece of a secret; the message does not.
    fn search_what_was_printed(&self) {
        for (command, printed) in self.printed.borrow().iter() {
            for secret in self.guarded.borrow().iter() {
                for (at, window) in secret.windows(WINDOW).enumerate() {
                    let told = memchr::memmem::find(printed, window).is_some();
                    assert!(!told, "`{command}` printed bytes {at} to {} of a secret's random part", at + WINDOW);
                }
            }
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.search_what_was_printed();
        }
    }
}

/// Starts a command. A program that was written just now may be held open by a child that another test is starting at this moment.
fn spawn(command: &mut Command) -> std::io::Result<std::process::Child> {
    for _ in 0..100 {
        match command.spawn() {
            Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                std::thread::sleep(Duration::from_millis(20));
            }
            other => return other,
        }
    }
    command.spawn()
}

/// The command line, for messages.
fn told(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[test]
#[should_panic(expected = "printed bytes 0 to 12 of a secret's random part")]
fn what_is_printed_is_searched_for_secrets() {
    let sandbox = Sandbox::new(Location::caller());
    let keys = sandbox.keys();
    let mut command = sandbox.command("git", sandbox.folder());
    command.args(["check-ref-format", "--branch", &keys.github]);
    assert_eq!(sandbox.run(command, b"").code, Some(0));
}

#[test]
#[should_panic(expected = "report.json (written by sh")]
fn what_is_written_is_searched_for_secrets() {
    let sandbox = Sandbox::new(Location::caller());
    let keys = sandbox.keys();
    let mut command = sandbox.command("sh", sandbox.folder());
    command.args(["-c", "cat >report.json"]);
    assert_eq!(sandbox.run(command, keys.github.as_bytes()).code, Some(0));
}
