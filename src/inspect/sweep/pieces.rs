//! Where a text differs from the one that it is stored as a difference from.

use std::ops::Range;

use crate::detect::Word;
use crate::git::Copied;

/// What lies between pieces that are copied to a text of `length` bytes from one of `old` bytes: what is new, and the seams.
pub(super) fn between(copies: &[Copied], length: usize, old: usize) -> impl Iterator<Item = Range<usize>> {
    // a piece that begins both texts has nothing before it, and so at their ends
    let begins = copies.first().is_some_and(|first| first.from == 0 && first.to.start == 0);
    let ends = copies.last().is_some_and(|last| last.to.end == length && last.from + last.to.len() == old);
    let starts = std::iter::once(0).chain(copies.iter().map(|piece| piece.to.end));
    let gaps = starts.zip(copies.iter().map(|piece| piece.to.start).chain([length])).map(|(start, end)| start..end);
    gaps.skip(usize::from(begins)).take(copies.len() + usize::from(!ends) - usize::from(begins))
}

/// Words in order, some of which pieces bring along: one piece mostly begins where the last one ended.
pub(super) struct Row<'w> {
    words: &'w [Word],
    /// The first word behind the last piece.
    next: usize,
}

impl<'w> Row<'w> {
    pub(super) fn of(words: &'w [Word]) -> Self {
        Self { words, next: 0 }
    }

    /// The words that a piece brings along, where they stand now.
    pub(super) fn within<'p>(&mut self, piece: &'p Copied) -> impl Iterator<Item = Word> + use<'w, 'p> {
        let end = piece.from + piece.to.len();
        let is_before = |at: usize| self.words.get(at).is_some_and(|word| word.span.start < piece.from);
        let begins_here = !is_before(self.next) && (self.next == 0 || is_before(self.next - 1));
        let first = if begins_here { self.next } else { self.words.partition_point(|word| word.span.start < piece.from) };
        let count = self.words[first..].iter().take_while(|word| word.span.start < end).count();
        self.next = first + count;
        let inside = self.words[first..self.next].iter().filter(move |word| word.span.end <= end);
        inside.map(|word| {
            let start = word.span.start - piece.from + piece.to.start;
            Word { span: start..start + word.span.len(), influence: word.influence }
        })
    }
}

/// Is everything that has a say in what is found at the word copied along with it?
pub(super) fn stays(word: &Word, piece: &Copied, length: usize, old: usize) -> bool {
    let left = word.span.start - piece.to.start >= word.influence || (piece.to.start == 0 && piece.from == 0);
    let right = piece.to.end - word.span.end >= word.influence || (piece.to.end == length && piece.from + piece.to.len() == old);
    left && right
}

/// The same ranges, which are in order, apart from one another.
pub(super) fn merged(ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match all.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(from: usize, to: Range<usize>) -> Copied {
        Copied { from, to }
    }

    #[test]
    fn what_is_new_lies_between_what_is_copied() {
        for (copies, length, old, gaps) in [
            (vec![], 5, 3, vec![(0, 5)]),
            (vec![piece(0, 0..9)], 9, 9, vec![]),
            (vec![piece(0, 0..9)], 9, 10, vec![(9, 9)]),
            (vec![piece(1, 0..9)], 9, 10, vec![(0, 0)]),
            (vec![piece(0, 0..4), piece(4, 6..9)], 9, 7, vec![(4, 6)]),
            (vec![piece(0, 0..4), piece(6, 4..9)], 12, 11, vec![(4, 4), (9, 12)]),
        ] {
            let told: Vec<(usize, usize)> = between(&copies, length, old).map(|gap| (gap.start, gap.end)).collect();
            assert_eq!(told, gaps, "{copies:?}");
        }
    }

    #[test]
    fn words_come_along_and_stay_where_nothing_near_has_changed() {
        let words: Vec<Word> = [2, 20, 48, 60].map(|start| Word { span: start..start + 4, influence: 10 }).into();
        let told = |piece: &Copied, length, old| {
            Row::of(&words).within(piece).map(|word| (word.span.start, stays(&word, piece, length, old))).collect::<Vec<_>>()
        };
        assert_eq!(told(&piece(0, 0..70), 70, 70), [(2, true), (20, true), (48, true), (60, true)]);
        assert_eq!(told(&piece(0, 0..50), 60, 70), [(2, true), (20, true)]);
        assert_eq!(told(&piece(10, 100..160), 160, 70), [(110, true), (138, true), (150, true)]);
        assert_eq!(told(&piece(11, 100..149), 200, 70), [(109, false), (137, false)]);
    }

    #[test]
    fn a_piece_brings_the_same_words_along_whichever_came_before() {
        let words: Vec<Word> = [2, 9, 9, 20, 48].map(|start| Word { span: start..start + 4, influence: 0 }).into();
        let pieces = [0..9, 9..24, 24..40, 9..60, 0..3, 40..60, 60..70].map(|from| piece(from.start, 0..from.len()));
        let told = |row: &mut Row<'_>, piece| row.within(piece).map(|word| word.span.start + piece.from).collect::<Vec<_>>();
        for first in &pieces {
            for second in &pieces {
                let mut row = Row::of(&words);
                assert_eq!(told(&mut row, first), told(&mut Row::of(&words), first));
                assert_eq!(told(&mut row, second), told(&mut Row::of(&words), second), "{first:?} {second:?}");
            }
        }
        assert_eq!(told(&mut Row::of(&words), &pieces[3]), [9, 9, 20, 48]);
    }

    #[test]
    fn ranges_that_meet_are_one() {
        assert_eq!(merged([0..2, 2..3, 5..7, 5..6, 8..9]), [0..3, 5..7, 8..9]);
    }
}
