//! Real attempts to leave the room, on a kernel that has walls; and the room itself, on any.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;

/// Runs in a thread of its own, since walls cannot be taken down.
fn inside<T: Send>(room: &Room, attempt: impl FnOnce(State) -> T + Send) -> T {
    std::thread::scope(|threads| threads.spawn(|| attempt(enter(room).unwrap())).join().unwrap())
}

fn refused<T>(attempt: std::io::Result<T>) -> bool {
    attempt.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
}

fn small(read: &Path, write: &Path) -> Room {
    let system = Room::of(read, read, &[], |_| None);
    Room { read: [system.read, vec![read.to_owned()]].concat(), run: system.run, write: vec!["/dev/null".into(), write.to_owned()] }
}

#[test]
fn nothing_outside_of_the_room_is_read_written_run_or_called() {
    let world = tempfile::tempdir().unwrap();
    let [repository, log, outside] = ["repository", "log", "outside"].map(|name| world.path().join(name));
    for folder in [&repository, &log, &outside] {
        fs::create_dir(folder).unwrap();
        fs::write(folder.join("a"), "words").unwrap();
    }
    let program = outside.join("program");
    fs::copy("/bin/true", &program).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    inside(&small(&repository, &log), |state| {
        assert_eq!(state, super::state());
        // what the hook has to do, it can do on every kernel
        assert_eq!(fs::read(repository.join("a")).unwrap(), b"words");
        fs::write(log.join("a"), "more").unwrap();
        let mut new = tempfile::NamedTempFile::new_in(&log).unwrap();
        std::io::Write::write_all(&mut new, b"new").unwrap();
        new.persist(log.join("b")).unwrap();
        assert!(tempfile::tempfile_in(&log).is_ok());
        assert!(Command::new("git").arg("--version").output().unwrap().status.success());
        if matches!(state, State::Absent(_)) {
            assert!(fs::write(outside.join("a"), "changed").is_ok(), "no walls, and yet one");
            return;
        }
        assert!(refused(fs::read(outside.join("a"))));
        assert!(refused(fs::read_dir(&outside)));
        assert!(refused(fs::write(outside.join("a"), "changed")));
        assert!(refused(fs::write(outside.join("new"), "new")));
        assert!(refused(fs::write(repository.join("a"), "changed")));
        assert!(refused(fs::remove_file(repository.join("a"))));
        assert!(refused(fs::create_dir(log.join("folder"))));
        assert!(refused(Command::new(&program).status()));
        // what it starts is in the room as well
        let script = "echo changed >\"$1\"";
        let ran = Command::new("sh").args(["-c", script, "sh"]).arg(outside.join("a")).output().unwrap();
        assert!(!ran.status.success());
        assert_eq!(state == State::Whole, refused(TcpStream::connect(address)));
        assert_eq!(state == State::Whole, refused(TcpListener::bind("127.0.0.1:0")));
    });
    // the thread that put the walls up is gone, and so are they
    let content = fs::read(outside.join("a")).unwrap();
    assert_eq!(content == b"words", !matches!(state(), State::Absent(_)));
}

#[test]
fn the_state_is_told_in_words() {
    for (state, words) in [
        (State::Whole, "Landlock, files and network"),
        (State::Files, "Landlock, files only (Linux 6.7 adds the network)"),
        (State::Absent("why"), "none: why"),
    ] {
        assert_eq!(state.to_string(), words);
    }
}

#[test]
fn the_room_is_the_repository_and_what_git_needs() {
    let world = tempfile::tempdir().unwrap();
    let path = |name: &str| world.path().join(name);
    for folder in ["a.git/objects", "elsewhere/pack", "tools/bin", "tools/lib"] {
        fs::create_dir_all(path(folder)).unwrap();
    }
    fs::write(path("tools/bin/git"), "").unwrap();
    std::os::unix::fs::symlink(path("elsewhere/pack"), path("a.git/objects/pack")).unwrap();
    let (common, quarantine, lent) = (path("a.git"), path("a.git/objects/tmp_objdir-incoming-x"), path("lent/objects"));
    let variable = |name: &str| -> Option<OsString> {
        Some(match name {
            "HOME" => path("home").into(),
            "PATH" => format!("relative:{}:/usr/bin", path("tools/bin").display()).into(),
            "GIT_EXEC_PATH" => "relative".into(),
            _ => return None,
        })
    };
    let room = Room::of(&common, &common, &[quarantine.clone(), common.join("objects"), lent.clone()], variable)
        .reading(Path::new("/srv/leakgate.toml"))
        .writing(Path::new("/var/log/leakgate/audit.jsonl"));
    let has = |list: &[PathBuf], path: &Path| list.iter().any(|one| one == path);
    for readable in
        [&common, &lent, &path("elsewhere/pack"), &path("home/.gitconfig"), &path("home/.config/git"), Path::new("/srv/leakgate.toml")]
    {
        assert!(has(&room.read, readable), "{} in {room:?}", readable.display());
    }
    // what lies in the repository is named with it
    assert!(!has(&room.read, &quarantine));
    assert!(!room.read.iter().any(|path| path == Path::new("/") || path == Path::new("/etc") || path == Path::new("relative")));
    for folder in ["tools/bin", "tools/lib", "tools/libexec"] {
        assert!(has(&room.run, &path(folder)), "{folder} in {room:?}");
    }
    assert!(!has(&room.run, world.path()) && !has(&room.run, Path::new("relative")));
    let writable = [Path::new("/dev/null").to_owned(), std::env::temp_dir(), common.join("leakgate"), "/var/log/leakgate".into()];
    assert_eq!(room.write, writable);
}
