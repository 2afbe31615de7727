//! Which keywords stand where: Aho-Corasick over the keywords of all rules, built when the first text is swept.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{DetectError, decode};
use crate::rules::{Case, Rule};

/// An encoded keyword of which fewer characters than this are certain stands in every other base64 text.
const SHORTEST_FORM: usize = 4;

/// Keywords of all rules.
pub(super) struct Prefilter {
    /// Lower-case keyword, and who wants it.
    words: Vec<(Vec<u8>, Vec<Want>)>,
    automaton: OnceLock<AhoCorasick>,
}

/// Who wants a word, and in which form.
#[derive(Clone)]
enum Want {
    /// The rule of that index, as written or in any case.
    Rule { index: usize, exact: Option<&'static str> },
    /// Whoever opens base64: the form as written, and how many characters of its group stand before it.
    Base64 { form: Vec<u8>, lead: usize },
}

/// What stands in a text.
pub(super) enum Hit {
    /// A keyword of the rule of that index.
    Keyword { rule: usize, span: Range<usize> },
    /// A keyword inside base64; a group of four characters begins at this byte.
    Encoded { group: usize },
}

impl Prefilter {
    pub(super) fn new(rules: &[&'static Rule]) -> Self {
        let mut words: BTreeMap<Vec<u8>, Vec<Want>> = BTreeMap::new();
        for (index, rule) in rules.iter().enumerate() {
            for keyword in rule.keywords {
                let exact = (rule.case == Case::Exact).then_some(*keyword);
                words.entry(keyword.to_ascii_lowercase().into_bytes()).or_default().push(Want::Rule { index, exact });
                // words that only give a context are too common, in base64 as elsewhere
                if exact.is_some() && rule.near.is_none() {
                    for (form, lead) in decode::base64_forms(keyword).into_iter().filter(|(form, _)| form.len() >= SHORTEST_FORM) {
                        words.entry(form.to_ascii_lowercase()).or_default().push(Want::Base64 { form, lead });
                    }
                }
            }
        }
        Self { words: words.into_iter().collect(), automaton: OnceLock::new() }
    }

    fn automaton(&self) -> Result<&AhoCorasick, DetectError> {
        if let Some(automaton) = self.automaton.get() {
            return Ok(automaton);
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .build(self.words.iter().map(|(word, _)| word))
            .map_err(|cause| DetectError { rule: "(keywords of all rules)", cause: Box::new(cause) })?;
        Ok(self.automaton.get_or_init(|| automaton))
    }

    /// Calls `found` for every keyword that stands in `text[range]`.
    pub(super) fn sweep(&self, text: &[u8], range: Range<usize>, mut found: impl FnMut(Hit)) -> Result<(), DetectError> {
        for hit in self.automaton()?.find_overlapping_iter(&text[range.clone()]) {
            let span = range.start + hit.start()..range.start + hit.end();
            for want in &self.words[hit.pattern().as_usize()].1 {
                match want {
                    Want::Rule { index, exact } if exact.is_none_or(|exact| exact.as_bytes() == &text[span.clone()]) => {
                        found(Hit::Keyword { rule: *index, span: span.clone() });
                    }
                    Want::Base64 { form, lead } if *form == text[span.clone()] && span.start >= *lead => {
                        found(Hit::Encoded { group: span.start - lead });
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}
