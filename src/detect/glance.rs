//! Does a pattern match here at all? Told by half of what a regex is made of, in less than half the time that it takes to compile one: most
//! windows hold no match.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use regex_automata::Input;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::syntax;

use super::pattern::PROGRAM_LIMIT;

/// A pattern that is looked for forwards, from where a match begins, without its groups and where it ends.
pub(super) struct Glance {
    automaton: DFA,
    /// States that have been met.
    met: Mutex<Cache>,
}

impl Glance {
    /// None where the pattern does not compile.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let program = thompson::Config::new().utf8(false).nfa_size_limit(Some(PROGRAM_LIMIT)).which_captures(WhichCaptures::None);
        let automaton = DFA::builder().syntax(syntax::Config::new().unicode(false).utf8(false)).thompson(program).build(pattern).ok()?;
        let met = Mutex::new(automaton.create_cache());
        Some(Self { automaton, met })
    }

    /// May a match begin in `range` and end by its end? True as well where this could not be told.
    pub(super) fn may_match(&self, text: &[u8], range: Range<usize>) -> bool {
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        let input = Input::new(&text[..range.end]).range(range).earliest(true);
        self.automaton.try_search_fwd(&mut met, &input).map_or(true, |found| found.is_some())
    }
}
