//! Time and memory of commands.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;

/// Medians of commands that were run turn by turn.
pub(crate) struct Paired {
    /// Of each command.
    pub(crate) medians: Vec<Duration>,
    /// Of the first command's time over the second's, round by round: what slows the machine for a while slows both.
    pub(crate) ratio: f64,
}

/// Runs the two `tasks` turn by turn, each after its own preparation, which is not timed.
pub(crate) fn paired(rounds: usize, tasks: [&mut dyn FnMut() -> Outcome<Command>; 2]) -> Outcome<Paired> {
    let [first, second] = tasks;
    let mut random = fastrand::Rng::with_seed(1);
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..=rounds {
        let mut turns = [0, 1];
        random.shuffle(&mut turns);
        for turn in turns {
            let mut command = if turn == 0 { first()? } else { second()? };
            silence(&mut command);
            let start = Instant::now();
            let status = command.status()?;
            let time = start.elapsed();
            if !status.success() {
                return Err(format!("{command:?} ended with {status}").into());
            }
            // the first round only fills the caches
            if round > 0 {
                times[turn].push(time);
            }
        }
    }
    let mut ratios: Vec<f64> = times[0].iter().zip(&times[1]).map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    let medians = times.into_iter().map(median).collect();
    Ok(Paired { medians, ratio: ratios[ratios.len() / 2] })
}

/// The middle one of some times.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The most memory (bytes) that a command, or one that it called, has held at once.
pub(crate) fn peak(command: &mut Command) -> Outcome<u64> {
    silence(command);
    let child = command.spawn()?;
    let pid = i32::try_from(child.id())?;
    let mut status = 0;
    // SAFETY: all zeroes is a value of this struct of numbers; the call writes to it and to the status, and the child is nobody else's.
    #[expect(unsafe_code, reason = "only the C library tells a child's memory")]
    let (reaped, usage) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        (libc::wait4(pid, &raw mut status, 0, &raw mut usage), usage)
    };
    if reaped != pid || status != 0 {
        return Err(format!("{command:?} ended with {status}").into());
    }
    // kilobytes, but bytes on a Mac
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    Ok(u64::try_from(usage.ru_maxrss)? * unit)
}

fn silence(command: &mut Command) {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
}
