//! All that one request did, or would do, as its person is told.

use std::collections::HashSet;
use std::fmt::{self, Write};

use super::error::shown;
use super::hand::Step;
use super::outcome::{Done, Outcome};
use crate::text::{count, printable};

/// So many folders are told one by one; of more, how many there are.
const TOLD: usize = 10;

/// All that one request did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What became of each folder.
    pub outcomes: Vec<Outcome>,
    /// What else the person should know: whole sentences, without a full stop.
    pub notes: Vec<String>,
    /// Every change, in order.
    pub steps: Vec<Step>,
    /// Nothing was changed: the steps are what would be done.
    pub is_dry: bool,
}

impl fmt::Display for Told {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        if self.is_dry {
            lines.push(
                if self.steps.is_empty() { "nothing would be changed" } else { "nothing is changed; this would be done:" }.to_owned(),
            );
            lines.extend(steps(&self.steps));
        } else if self.outcomes.len() > TOLD {
            lines.extend(counted(&self.outcomes));
        } else {
            lines.extend(self.outcomes.iter().map(ToString::to_string).filter(|text| !text.is_empty()));
        }
        if self.is_dry || self.outcomes.len() > TOLD {
            let mut told = HashSet::new();
            lines.extend(self.outcomes.iter().flat_map(|outcome| &outcome.notes).filter(|note| told.insert(*note)).cloned());
        }
        lines.extend(self.notes.iter().cloned());
        out.write_str(&lines.join("\n"))
    }
}

/// How many folders came out how.
fn counted(outcomes: &[Outcome]) -> Vec<String> {
    let of = |of: &[Done]| outcomes.iter().filter(|outcome| outcome.hooks.iter().any(|(_, done)| of.contains(done))).count();
    [
        (of(&[Done::Installed, Done::Chained]), "installed in"),
        (of(&[Done::Updated]), "updated in"),
        (of(&[Done::Already]), "already installed in"),
        (of(&[Done::Removed, Done::Restored]), "removed from"),
        (of(&[Done::Absent]), "not there before in"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, what)| format!("{what} {number} of {}", count(outcomes.len(), "place")))
    .collect()
}

/// The steps with the texts that would be written; the same text is shown once.
fn steps(steps: &[Step]) -> Vec<String> {
    let mut shown_texts: HashSet<&[u8]> = HashSet::new();
    let mut lines = Vec::new();
    for step in steps {
        match step {
            Step::Renamed { from, to } => lines.push(format!("  rename {} to {}", shown(from), shown(to))),
            Step::Removed { path } => lines.push(format!("  remove {}", shown(path))),
            Step::Told { command } => lines.push(format!("  run {command}")),
            Step::Written { path, text, .. } if !shown_texts.insert(text) => lines.push(format!("  write {} (the same text)", shown(path))),
            Step::Written { path, text, before: None } => {
                lines.push(format!("  write {}", shown(path)));
                lines.extend(text.split_inclusive(|byte| *byte == b'\n').map(|line| marked('|', line)));
            }
            Step::Written { path, text, before: Some(before) } => {
                lines.push(format!("  change {}", shown(path)));
                lines.extend(changed(before, text));
            }
        }
    }
    lines
}

/// The lines in which two texts differ, without those that both begin and end with.
fn changed(before: &[u8], after: &[u8]) -> Vec<String> {
    let lines = |text| <[u8]>::split_inclusive(text, |byte| *byte == b'\n').collect::<Vec<&[u8]>>();
    let (before, after) = (lines(before), lines(after));
    let first = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let most = before.len().min(after.len()) - first;
    let last = before.iter().rev().zip(after.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let gone = before[first..before.len() - last].iter().map(|line| marked('-', line));
    gone.chain(after[first..after.len() - last].iter().map(|line| marked('+', line))).collect()
}

fn marked(mark: char, line: &[u8]) -> String {
    let mut out = String::new();
    let _ = write!(out, "    {mark} {}", printable(line.strip_suffix(b"\n").unwrap_or(line)));
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_shown_and_nothing_else() {
        let cases: [(&str, &str, &[&str]); 4] = [
            ("a\nb\n", "a\nx\nb\n", &["    + x"]),
            ("a\nx\nb\n", "a\nb\n", &["    - x"]),
            ("a\n", "a\na\n", &["    + a"]),
            ("a", "a\nb", &["    - a", "    + a", "    + b"]),
        ];
        for (before, after, want) in cases {
            assert_eq!(changed(before.as_bytes(), after.as_bytes()), want, "{before:?} {after:?}");
        }
    }
}
