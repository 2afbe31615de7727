//! Commands that may hang, or that a person may want to end.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// So much of what a command prints is kept.
const KEPT: u64 = 1 << 16;
/// How often is looked whether it has ended.
const PACE: Duration = Duration::from_millis(10);

/// When a command is to be ended.
#[derive(Debug, Clone)]
pub struct Limits {
    /// After so long.
    pub timeout: Duration,
    /// Once this is set.
    pub stop: Arc<AtomicBool>,
}

/// What a command did.
#[derive(Debug)]
pub(super) struct Ran {
    /// None where it was ended.
    pub(super) code: Option<i32>,
    /// What it printed, both streams in order; the first 64 KiB.
    pub(super) text: String,
}

impl Ran {
    pub(super) fn succeeded(&self) -> bool {
        self.code == Some(0)
    }

    /// What it said last, in a line: that is where programs say why.
    pub(super) fn last_words(&self) -> String {
        let lines: Vec<&str> = self.text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("hint:")).collect();
        let last = lines.iter().rev().find(|line| line.contains("error") || line.contains("fatal")).or(lines.last());
        crate::text::cut(&crate::text::printable(last.unwrap_or(&"nothing").as_bytes()), 200)
    }
}

/// Runs a command to its end, or ends it with everything that it started. Nothing is on its standard input.
pub(super) fn run(mut command: Command, limits: &Limits) -> io::Result<Ran> {
    let mut printed = tempfile::tempfile()?;
    command.stdin(Stdio::null()).stdout(printed.try_clone()?).stderr(printed.try_clone()?);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if began.elapsed() >= limits.timeout || limits.stop.load(Ordering::Relaxed) {
            end(&mut child)?;
            break None;
        }
        std::thread::sleep(PACE);
    };
    Ok(Ran { code: status.and_then(|status: ExitStatus| status.code()), text: read(&mut printed)? })
}

fn read(printed: &mut File) -> io::Result<String> {
    printed.rewind()?;
    let mut bytes = Vec::new();
    printed.take(KEPT).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn end(child: &mut Child) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        // the hook's own children hold what it waits for
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    child.wait().map(|_| ())
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::expect_used, reason = "a test stops at the first thing that is not as it should be")]

    use super::*;

    fn shell(text: &str, timeout: Duration) -> Ran {
        let mut command = Command::new("sh");
        command.args(["-c", text]);
        run(command, &Limits { timeout, stop: Arc::default() }).expect("a shell")
    }

    #[test]
    fn both_streams_are_kept_and_the_last_error_told() {
        let ran = shell("echo a; echo 'fatal: b' >&2; echo c; exit 3", Duration::from_secs(20));
        assert_eq!((ran.code, ran.text.as_str(), ran.last_words().as_str()), (Some(3), "a\nfatal: b\nc\n", "fatal: b"));
        assert!(shell("yes | head -c 200000", Duration::from_secs(20)).text.len() <= 1 << 16);
    }

    #[test]
    fn what_hangs_is_ended_with_its_children() {
        let began = Instant::now();
        let ran = shell("echo begun; sleep 600 & sleep 600", Duration::from_millis(300));
        assert_eq!((ran.code, ran.text.as_str()), (None, "begun\n"));
        assert!(began.elapsed() < Duration::from_secs(60));
    }
}
