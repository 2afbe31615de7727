//! Which keywords stand where: Aho-Corasick over the keywords of all rules, built when the first text is swept.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::DetectError;
use crate::rules::{Case, Rule};

/// Keywords of all rules.
pub(super) struct Prefilter {
    /// Lower-case keyword, and who wants it.
    words: Vec<(Vec<u8>, Vec<Want>)>,
    automaton: OnceLock<AhoCorasick>,
}

/// A rule that wants a keyword.
#[derive(Clone, Copy)]
struct Want {
    rule: usize,
    exact: Option<&'static str>,
}

/// Keyword `word` of the rule with index `rule` stands at `span`.
pub(super) struct Hit {
    pub(super) rule: usize,
    pub(super) span: Range<usize>,
}

impl Prefilter {
    pub(super) fn new(rules: &[&'static Rule]) -> Self {
        let mut words: BTreeMap<Vec<u8>, Vec<Want>> = BTreeMap::new();
        for (index, rule) in rules.iter().enumerate() {
            for keyword in rule.keywords {
                let exact = (rule.case == Case::Exact).then_some(*keyword);
                words.entry(keyword.to_ascii_lowercase().into_bytes()).or_default().push(Want { rule: index, exact });
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
                if want.exact.is_none_or(|exact| exact.as_bytes() == &text[span.clone()]) {
                    found(Hit { rule: want.rule, span: span.clone() });
                }
            }
        }
        Ok(())
    }
}
