//! What doctor found, as data; `Display` tells it.

use std::fmt;

/// Is it guarded?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A secret was refused.
    Guarded(String),
    /// A secret was let through, or the hook cannot work.
    NotGuarded(String),
    /// Neither was seen.
    Unknown(String),
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// What: a sentence without a full stop.
    pub what: String,
    /// One command, or one step.
    pub cure: String,
}

/// All that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkup {
    /// What is known: a word or two, and what it is.
    pub facts: Vec<(&'static str, String)>,
    /// What is not as it should be.
    pub complaints: Vec<Complaint>,
    /// What follows from the trial.
    pub verdict: Verdict,
}

impl Checkup {
    pub(super) fn new() -> Self {
        Self { facts: Vec::new(), complaints: Vec::new(), verdict: Verdict::Unknown("nothing was tried".to_owned()) }
    }

    pub(super) fn fact(&mut self, name: &'static str, value: impl Into<String>) {
        self.facts.push((name, value.into()));
    }

    pub(super) fn complain(&mut self, what: impl Into<String>, cure: impl Into<String>) {
        let complaint = Complaint { what: what.into(), cure: cure.into() };
        if !self.complaints.contains(&complaint) {
            self.complaints.push(complaint);
        }
    }
}

impl fmt::Display for Checkup {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.facts.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, value) in &self.facts {
            writeln!(out, "  {name:width$}  {value}")?;
        }
        let (word, why) = match &self.verdict {
            Verdict::Guarded(why) => ("guarded", why),
            Verdict::NotGuarded(why) => ("NOT GUARDED", why),
            Verdict::Unknown(why) => ("could not tell", why),
        };
        writeln!(out, "{word}: {why}")?;
        for Complaint { what, cure } in &self.complaints {
            let mark = if matches!(self.verdict, Verdict::Guarded(_)) { "note" } else { "cause" };
            writeln!(out, "  {mark}: {what}\n    cure: {cure}")?;
        }
        Ok(())
    }
}
