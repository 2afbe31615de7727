//! The audit log: one line of JSON for each decision, chained by hash, so that what was written cannot be changed unseen.
//!
//! The last two members of a line are `previous`, the hash of the line before it, and `hash`, the SHA-256 of the line up to there. A line
//! that a killed writer left unfinished stays where it is; the next writer ends it, says so in a line of its own, and goes on.

mod line;
mod log;
mod summary;
mod verify;

pub use line::{Event, Left, Record, Ref, START};
pub use log::{Log, files};
pub use summary::{Decision, Summary, Week, read, summary};
pub use verify::{Fault, Verified, verify};
