//! Faults of the process: signals, streams, descriptors, memory, home, clock.

use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::faults::{FILE, arrived, program, shell, staged};
use crate::ran::Ran;
use crate::repo::TempRepo;

const SIGNALS: [(&str, i32); 4] = [("INT", 2), ("TERM", 15), ("HUP", 1), ("KILL", 9)];

/// Waits until it is so.
#[track_caller]
fn until(what: &str, mut so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(300);
    while !so() {
        assert!(Instant::now() < end, "{what} has not come to be");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn send(signal: &str, process: u32) {
    let status = std::process::Command::new("sh").args(["-c", &format!("kill -{signal} {process}")]).status().expect("a shell");
    assert!(status.success(), "kill -{signal} {process}");
}

/// A hook that waits for an index that nobody writes, and tells its process id in the file `pid`. Tests that run in the background of a shell
/// ignore SIGINT, and what they start would, too.
fn waiting_hook(repo: &TempRepo) {
    let git = repo.root().join(".git");
    let script = format!(
        "#!/bin/sh\nmkfifo '{0}/fifo'\necho $$ >'{0}/pid.new'\nmv '{0}/pid.new' '{0}/pid'\nGIT_INDEX_FILE='{0}/fifo' exec env --default-signal leakgate hook pre-commit\n",
        git.display()
    );
    program(&git.join("hooks/pre-commit"), &script);
}

fn number_in(path: &Path) -> u32 {
    std::fs::read_to_string(path).expect("a file").trim().parse().expect("a process id")
}

#[test]
pub(crate) fn interrupted_hooks() {
    for (signal, _) in SIGNALS {
        let repo = staged();
        let git = repo.root().join(".git");
        waiting_hook(&repo);
        let ran = std::thread::scope(|threads| {
            threads.spawn(|| {
                until("the hook", || git.join("pid").exists());
                let pid = number_in(&git.join("pid"));
                // the shell has become leakgate, and that has come to wait
                until("leakgate", || std::fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|exe| exe.ends_with("leakgate")));
                std::thread::sleep(Duration::from_millis(100));
                send(signal, pid);
            });
            repo.commit("settings")
        });
        assert_ne!(ran.code, Some(0), "{signal}: {}", ran.why("should be refused"));
        let (before, after) = ran.refs.as_ref().expect("refs");
        assert_eq!(before, after, "{signal}: {}", ran.why("should change no ref"));
        // nothing stands in the way of the next one
        program(&git.join("hooks/pre-commit"), "#!/bin/sh\nexec leakgate hook pre-commit\n");
        repo.commit("settings").refused_with(1).finds_keys(FILE, 1);
        repo.git(&["rm", "-q", "--cached", FILE]).write("readme", "more words\n").add("readme").commit("words").passed();
    }
    for (signal, number) in SIGNALS {
        let (server, clone, line) = arrived();
        let mut command = clone.sandbox().command("env", server.folder());
        command.args(["--default-signal", "leakgate", "hook", "pre-receive"]);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("a hook");
        let mut stdin = child.stdin.take().expect("a pipe");
        // half of what git says
        stdin.write_all(&line.as_bytes()[..50]).expect("a pipe that is read");
        std::thread::sleep(Duration::from_millis(100));
        send(signal, child.id());
        let status = child.wait().expect("an end");
        assert_eq!((status.code(), status.signal()), (None, Some(number)), "{signal}");
    }
}

/// A repository with so many findings that its report takes a while to write.
fn talkative() -> TempRepo {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let lines: String = (0..2_000).map(|number| format!("TOKEN_{number}={}\n", keys.github)).collect();
    repo.write(FILE, lines).write("out/report", "the old one");
    repo
}

/// Starts a scan and sends the signal when its report has begun to be written. Names in the folder of the report after its end.
fn stopped(repo: &TempRepo, signal: &str) -> (Child, Vec<String>) {
    let out = repo.root().join("out");
    let names = || -> Vec<String> {
        let listed = std::fs::read_dir(&out).expect("a folder");
        listed.map(|entry| entry.expect("a name").file_name().into_string().expect("a plain name")).collect()
    };
    let mut command = repo.sandbox().command("leakgate", repo.root());
    command.args(["scan", FILE, "--report", "html=out/report"]).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("a scan");
    until("the report", || names().len() > 1 || child.try_wait().expect("a state").is_some());
    assert!(child.try_wait().expect("a state").is_none(), "it was written too fast to be interrupted");
    send(signal, child.id());
    child.wait().expect("an end");
    let names = names();
    (child, names)
}

#[track_caller]
fn is_whole_or_old(repo: &TempRepo) {
    let report = std::fs::read_to_string(repo.root().join("out/report")).expect("a report");
    assert!(report == "the old one" || (report.starts_with("<!DOCTYPE html>") && report.trim_end().ends_with("</html>")), "half a report");
    repo.write("out/report", "the old one");
}

#[test]
pub(crate) fn interrupted_while_a_report_is_written() {
    let repo = talkative();
    for signal in ["INT", "TERM", "HUP"] {
        let (_, names) = stopped(&repo, signal);
        assert_eq!(names, ["report"], "{signal}");
        is_whole_or_old(&repo);
    }
}

#[test]
pub(crate) fn killed_while_a_report_is_written() {
    let repo = talkative();
    let (_, names) = stopped(&repo, "KILL");
    is_whole_or_old(&repo);
    for name in names.iter().filter(|name| *name != "report") {
        assert!(
            name.starts_with(".leakgate-") && std::path::Path::new(name).extension().is_some_and(|ending| ending == "part"),
            "{name} may be taken for a report"
        );
    }
}

#[test]
pub(crate) fn a_reader_that_goes_away() {
    let repo = talkative();
    for format in ["human", "json", "sarif", "csv", "html", "markdown"] {
        let script = format!("{{ leakgate scan {FILE} --format {format}; echo \"code $?\" >code; }} | head -c 100 >/dev/null");
        repo.sandbox().run(shell(repo.sandbox(), repo.root(), &script), b"").succeeded();
        assert_eq!(std::fs::read_to_string(repo.root().join("code")).expect("a code"), "code 1\n", "{format}");
    }
}

#[test]
pub(crate) fn standard_streams_that_are_closed() {
    let repo = staged();
    let run = |script: &str| repo.sandbox().run(shell(repo.sandbox(), repo.root(), script), b"");
    for closed in ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"] {
        let ran = run(&format!("exec leakgate hook pre-commit {closed}"));
        assert_eq!(ran.code, Some(1), "{closed}: {}", ran.why("should be refused"));
        let ran = run(&format!("exec leakgate scan --staged --format json {closed}"));
        assert_eq!(ran.code, Some(1), "{closed}: {}", ran.why("should be refused"));
    }
    let (server, clone, _) = arrived();
    let ran = clone.sandbox().run(shell(clone.sandbox(), server.folder(), "exec leakgate hook pre-receive <&-"), b"");
    ran.refused_with(2).says("standard input");
    // a push of nothing does not exist, but one whose lines were lost does
    server.leakgate_with_input(&["hook", "pre-receive"], "").refused_with(2).says("does another hook read it first");
}

