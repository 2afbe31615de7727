//! Real servers on loopback, for the pushes of the tests: each is started once, when the first test asks for it, on a port that is free,
//! and ends with the tests, however these end.

pub(crate) mod gitolite;
pub(crate) mod lighttpd;
pub(crate) mod sshd;

use std::ffi::OsStr;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// What tells a server that the tests are over: the end of its keeper's standard input, which comes also where the tests are killed.
/// Traps are handlers, so that what is started has the default ones.
const KEEPER: &str = r#"trap : INT HUP TERM
"$@" </dev/null & server=$!
read -r _
kill "$server"; wait "$server"
rm -rf -- "$FOLDER"
"#;

/// How long a server may take to listen, on a machine with much to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server and its folder, which goes with it.
pub(crate) struct Service {
    folder: PathBuf,
    port: u16,
    _keeper: ChildStdin,
}

impl Service {
    /// Starts a server that writes into `log` in its folder once it listens, `listening` among it. `command` gets it ready for a port.
    pub(crate) fn start(folder: PathBuf, listening: &str, command: impl Fn(&Path, u16) -> Command) -> Self {
        for _ in 0..20 {
            let port = free_port();
            let log = folder.join("log");
            std::fs::write(&log, "").expect("a log");
            let server = command(&folder, port);
            let mut keeper = Command::new("sh");
            keeper.arg("-c").arg(KEEPER).arg("keeper").arg(server.get_program()).args(server.get_args());
            keeper.env("FOLDER", &folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
            #[expect(clippy::zombie_processes, reason = "it lives as long as this process, and ends with it")]
            let mut keeper = keeper.spawn().expect("a shell");
            let stdin = keeper.stdin.take().expect("a pipe");
            let start = Instant::now();
            loop {
                let said = std::fs::read_to_string(&log).unwrap_or_default();
                if said.contains(listening) {
                    return Self { folder, port, _keeper: stdin };
                }
                // somebody else was faster at this port: another one
                if said.contains("in use") {
                    break;
                }
                assert!(start.elapsed() < PATIENCE, "{} does not listen; it says:\n{said}", server.get_program().display());
                sleep(Duration::from_millis(5));
            }
            drop(stdin);
            let _ = keeper.wait();
            std::fs::create_dir_all(&folder).expect("a folder");
        }
        panic!("no port is free");
    }

    /// What it writes and reads.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where it listens.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

/// An empty folder for a server, beside the worlds of the tests.
pub(crate) fn folder(name: &str) -> PathBuf {
    tempfile::Builder::new().prefix(&format!("{name}-")).tempdir().expect("a temporary folder").keep()
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).and_then(|socket| socket.local_addr()).expect("a port of loopback").port()
}

/// A program that `tests/run` brings, on PATH or where a system keeps its servers.
pub(crate) fn tool(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").expect("PATH is set");
    let folders = std::env::split_paths(&path).chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    let found = folders.map(|folder| folder.join(name)).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("{name} is not installed; tests/run brings it"))
}

/// Runs a command that sets the stage.
pub(crate) fn must(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} ended with {}\n{said}", output.status);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Writes a file of a server's folder.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Writes a program.
pub(crate) fn program(path: &Path, content: impl AsRef<[u8]>) {
    write(path, content);
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a program that runs");
}

/// The path as text: all of them are our own.
pub(crate) fn plain(path: &(impl AsRef<OsStr> + ?Sized)) -> &str {
    path.as_ref().to_str().expect("a plain path")
}
