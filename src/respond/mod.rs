//! What to do about a finding: the words and the exact commands for the state that the secret is in.
//!
//! Pure functions: from a [`Finding`] and what is known of the repository ([`Situation`]) to [`Advice`]. No word of advice holds a secret.

mod situation;

pub use situation::{Situation, Spot};

/// What to do about one finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advice {
    /// What the holder of the secret can do.
    pub exposes: String,
    /// What comes first, in order.
    pub now: Vec<Step>,
    /// What comes after.
    pub then: Vec<Step>,
    /// What to type if it is no secret; none where that is not decided here.
    pub not_a_secret: Option<Step>,
}

/// One thing to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// In words.
    pub text: String,
    /// The command that does it, to be typed as it stands; safe for a POSIX shell.
    pub command: Option<String>,
}

impl Step {
    /// Words alone.
    pub fn say(text: impl Into<String>) -> Self {
        Self { text: text.into(), command: None }
    }

    /// Words and a command.
    pub fn run(text: impl Into<String>, command: impl Into<String>) -> Self {
        Self { text: text.into(), command: Some(command.into()) }
    }
}