/// Runs with ever less of something: the keys never pass, and from `enough` on they are found.
fn with_ever_less(limit: &str, amounts: &[u32], enough: u32) {
    let refused = |ran: Ran, amount: u32| {
        assert_ne!(ran.code, Some(0), "{limit} {amount}: {}", ran.why("should not pass"));
        assert!(amount < enough || ran.code == Some(1), "{limit} {amount}: {}", ran.why("should be judged"));
    };
    let repo = staged();
    let (server, clone, line) = arrived();
    for amount in amounts {
        let commit = format!("ulimit {limit} {amount}; exec leakgate hook pre-commit");
        refused(repo.sandbox().run(shell(repo.sandbox(), repo.root(), &commit), b""), *amount);
        let push = format!("ulimit {limit} {amount}; exec leakgate hook pre-receive");
        refused(clone.sandbox().run(shell(clone.sandbox(), server.folder(), &push), line.as_bytes()), *amount);
        let scan = format!("ulimit {limit} {amount}; exec leakgate scan {FILE}");
        refused(repo.sandbox().run(shell(repo.sandbox(), repo.root(), &scan), b""), *amount);
    }
}

#[test]
pub(crate) fn out_of_descriptors() {
    with_ever_less("-n", &[64, 32, 16, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3], 32);
}

