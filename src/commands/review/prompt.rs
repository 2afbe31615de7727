//! Questions and answers: plain lines, so that a terminal, a pipe and a screen reader are all the same.

use std::io::{BufRead, Read};

use super::print;
use crate::trouble::Trouble;

/// An answer is read up to this length (bytes); what is longer is no answer of a person.
const LONGEST: u64 = 16 << 10;

/// What the letters do.
pub(super) const HELP: &str = "\
  r  rolled: the old one opens nothing any more; writes an allow entry that says when
  a  allow: no secret, or it may stay; asks for the reason, writes an allow entry
  b  baseline: known and accepted as it is, without an end
  o  open: tells the provider's pages, to roll it and to read its log
  w  show it again
  s  skip: for now; this review does not ask about it again
  q  quit: what was answered is written; the next review goes on here
";

/// What a person answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Rolled,
    Allow,
    Baseline,
    Open,
    Show,
    Skip,
    Quit,
    Help,
    Unknown,
}

impl Answer {
    /// A letter, or the whole word.
    pub(super) fn parse(line: &str) -> Self {
        match line.to_ascii_lowercase().as_str() {
            "r" | "rolled" | "roll" => Self::Rolled,
            "a" | "allow" => Self::Allow,
            "b" | "baseline" => Self::Baseline,
            "o" | "open" => Self::Open,
            "w" | "show" => Self::Show,
            "s" | "skip" => Self::Skip,
            "q" | "quit" | "exit" => Self::Quit,
            "?" | "h" | "help" => Self::Help,
            _ => Self::Unknown,
        }
    }
}

/// Standard input, line by line.
#[derive(Default)]
pub(super) struct Prompt {
    /// The input has ended.
    ended: bool,
}

impl Prompt {
    /// Asks, and waits for a line, which is handed on without blanks around it. None where the input has ended.
    pub(super) fn ask(&mut self, question: &str) -> Result<Option<String>, Trouble> {
        if self.ended {
            return Ok(None);
        }
        print(question)?;
        let mut line = Vec::new();
        let mut input = std::io::stdin().lock();
        let failed = |cause| Trouble::File { doing: "read", path: "standard input".into(), cause };
        input.by_ref().take(LONGEST).read_until(b'\n', &mut line).map_err(failed)?;
        // a line that the input ended in is no answer: it may be half of one
        if !line.ends_with(b"\n") {
            self.ended = true;
            print("\n")?;
            return Ok(None);
        }
        Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_letter_or_a_word() {
        for (line, answer) in [
            ("r", Answer::Rolled),
            ("Skip", Answer::Skip),
            ("?", Answer::Help),
            ("Q", Answer::Quit),
            ("", Answer::Unknown),
            ("rm", Answer::Unknown),
        ] {
            assert_eq!(Answer::parse(line), answer, "{line}");
        }
    }
}
