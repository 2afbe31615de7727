//! Whole processes, side by side: leakgate and git's own commands on the same repositories, turn by turn.
//!
//! `cargo bench --bench whole -- [--quick] [--rounds N] [--commits N] [--repository DIR] [SECTION…]`. The repositories are made in a
//! temporary folder from a seed; `--repository` (a git directory) stands in for the made history in `push` (its newest commits) and `history`.
//! `LEAKGATE_PROGRAM` names another program than the one that cargo builds.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]
#![allow(clippy::cast_precision_loss, reason = "times and sizes are far below 2^52")]

mod measure;
mod push;
mod repository;
mod sections;

use std::error::Error;
use std::path::PathBuf;

/// What a benchmark may fail with: it then stops and says so.
type Outcome<T> = Result<T, Box<dyn Error>>;

/// How much to do.
struct Plan {
    /// Smaller repositories and fewer rounds: all sections in less than two minutes.
    quick: bool,
    rounds: Option<usize>,
    commits: Option<usize>,
    repository: Option<PathBuf>,
    sections: Vec<String>,
}

impl Plan {
    fn parse(mut args: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut plan = Self { quick: false, rounds: None, commits: None, repository: None, sections: Vec::new() };
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or(format!("{arg} needs a value"));
            match arg.as_str() {
                "--quick" => plan.quick = true,
                "--rounds" => plan.rounds = Some(value()?.parse()?),
                "--commits" => plan.commits = Some(value()?.parse()?),
                "--repository" => plan.repository = Some(PathBuf::from(value()?).canonicalize()?),
                // cargo says so to every benchmark
                "--bench" => {}
                name if sections::ALL.iter().any(|(known, _)| *known == name) => plan.sections.push(arg),
                _ => {
                    let known: Vec<&str> = sections::ALL.iter().map(|(name, _)| *name).collect();
                    return Err(format!("{arg} is no section; there are: {}", known.join(", ")).into());
                }
            }
        }
        Ok(plan)
    }

    /// How many rounds, where a full run takes so many.
    fn rounds(&self, full: usize) -> usize {
        self.rounds.unwrap_or(if self.quick { (full / 4).max(3) } else { full })
    }

    /// A size, where a full run takes the first and a quick one the second.
    fn size(&self, full: usize, quick: usize) -> usize {
        if self.quick { quick } else { full }
    }
}

fn main() -> Outcome<()> {
    let plan = Plan::parse(std::env::args().skip(1))?;
    println!("{:<42} {:>12} {:>12} {:>8}", "", "leakgate", "against", "ratio");
    for (name, section) in sections::ALL {
        if plan.sections.is_empty() || plan.sections.iter().any(|chosen| chosen == name) {
            section(&plan)?;
        }
    }
    Ok(())
}