#[test]
pub(crate) fn out_of_memory() {
    with_ever_less("-v", &[400_000, 120_000, 100_000, 95_000, 90_000, 85_000, 80_000, 75_000, 70_000, 60_000, 40_000], 400_000);
}

#[test]
pub(crate) fn no_home() {
    let repo = staged();
    let (server, clone, line) = arrived();
    for (options, what) in [("-u HOME", "home"), ("HOME=/nowhere", "a home that is not there"), ("-i", "environment at all")] {
        let commit = format!("exec env {options} {} hook pre-commit", env!("CARGO_BIN_EXE_leakgate"));
        let ran = repo.sandbox().run(shell(repo.sandbox(), repo.root(), &commit), b"");
        assert_eq!(ran.code, Some(1), "{what}: {}", ran.why("should be refused"));
        ran.finds_keys(FILE, 1);
        let push = format!("exec env {options} {} hook pre-receive", env!("CARGO_BIN_EXE_leakgate"));
        let ran = clone.sandbox().run(shell(clone.sandbox(), server.folder(), &push), line.as_bytes());
        assert_eq!(ran.code, Some(1), "{what}: {}", ran.why("should be refused"));
    }
    repo.git(&["rm", "-q", "--cached", FILE]).write("readme", "more words\n").add("readme");
    let clean = format!("exec env -i {} hook pre-commit", env!("CARGO_BIN_EXE_leakgate"));
    repo.sandbox().run(shell(repo.sandbox(), repo.root(), &clean), b"").passed();
}

/// Another clock for one process: a library that is loaded before the C library, made here.
const CLOCK: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t id, struct timespec *at) {
    int (*real)(clockid_t, struct timespec *) = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(id, at);
    const char *now = getenv("NOW");
    if (id == CLOCK_REALTIME && now) at->tv_sec = atoll(now);
    return done;
}
"#;

#[test]
pub(crate) fn a_wrong_clock() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write("clock.c", CLOCK);
    repo.sandbox().run(shell(repo.sandbox(), repo.root(), "cc -shared -fPIC -o clock.so clock.c -ldl 2>&1"), b"").passed();
    let said = repo.write(FILE, format!("TOKEN={}\n", keys.github)).leakgate(&["scan", FILE, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&said.stdout).expect("JSON");
    let fingerprint = report["findings"][0]["fingerprint"].as_str().expect("a fingerprint").to_owned();
    let key = std::fs::read_to_string(repo.root().join(".git/leakgate/key")).expect("a key");
    let entry = format!(
        "fingerprint-key = \"{}\"\n\n[[allow]]\nfingerprint = \"{fingerprint}\"\nreason = \"a sample\"\nexpires = 2030-06-15\n",
        key.trim()
    );
    repo.had("readme", "words\n").had(".leakgate.toml", entry).add(FILE);
    let at = |now: i64| {
        let mut command = repo.sandbox().command("leakgate", repo.root());
        command.args(["hook", "pre-commit"]).env("LD_PRELOAD", repo.root().join("clock.so")).env("NOW", now.to_string());
        repo.sandbox().run(command, b"")
    };
    // 1970, 2000, the last day: it counts until its date by the clock that there is
    for now in [0, 946_684_800, 1_907_797_000] {
        let ran = at(now);
        assert_eq!(ran.code, Some(0), "{now}: {}", ran.why("should pass"));
    }
    // the day after, 2038, 2200
    for now in [1_907_800_000, 2_147_483_648, 7_258_118_400] {
        let ran = at(now);
        assert_eq!(ran.code, Some(1), "{now}: {}", ran.why("should be refused"));
        ran.says("2030-06-15");
    }
    // no date at all: before 1970, before the common era, beyond the year 9999
    for now in [-1, -100_000_000_000_000, 1_000_000_000_000_000] {
        let ran = at(now);
        assert!(ran.code.is_some(), "{now}: {}", ran.why("should not crash"));
    }
    assert!(matches!(at(1_000_000_000_000_000).code, Some(1 | 2)), "a clock beyond all dates lets nothing pass");
}
