//! How much a run meant to look at, and how much it did.
//!
//! The two numbers of a [`Count`] come from different places: what a source listed, what a header promised, how many lines came in, against
//! what was looked at to its end. A fault that lets something drop out on the way is seen by it.

use serde::{Deserialize, Serialize};

/// At most so many missing things are named.
const NAMED: usize = 5;

/// Of one kind of thing: how many were meant, and how many were done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// That were to be looked at.
    pub meant: u64,
    /// That were.
    pub done: u64,
}

impl Count {
    /// So many, and all of them done.
    pub fn all(number: u64) -> Self {
        Self { meant: number, done: number }
    }

    /// Both together.
    pub fn add(&mut self, more: Self) {
        self.meant += more.meant;
        self.done += more.done;
    }

    /// Is what was done what was meant?
    pub fn is_whole(self) -> bool {
        self.meant == self.done
    }
}

/// How much was looked at. A run that looked at less than it meant to has not decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Lines that a push hook was given: that came in, that were understood.
    pub lines: Count,
    /// Refs that are to move: that were listed, that were followed to what they name.
    pub refs: Count,
    /// Commits, staged changes or files: that were listed, that were gone through.
    pub units: Count,
    /// Texts (blobs, messages, names): that their commit or change has, that were looked at.
    pub texts: Count,
    /// Members of archives: that came out, that were looked at.
    pub members: Count,
    /// Bytes: that the headers of objects and files promise, that went by.
    pub bytes: Count,
    /// What was in archives and could not be looked at; it is told by itself.
    pub unread: u64,
    /// The first things that are missing, printable.
    pub missing: Vec<String>,
}

impl Tally {
    /// Both together.
    pub fn add(&mut self, more: Self) {
        for (own, more) in [
            (&mut self.lines, more.lines),
            (&mut self.refs, more.refs),
            (&mut self.units, more.units),
            (&mut self.texts, more.texts),
            (&mut self.members, more.members),
            (&mut self.bytes, more.bytes),
        ] {
            own.add(more);
        }
        self.unread += more.unread;
        more.missing.into_iter().for_each(|name| self.miss(name));
    }

    /// Texts, and members of archives: what a person takes for a file.
    pub fn looked(&self) -> Count {
        Count { meant: self.texts.meant + self.members.meant, done: self.texts.done + self.members.done }
    }

    /// Names something that is missing.
    pub fn miss(&mut self, name: String) {
        if self.missing.len() < NAMED && !self.missing.contains(&name) {
            self.missing.push(name);
        }
    }

    /// The first count that is not whole, and of what it is.
    pub fn gap(&self) -> Option<(&'static str, Count)> {
        let counts = [
            ("lines of standard input", self.lines),
            ("refs", self.refs),
            ("commits, changes or files", self.units),
            ("texts", self.texts),
            ("members of archives", self.members),
            ("bytes", self.bytes),
        ];
        counts.into_iter().find(|(_, count)| !count.is_whole())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_in_any_count_is_told_with_the_first_that_are_missing() {
        assert_eq!(Tally { texts: Count::all(3), unread: 2, ..Tally::default() }.gap(), None);
        let short = Count { meant: 3, done: 2 };
        let bare = Tally::default;
        for (tally, what) in [
            (Tally { lines: short, ..bare() }, "lines of standard input"),
            (Tally { refs: short, ..bare() }, "refs"),
            (Tally { units: short, ..bare() }, "commits, changes or files"),
            (Tally { texts: short, ..bare() }, "texts"),
            (Tally { members: short, ..bare() }, "members of archives"),
            (Tally { bytes: Count { meant: 2, done: 3 }, ..bare() }, "bytes"),
        ] {
            let mut all = Tally { texts: Count::all(7), ..bare() };
            all.add(tally);
            assert_eq!(all.gap().map(|(what, _)| what), Some(what));
        }
        let mut all = Tally::default();
        (0..9).for_each(|number| all.miss(format!("{}", number / 2)));
        assert_eq!(all.missing, ["0", "1", "2", "3", "4"]);
    }
}
