//! The three ways a run ends.

/// What git, a script or a person is told by the exit code. The order is the order of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing that policy blocks.
    Clean,
    /// Findings that policy blocks.
    Findings,
    /// Could not decide.
    Undecided,
}

impl Exit {
    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Undecided => 2,
        }
    }
}
