//! What need not be looked at twice.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::ops::Range;

use highway::{HighwayHash, HighwayHasher, Key};

use crate::detect::{Met, name_start};

/// Places where nothing was met, by their bytes and those around them: versions of one file have most of them in common.
pub(super) struct Quiet {
    /// Hashes of places, each in the slot that its last bits name: the latest one there is remembered.
    known: Vec<u64>,
    key: Key,
}

/// What is remembered of a place that was not known to be quiet, should it turn out to be.
pub(super) struct Place {
    key: u64,
    /// What decides whether it is (bytes).
    around: Range<usize>,
}

impl Quiet {
    /// So many places are remembered at most.
    const MOST: usize = 1 << 17;
    /// Bytes of a place: in a longer one something is met more often.
    const STEP: usize = 512;

    /// Nothing yet, for this many objects.
    pub(super) fn new(objects: usize) -> Self {
        let random = RandomState::new();
        let places = (2 * objects).clamp(64, Self::MOST).next_power_of_two();
        // no hash of anything, and written now: a page of zeroes would have to be found twice, when it is first read and when it is written
        Self { known: vec![u64::MAX; places], key: Key([1, 2, 3, 4].map(|number: u64| random.hash_one(number))) }
    }

    /// Those parts of `ranges` that are not known to be quiet.
    pub(super) fn fresh(&self, text: &[u8], ranges: &[Range<usize>], margin: usize) -> (Vec<Range<usize>>, Vec<Place>) {
        let steps = |range: &Range<usize>| {
            let end = range.end;
            range.clone().step_by(Self::STEP).map(move |start| start..end.min(start + Self::STEP))
        };
        let place = |range: Range<usize>| {
            let around = name_start(text, range.start).saturating_sub(margin)..(range.end + margin).min(text.len());
            let place = Place { key: self.key(text, &around, range.start), around };
            (range, place)
        };
        // all keys first: the slots that they name lie far apart in memory, and are waited for together
        let mut places: Vec<(Range<usize>, Place)> = Vec::with_capacity(ranges.len());
        places.extend(ranges.iter().flat_map(steps).map(place));
        places.retain(|(_, place)| self.known[self.slot(place.key)] != place.key);
        places.into_iter().unzip()
    }

    /// A hash of what stands around a place that begins at `start`, of where in it that is, and of whether the text begins or ends with it;
    /// never what stands where nothing is remembered.
    fn key(&self, text: &[u8], around: &Range<usize>, start: usize) -> u64 {
        let mut hasher = HighwayHasher::new(self.key);
        let ends = (usize::from(around.start == 0) << 1) | usize::from(around.end == text.len());
        hasher.append(&(((start - around.start) << 2) | ends).to_ne_bytes());
        hasher.append(&text[around.clone()]);
        hasher.finalize64().min(u64::MAX - 1)
    }

    fn slot(&self, key: u64) -> usize {
        usize::try_from(key & (self.known.len() as u64 - 1)).unwrap_or(0)
    }

    /// Remembers those of `places` where nothing was met.
    pub(super) fn learn(&mut self, ranges: &[Range<usize>], places: &[Place], met: &Met) {
        let mut words: Vec<&Range<usize>> = met.words.iter().map(|word| &word.span).collect();
        words.sort_unstable_by_key(|span| span.start);
        let (mut words, mut runs) = (words.into_iter().peekable(), met.runs.iter().peekable());
        let (mut word_end, mut last_run) = (0, &(0..0));
        for (range, Place { key, around }) in ranges.iter().zip(places) {
            while let Some(span) = words.next_if(|span| span.start < range.end) {
                word_end = word_end.max(span.end);
            }
            // a run of which nothing is told is nothing, if all of it can be seen
            let is_seen = |run: &Range<usize>| run.end <= range.start || around.start < run.start && run.end < around.end;
            let mut is_cut = !is_seen(last_run);
            while let Some(run) = runs.next_if(|run| run.start < range.end) {
                is_cut |= !is_seen(run);
                last_run = run;
            }
            if word_end <= range.start && !is_cut {
                let slot = self.slot(*key);
                self.known[slot] = *key;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Word;

    const MARGIN: usize = 8;

    /// How many places are looked at, where words stand here.
    fn looked_at(quiet: &mut Quiet, text: &str, range: Range<usize>, words: &[Range<usize>], runs: &[Range<usize>]) -> usize {
        let (ranges, places) = quiet.fresh(text.as_bytes(), &[range], MARGIN);
        let words = words.iter().map(|span| Word { span: span.clone(), influence: 5 });
        quiet.learn(&ranges, &places, &Met { words: words.collect(), runs: runs.to_vec() });
        ranges.len()
    }

    #[test]
    fn a_place_is_known_by_its_bytes_and_those_around_it() {
        let mut quiet = Quiet::new(100);
        let mut look = |text: &str, range| looked_at(&mut quiet, text, range, &[], &[]);
        assert_eq!(look("one two three four five six", 8..13), 1);
        assert_eq!(look("one two three four five six", 8..13), 0);
        assert_eq!(look("any one two three four five six", 12..17), 1, "the other one began the text");
        // what is farther away does not count
        assert_eq!(look("some words: new one two three four five six, and seven", 24..29), 0);
        assert_eq!(look("some words: new one two three FOUR five six, and seven", 24..29), 1);
        // another part of the same text
        assert_eq!(look("one two three four five six", 9..13), 1);
    }

    #[test]
    fn where_something_was_met_is_looked_at_again() {
        let text = "word ".repeat(500);
        let all = 0..text.len();
        let mut quiet = Quiet::new(100);
        // two words on the seam of two places, a run that one place shows as a whole, and one that is longer
        let (words, runs) = ([510..514, 1030..1034], [100..140, 1500..1600]);
        assert_eq!(looked_at(&mut quiet, &text, all.clone(), &words, &runs), 5);
        let (left, _) = quiet.fresh(text.as_bytes(), &[all], MARGIN);
        assert_eq!(left, [0..512, 512..1024, 1024..1536, 1536..2048]);
    }
}
