//! Walls around the server's hook, put up by the kernel (Landlock) once it is known which repository is concerned: what a hostile push makes
//! of this process can then read that repository, write what the hook has to write, and do nothing else: no other file, no program but those
//! of the system, no TCP, no signal to others (<https://docs.kernel.org/userspace-api/landlock.html>).
//!
//! Walls are for the thread that puts them up and for all threads and children that it starts later. They cannot be taken down.

#[cfg(target_os = "linux")]
mod landlock;
mod room;
#[cfg(test)]
mod tests;

use std::fmt;

pub use room::Room;

/// What the kernel can hold a process to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Files and the network.
    Whole,
    /// Files only: the kernel is older than 6.7.
    Files,
    /// Nothing; the reason, in words.
    Absent(&'static str),
}

impl fmt::Display for State {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => out.write_str("Landlock, files and network"),
            Self::Files => out.write_str("Landlock, files only (Linux 6.7 adds the network)"),
            Self::Absent(why) => write!(out, "none: {why}"),
        }
    }
}

/// The kernel refused to put up walls that it has; what it said.
#[derive(Debug, thiserror::Error)]
#[error("the sandbox cannot be put up: {0}")]
pub struct SandboxError(String);

/// What this machine's kernel has, for `doctor`. Nothing is put up.
pub fn state() -> State {
    #[cfg(target_os = "linux")]
    return landlock::state();
    #[cfg(not(target_os = "linux"))]
    State::Absent("only Linux has Landlock")
}

/// Shuts this thread, and whatever it starts from now on, into `room`, as far as the kernel can: what it holds the process to now.
pub fn enter(room: &Room) -> Result<State, SandboxError> {
    #[cfg(target_os = "linux")]
    return landlock::enter(room);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = room;
        Ok(state())
    }
}
