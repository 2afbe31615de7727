//! The server's hook in its sandbox, and what no process tells that holds secrets: real pushes, real kernels.

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::panic::Location;
use std::path::Path;
use std::process::{Child, Stdio};

use leakgate::sandbox::{State, state};

use crate::repo::{Server, TempRepo};
use crate::sandbox::Sandbox;

/// `git push`, with a folder for temporary files of its own: the hook may write there, and everything else in the world is elsewhere.
fn push(repo: &TempRepo, words: &[&str]) -> crate::ran::Ran {
    let temporary = repo.sandbox().folder().join("tmp");
    std::fs::create_dir_all(&temporary).unwrap();
    let mut command = repo.sandbox().command("git", repo.root());
    command.args(["push", "-q", "origin"]).args(words).env("TMPDIR", temporary);
    repo.sandbox().run(command, b"")
}

/// Puts the newest object file of the server into a folder of the world's, and a link in its place, as somebody who wants other files read.
fn lend_by_link(server: &Server, repo: &TempRepo, revision: &str) -> std::path::PathBuf {
    let id = repo.id(revision);
    let place = server.folder().join("objects").join(&id[..2]).join(&id[2..]);
    let outside = repo.sandbox().folder().join(format!("outside-{id}"));
    std::fs::rename(&place, &outside).unwrap();
    std::os::unix::fs::symlink(&outside, &place).unwrap();
    outside
}

#[test]
fn the_servers_hook_reads_nothing_outside_of_its_repository() {
    let server = Server::new();
    server.config("receive.unpackLimit", "1000");
    let repo = server.clone_by("ann");
    let keys = repo.keys();
    repo.write("a", "words\n").add("a").git(&["commit", "-q", "-m", "first"]);
    assert_eq!(push(&repo, &["HEAD:main"]).code, Some(0));
    // the hook has to read the old version of a file that holds a secret: it is outside now
    repo.write("a", format!("words\n{}", keys.lines())).add("a").git(&["commit", "-q", "-m", "second"]);
    lend_by_link(&server, &repo, "HEAD~:a");
    let ran = push(&repo, &["HEAD:main"]);
    assert_ne!(ran.code, Some(0), "{}", ran.why("should be refused"));
    // without the first tree nothing can be compared
    let outside = lend_by_link(&server, &repo, "HEAD~^{tree}");
    repo.write("a", "other words\n").add("a").git(&["commit", "-q", "--amend", "-m", "clean"]);
    let ran = push(&repo, &["HEAD:main"]);
    if matches!(state(), State::Absent(_)) {
        assert_eq!(ran.code, Some(0), "{}", ran.why("should pass where the kernel has no walls"));
    } else {
        ran.says("leakgate: error: ");
        assert_ne!(ran.code, Some(0), "{}", ran.why("should be refused"));
    }
    // the same tree at its place again is read
    let id = repo.id("HEAD~^{tree}");
    let place = server.folder().join("objects").join(&id[..2]).join(&id[2..]);
    std::fs::remove_file(&place).unwrap();
    std::fs::rename(outside, place).unwrap();
    let ran = push(&repo, &["HEAD:main"]);
    assert_eq!(ran.code, Some(0), "{}", ran.why("should pass"));
}

#[test]
fn what_others_lend_is_in_the_room() {
    let server = Server::new();
    let lender = server.beside("lender");
    let first = lender.clone_by("bob");
    first.write("a", "words\n").add("a").git(&["commit", "-q", "-m", "first"]);
    first.git(&["push", "-q", "origin", "HEAD:main"]);
    std::fs::write(server.folder().join("objects/info/alternates"), format!("{}\n", lender.folder().join("objects").display())).unwrap();
    server.git(&["update-ref", "refs/heads/main", &first.id("HEAD")]);
    let repo = server.clone_by("ann");
    let keys = repo.keys();
    repo.git(&["switch", "-q", "main"]).write("b", "more words\n").add("b").git(&["commit", "-q", "-m", "clean"]);
    let ran = push(&repo, &["HEAD:main"]);
    assert_eq!(ran.code, Some(0), "{}", ran.why("should pass"));
    repo.write("b", keys.lines()).add("b").git(&["commit", "-q", "-m", "secret"]);
    let ran = push(&repo, &["HEAD:main"]);
    ran.says("push refused: 3 secrets");
    assert_ne!(ran.code, Some(0), "{}", ran.why("should be refused"));
}

/// leakgate, waiting for the lines of a push, started by a shell that would let it leave a core file; the shell's `ulimit` is on standard output.
fn waiting(sandbox: &Sandbox, folder: &Path) -> Child {
    let mut command = sandbox.command("sh", folder);
    command.args(["-c", "ulimit -c unlimited 2>/dev/null || ulimit -c \"$(ulimit -H -c)\"; ulimit -c; exec leakgate hook pre-receive"]);
    #[expect(clippy::zombie_processes, reason = "whoever asked for it waits; a test that panics ends the process")]
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    // the shell has said its limit; the program that takes its place reads a whole line and then waits for the end of the lines
    let mut limit = [0; 2];
    child.stdout.as_mut().unwrap().read_exact(&mut limit).unwrap();
    child.stdin.as_mut().unwrap().write_all(b"garbage").unwrap();
    let comm = format!("/proc/{}/comm", child.id());
    let limits = format!("/proc/{}/limits", child.id());
    for _ in 0..3_000 {
        let is_ready = std::fs::read_to_string(&comm).is_ok_and(|name| name.trim() == "leakgate")
            && std::fs::read_to_string(&limits).is_ok_and(|text| core_limit(&text) == ["0", "0"]);
        if is_ready {
            return child;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("leakgate did not set its limits: {}", std::fs::read_to_string(&limits).unwrap_or_default());
}

/// The soft and the hard limit for core files.
fn core_limit(limits: &str) -> Vec<&str> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap_or_default();
    line.split_whitespace().take(2).collect()
}

#[test]
fn a_hook_that_breaks_leaves_no_core_file() {
    let sandbox = Sandbox::new(Location::caller());
    let folder = sandbox.folder().join("a.git");
    let mut init = sandbox.command("git", sandbox.folder());
    init.args(["init", "-q", "--bare"]).arg(&folder);
    assert_eq!(sandbox.run(init, b"").code, Some(0));
    let mut child = waiting(&sandbox, &folder);
    // root may give it its limit back, which stands for a system that hands cores to a program and asks for no limit: nothing is to be had
    // even then. The shell does as well as it may, and says no more.
    let mut kill = sandbox.command("sh", &folder);
    kill.args(["-c", &format!("prlimit --pid {0} --core=unlimited:unlimited 2>/dev/null; kill -s ABRT {0}", child.id())]);
    assert_eq!(sandbox.run(kill, b"").code, Some(0));
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(6), "{status}");
    assert!(!status.core_dumped(), "a core was written");
    let cores =
        std::fs::read_dir(&folder).unwrap().flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with("core")).count();
    assert_eq!(cores, 0);
}
