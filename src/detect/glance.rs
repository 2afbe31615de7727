//! Does a pattern match here at all? Told by half of what a regex is made of, in less than half the time that it takes to compile one: most
//! windows hold no match.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use regex_automata::Input;
use regex_automata::hybrid::dfa::{Cache, Config, DFA};
use regex_automata::nfa::thompson::{self, Compiler, WhichCaptures};
use regex_syntax::hir::Hir;

use super::pattern::PROGRAM_LIMIT;

/// A search in which states were forgotten so often, and new ones last for fewer bytes than this, is given up, as a regex gives it up: a text can be
/// written for that.
const FORGOTTEN: usize = 3;
const LASTING: usize = 10;

/// A pattern that is looked for forwards, from where a match begins, without its groups and where it ends.
pub(super) struct Glance {
    automaton: DFA,
    /// States that have been met.
    met: Mutex<Cache>,
}

impl Glance {
    /// None where the pattern does not compile.
    pub(super) fn of(pattern: &Hir) -> Option<Self> {
        let program = thompson::Config::new().utf8(false).nfa_size_limit(Some(PROGRAM_LIMIT)).which_captures(WhichCaptures::None);
        let program = Compiler::new().configure(program).build_from_hir(pattern).ok()?;
        let config = Config::new().minimum_cache_clear_count(Some(FORGOTTEN)).minimum_bytes_per_state(Some(LASTING));
        let automaton = DFA::builder().configure(config).build_from_nfa(program).ok()?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::pattern;

    #[test]
    fn a_search_that_meets_new_states_only_is_left_to_the_regex() {
        let pattern = "a[ab]{400}c";
        let mut random = fastrand::Rng::with_seed(3);
        let text: Vec<u8> = (0..50_000).map(|_| if random.bool() { b'a' } else { b'b' }).collect();
        assert!(!pattern::compile(pattern).unwrap().is_match(&text));
        let glance = Glance::of(&pattern::parse(pattern).unwrap()).unwrap();
        assert!(!glance.may_match(&text, 0..500));
        assert!(glance.may_match(&text, 0..text.len()));
    }
}
