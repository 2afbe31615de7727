//! One secret, one candidate: of overlapping candidates the most specific stays; halves of one credential become one.

use super::{Candidate, Confidence};
use crate::rules::Class;

/// Settles overlaps and pairs; the result is ordered by place.
pub(super) fn settle(text: &[u8], mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by(|a, b| (a.span.start, a.span.end, a.rule.id).cmp(&(b.span.start, b.span.end, b.rule.id)));
    found.dedup_by(|a, b| a.rule.id == b.rule.id && a.span == b.span);
    let mut kept: Vec<Candidate> = Vec::with_capacity(found.len());
    for candidate in found {
        // the kept ones do not overlap one another, so the candidates to beat are the last ones
        let rivals = kept.iter().rev().take_while(|other| other.span.end > candidate.span.start).count();
        let from = kept.len() - rivals;
        if kept[from..].iter().all(|other| weight(&candidate) > weight(other)) {
            kept.truncate(from);
            kept.push(candidate);
        }
    }
    pair(text, kept)
}

/// What makes a candidate the more specific one.
fn weight(candidate: &Candidate) -> (bool, bool, i8, Confidence, usize, std::cmp::Reverse<&'static str>) {
    let rule = candidate.rule;
    (
        rule.class == Class::Vendor,
        candidate.confidence == Confidence::Proven,
        rule.rank,
        candidate.confidence,
        candidate.span.len(),
        std::cmp::Reverse(rule.id),
    )
}

/// Makes the other halves, where they stand near enough, parts.
fn pair(text: &[u8], kept: Vec<Candidate>) -> Vec<Candidate> {
    if kept.iter().all(|candidate| candidate.rule.pair.is_none()) {
        return kept;
    }
    let mut slots: Vec<Option<Candidate>> = kept.into_iter().map(Some).collect();
    for main in 0..slots.len() {
        let Some((rule, at)) = slots[main].as_ref().map(|candidate| (candidate.rule, candidate.span.start)) else { continue };
        let Some(pair) = rule.pair else { continue };
        for with in pair.with {
            let other = (0..slots.len())
                .filter(|other| *other != main)
                .filter(|other| slots[*other].as_ref().is_some_and(|candidate| candidate.rule.id == *with && candidate.parts.is_empty()))
                .filter_map(|other| slots[other].as_ref().map(|candidate| (lines_between(text, at, candidate.span.start), other)))
                .min()
                .filter(|(lines, _)| *lines <= pair.lines)
                .map(|(_, other)| other);
            if let Some(part) = other.and_then(|other| slots[other].take())
                && let Some(main) = slots[main].as_mut()
            {
                main.parts.push(part);
            }
        }
    }
    slots.into_iter().flatten().collect()
}

fn lines_between(text: &[u8], a: usize, b: usize) -> usize {
    memchr::memchr_iter(b'\n', &text[a.min(b)..a.max(b)]).count()
}
