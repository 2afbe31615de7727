//! Does the hook really run here? Found out by trying it: a secret made for that is committed in a temporary work tree, or pushed from a
//! temporary clone, and has to be refused. Nothing of the person's repository is changed.

mod canary;
mod causes;
mod checkup;
mod local;
mod program;
mod run;
mod server;
mod trial;

pub use checkup::{Checkup, Complaint, Verdict};
pub use local::examine;
pub use run::Limits;
pub use server::examine_server;

use std::ffi::OsString;
use std::process::Command;

use crate::install::REPOSITORY_VARIABLES;

/// Who commits canaries; the domain is one that is never given to anybody (RFC 2606).
const AUTHOR: (&str, &str) = ("leakgate doctor", "doctor@leakgate.invalid");

/// Git with nothing of a surrounding hook in its environment, with an author of its own, that asks nobody anything.
fn git(settings: &[OsString]) -> Command {
    let mut git = Command::new("git");
    for name in REPOSITORY_VARIABLES {
        git.env_remove(name);
    }
    for role in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{role}_NAME"), AUTHOR.0).env(format!("GIT_{role}_EMAIL"), AUTHOR.1);
    }
    git.env("LC_ALL", "C").env("GIT_EDITOR", ":").env("GIT_TERMINAL_PROMPT", "0").env("GIT_LFS_SKIP_SMUDGE", "1");
    // what git does in the background after a commit would touch the person's repository
    for setting in ["gc.auto=0", "maintenance.auto=false", "commit.gpgSign=false", "core.fsmonitor=false"] {
        git.args(["-c", setting]);
    }
    for setting in settings {
        git.arg("-c").arg(setting);
    }
    git
}
