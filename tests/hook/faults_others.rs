//! What others do to the repository meanwhile: gc, repack, pushes.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::faults::{FILE, program};
use crate::ran::Ran;
use crate::repo::{Server, TempRepo};
use crate::secrets::GITHUB;

/// Does `now` while another thread does `over_and_over`, which is told how often it did so before. A thread that nobody stops would keep a test
/// that failed from ending.
pub(crate) fn while_others(over_and_over: impl Fn(usize) + Send, now: impl FnOnce()) {
    struct Stop<'a>(&'a AtomicBool);
    impl Drop for Stop<'_> {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
    let stop = AtomicBool::new(false);
    let stopped = &stop;
    std::thread::scope(|threads| {
        let others = threads.spawn(move || {
            let mut before = 0;
            while !stopped.load(Ordering::Relaxed) {
                over_and_over(before);
                before += 1;
            }
            before
        });
        let stop = Stop(&stop);
        now();
        drop(stop);
        assert!(others.join().expect("no panic") > 0);
    });
}

/// Runs git commands in a folder, one after another.
fn upheaval(folder: &Path, home: &Path, commands: &[&[&str]]) {
    for command in commands {
        let mut git = std::process::Command::new("git");
        git.current_dir(folder).args(*command).env("HOME", home).env("GIT_CONFIG_GLOBAL", "/dev/null");
        // two of them may stand in one another's way; what matters is what they do to others
        let _ = git.output().expect("git");
    }
}

const TURNOVER: &[&[&str]] = &[
    &["repack", "-q", "-a", "-d", "-f", "--window=2"],
    &["repack", "-q", "-a", "-d", "--depth=1"],
    &["unpack-objects", "-q"],
    &["gc", "-q", "--prune=now"],
    &["pack-refs", "--all"],
];

#[test]
pub(crate) fn repacked_during_a_scan() {
    let repo = TempRepo::new();
    let keys: Vec<_> = (0..8).map(|_| repo.keys()).collect();
    for number in 0..160_usize {
        let content = match number % 20 {
            7 => keys[number / 20].lines(),
            _ => format!("words {number}\n").repeat(40),
        };
        repo.had(format!("d{}/{number}.env", number % 5), content);
    }
    let (root, home) = (repo.root().to_owned(), repo.sandbox().folder().join("home"));
    let others = |_| upheaval(&root, &home, TURNOVER);
    while_others(others, || {
        for _ in 0..15 {
            let ran = repo.leakgate(&["scan", "--history"]);
            match ran.code {
                Some(1) => drop(ran.says("leakgate: 24 secrets block")),
                _ => drop(ran.refused_with(2)),
            }
        }
    });
    repo.leakgate(&["scan", "--history"]).refused_with(1).says("leakgate: 24 secrets block");
}

/// A push that came as far as to the hook. A repack may take a folder of objects away in the moment in which git writes into it, before the
/// hook is asked or after it has answered: that push fails, and whoever pushes tries again.
#[track_caller]
fn judged(clone: &TempRepo) -> Ran {
    let mut pushes = (0..20).map(|_| clone.push(&["main"]));
    pushes.find(|ran| !ran.hooks.is_empty()).expect("a push that git hands to its hook")
}

#[test]
pub(crate) fn repacked_during_a_push() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    clone.had("readme", "words\n").published();
    let (folder, home) = (server.folder().to_owned(), clone.sandbox().folder().join("home"));
    // none that drops what no ref has yet: git's own documentation says that this breaks a repository into which somebody pushes meanwhile
    let commands: &[&[&str]] = &[&["repack", "-q", "-a", "-d", "-f", "-k"], &["pack-refs", "--all"], &["repack", "-q", "-a", "-d", "-k"]];
    let others = |_| upheaval(&folder, &home, commands);
    while_others(others, || {
        for number in 0..8 {
            clone.had("readme", format!("words {number}\n"));
            let ran = judged(&clone);
            assert_eq!(ran.hooks[0].code, 0, "{}", ran.why("should pass the hook"));
            ran.never_says("leakgate");
            clone.had(FILE, clone.keys().lines());
            judged(&clone).refused_with(1).finds_keys(FILE, 1);
            clone.git(&["reset", "-q", "--hard", "HEAD~"]);
        }
    });
}

#[test]
pub(crate) fn a_ref_that_moves_during_a_push() {
    let server = Server::without_hooks();
    let clone = server.clone_by("ann");
    clone.had("readme", "words\n").had("readme", "more words\n").published();
    let moved = clone.id("HEAD~");
    // the move is another push's, which is done before this hook begins to look: it does not see what is in quarantine
    let hook = format!(
        "#!/bin/sh\nlines=$(cat)\nenv -u GIT_QUARANTINE_PATH -u GIT_OBJECT_DIRECTORY -u GIT_ALTERNATE_OBJECT_DIRECTORIES git update-ref refs/heads/main {moved}\nprintf '%s\\n' \"$lines\" | leakgate hook pre-receive\n"
    );
    program(&server.folder().join("hooks/pre-receive"), &hook);
    let keys = clone.keys();
    clone.had(FILE, keys.lines());
    let ran = clone.push(&["main"]);
    assert_eq!(ran.hooks.iter().map(|hook| hook.code).collect::<Vec<_>>(), [1], "{}", ran.why("should be refused by the hook"));
    ran.finds_keys(FILE, 1);
    assert_eq!(server.ask(&["rev-parse", "main"]), moved);
    server.git(&["update-ref", "refs/heads/main", &clone.id("HEAD~")]);
    clone.git(&["reset", "-q", "--hard", "HEAD~"]).had("readme", "other words\n");
    let ran = clone.push(&["main"]);
    assert_eq!(ran.hooks.first().map(|hook| hook.code), Some(0), "{}", ran.why("should pass the hook"));
    assert_ne!(ran.code, Some(0), "{}", ran.why("git sees that the ref has moved"));
    assert_eq!(server.ask(&["rev-parse", "main"]), moved);
}

#[test]
pub(crate) fn many_hooks_at_once() {
    let repo = crate::faults::staged();
    let hooks: Vec<_> = (0..24)
        .map(|_| {
            let mut command = repo.sandbox().command("leakgate", repo.root());
            command.args(["hook", "pre-commit"]).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
            command.spawn().expect("a hook")
        })
        .collect();
    for hook in hooks {
        let output = hook.wait_with_output().expect("its output");
        repo.sandbox().also_printed("a hook among many", &output.stderr);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains(GITHUB));
    }
    let key = std::fs::read_to_string(repo.root().join(".git/leakgate/key")).expect("one key for all");
    assert_eq!(key.trim().len(), 32, "a key that is whole");
    assert_eq!(std::fs::read_dir(repo.root().join(".git/leakgate")).expect("a folder").count(), 1, "nothing besides");
}
