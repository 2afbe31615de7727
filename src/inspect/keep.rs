//! From candidates to findings: what stood there before is left out, and what is told knows its place.

use std::ops::Range;

use super::Inspector;
use super::earlier::Earlier;
use super::lines::Lines;
use crate::detect::Candidate;
use crate::detect::decode::Text;
use crate::finding::{Excerpt, Finding, Location, Mask, Part, Place, Verdict};
use crate::fingerprint::Fingerprint;
use crate::git::Commit;
use crate::source::Item;
use crate::suppress::comment;
use crate::trouble::Trouble;

impl Inspector<'_> {
    /// Makes findings of the candidates that are new. `above`: lines of the text that stand before this part of it.
    pub(super) fn keep(
        &mut self,
        item: Item<'_>,
        text: &Text<'_>,
        candidates: Vec<Candidate>,
        above: usize,
        before: &mut Earlier<'_>,
    ) -> Result<(), Trouble> {
        if candidates.is_empty() {
            return Ok(());
        }
        let mut masks: Vec<Mask> = candidates.iter().flat_map(Candidate::halves).map(mask).collect();
        masks.sort_by_key(|mask| mask.span.start);
        let mut lines = Lines::new(&text.bytes, above);
        for candidate in candidates {
            if before.held(&candidate, &text.bytes, self.detector)? {
                self.renamed += usize::from(before.asked_for_renames());
                continue;
            }
            let fingerprint = Fingerprint::new(&(self.key)(), candidate.rule.id, candidate.secret.expose());
            if *item.place == Place::PathName && !self.named.insert(fingerprint) {
                continue;
            }
            let (line, column) = lines.position(candidate.span.start);
            let (end_line, end_column) = lines.position(candidate.span.end.saturating_sub(1).max(candidate.span.start));
            let location = Location {
                place: item.place.clone(),
                path: item.path.map(<[u8]>::to_vec),
                member: None,
                line,
                column,
                end_line,
                end_column,
                commit: item.commit.map(Commit::info),
                excerpt: Excerpt::new(&text.bytes, near(&masks, &candidate.span, self.detector.reach()), candidate.span.clone()),
            };
            // windows overlap, so a secret near a seam may come by twice
            if self.told.as_mut().is_some_and(|told| !told.insert((fingerprint, line, column))) {
                continue;
            }
            let parts = candidate
                .parts
                .iter()
                .map(|part| Part {
                    rule: part.rule,
                    secret: part.secret.clone(),
                    line: lines.position(part.span.start).0,
                    facts: part.proof.facts.clone(),
                })
                .collect::<Vec<_>>();
            let span = candidate.span.clone();
            let severity = match candidate.rule.pair {
                Some(pair) if !parts.is_empty() => pair.severity,
                _ => candidate.rule.severity,
            };
            let finding = Finding {
                rule: candidate.rule,
                secret: candidate.secret,
                location,
                confidence: candidate.confidence,
                severity,
                facts: candidate.proof.facts,
                state: candidate.proof.state,
                encoding: candidate.encoding,
                parts,
                fingerprint,
                stage: self.stage,
                comments: comment::beside(&text.bytes, &span),
                suppression: None,
                verdict: Verdict::Block,
            };
            self.budget.found(&finding);
            self.findings.push(finding);
        }
        Ok(())
    }
}

fn mask(candidate: &Candidate) -> Mask {
    let prefix = if candidate.encoding.is_empty() { candidate.rule.prefix_len(candidate.secret.expose()) } else { 0 };
    Mask { span: candidate.span.clone(), prefix }
}

/// Those of the masks (ordered by place) that may touch the excerpt of what stands at `span`: an excerpt is far shorter than a rule's reach.
fn near<'m>(masks: &'m [Mask], span: &Range<usize>, reach: usize) -> &'m [Mask] {
    let from = masks.partition_point(|mask| mask.span.start + 2 * reach < span.start);
    let to = masks.partition_point(|mask| mask.span.start < span.end + reach);
    &masks[from..to]
}
