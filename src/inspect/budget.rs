//! How much may be looked at, and for how long; and what was left for that reason.
//!
//! Without a deadline everything is looked at in one go. With one, what is most worth the time comes first: the refs' own texts, then the
//! newest commits with their small files, then the large files.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::finding::{CommitInfo, Finding, Place};
use crate::git::Commit;
use crate::source::Item;

/// Under a deadline, larger files (bytes) wait until all others have been looked at.
pub(super) const LARGE: u64 = 1 << 20;
/// So many of the things that were left are named; the rest is counted.
const NAMED: usize = 20;

/// So many findings are kept for whoever cannot wait.
const KEPT: usize = 1_000;

/// Time and sizes.
#[derive(Debug, Default)]
pub struct Budget {
    /// When looking has to end.
    until: Option<Instant>,
    /// When going through packs ahead of the commits has to end: time is left for the commits themselves.
    sweep_until: Option<Instant>,
    /// Larger files (bytes) are not looked at.
    pub blob: Option<u64>,
    /// Larger archives (bytes) are not opened; their own bytes are looked at.
    pub archive: Option<u64>,
    /// Of a push with more commits, only so many are looked at: the newest.
    pub commits: Option<u64>,
    /// What has been found by now, for whoever cannot wait until looking ends.
    found: Mutex<Vec<Finding>>,
}

/// No bounds.
pub(super) static UNLIMITED: Budget =
    Budget { until: None, sweep_until: None, blob: None, archive: None, commits: None, found: Mutex::new(Vec::new()) };

impl Budget {
    /// Bounds on the size of files and archives (bytes), and on the number of commits; no deadline.
    pub fn new(blob: Option<u64>, archive: Option<u64>, commits: Option<u64>) -> Self {
        Self { blob, archive, commits, ..Self::default() }
    }

    /// Looking has to end after so much time from now on.
    #[must_use]
    pub fn within(self, time: Duration) -> Self {
        let now = Instant::now();
        Self { until: now.checked_add(time), sweep_until: now.checked_add(time / 2), ..self }
    }

    /// Is there a deadline?
    pub fn has_deadline(&self) -> bool {
        self.until.is_some()
    }

    /// Has time run out?
    pub fn is_late(&self) -> bool {
        self.until.is_some_and(|until| Instant::now() >= until)
    }

    /// Is it time to go on from the packs to the commits?
    pub(super) fn has_swept_enough(&self) -> bool {
        self.sweep_until.is_some_and(|until| Instant::now() >= until)
    }

    /// What has been found by now, and not been asked for before.
    pub fn take_found(&self) -> Vec<Finding> {
        self.found.lock().map(|mut found| std::mem::take(&mut *found)).unwrap_or_default()
    }

    pub(super) fn found(&self, finding: &Finding) {
        if self.until.is_some()
            && let Ok(mut found) = self.found.lock()
            && found.len() < KEPT
        {
            found.push(finding.clone());
        }
    }
}

/// Which of the items a run over them is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    /// All of them.
    All,
    /// All but the large files.
    Small,
    /// The large files.
    Large,
}

/// Why something was not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Time ran out.
    Late,
    /// The file is larger than may be looked at.
    Blob,
    /// The archive is larger than may be opened.
    Archive,
    /// The push has more commits than may be looked at.
    Commits,
}

impl Why {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Late => "time ran out",
            Self::Blob => "larger than this server looks at",
            Self::Archive => "an archive larger than this server opens",
            Self::Commits => "more commits than this server looks at",
        }
    }
}

/// One text that was not looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftText {
    /// Why not.
    pub why: Why,
    /// Its path, where it has one.
    pub path: Option<Vec<u8>>,
    /// The commit that brings it, where there is one.
    pub commit: Option<Arc<CommitInfo>>,
}

/// What was not looked at. Nothing is in here by mistake: what should have been read and could not be is an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// The numbers of units that were not begun, in order, with the reason.
    pub units: Vec<(usize, Why)>,
    /// Ids of commits that were not begun: the first few of them.
    pub commits: Vec<String>,
    /// How many commits those are.
    pub commit_count: u64,
    /// Single texts: the first few.
    pub texts: Vec<LeftText>,
    /// How many texts those are.
    pub text_count: u64,
    /// All reasons that there were, in order.
    pub why: Vec<Why>,
}

impl Left {
    /// Nobody knows what was left when time ran out.
    pub fn unknown() -> Self {
        Self { why: vec![Why::Late], ..Self::default() }
    }

    /// Was all of it looked at?
    pub fn is_empty(&self) -> bool {
        self.why.is_empty()
    }

    pub(super) fn item(&mut self, item: &Item<'_>, why: Why) {
        self.because(why);
        self.text_count += 1;
        if self.texts.len() < NAMED {
            let path = item.path.filter(|_| *item.place != Place::PathName).map(<[u8]>::to_vec);
            self.texts.push(LeftText { why, path, commit: item.commit.map(Commit::info) });
        }
    }

    /// Commits that were not begun.
    pub fn commits(&mut self, ids: impl ExactSizeIterator<Item = String>, why: Why) {
        if ids.len() > 0 {
            self.because(why);
            self.commit_count += ids.len() as u64;
            let room = NAMED.saturating_sub(self.commits.len());
            self.commits.extend(ids.take(room));
        }
    }

    fn because(&mut self, why: Why) {
        if let Err(at) = self.why.binary_search(&why) {
            self.why.insert(at, why);
        }
    }

    pub(super) fn unit(&mut self, number: usize, why: Why) {
        self.because(why);
        self.units.push((number, why));
    }

    /// Both together.
    pub fn add(&mut self, more: Self) {
        for why in more.why {
            self.because(why);
        }
        self.units.extend(more.units);
        self.commit_count += more.commit_count;
        self.commits.extend(more.commits);
        self.commits.truncate(NAMED);
        self.text_count += more.text_count;
        self.texts.extend(more.texts);
        self.texts.truncate(NAMED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<'a>(place: &'a Place, path: &'a [u8]) -> Item<'a> {
        Item { place, path: Some(path), body: crate::source::Body::Text(b""), before: crate::source::Before::Nothing, commit: None }
    }

    #[test]
    fn what_was_left_is_counted_and_the_first_of_it_named() {
        let mut left = Left::default();
        assert!(left.is_empty());
        for number in 0..50 {
            left.item(&text(&Place::File, format!("f{number}").as_bytes()), Why::Blob);
        }
        left.commits((0..50).map(|number: usize| number.to_string()), Why::Late);
        left.commits(Vec::new().into_iter(), Why::Commits);
        let mut more = Left::default();
        more.item(&text(&Place::PathName, b"a name nobody has looked at"), Why::Archive);
        left.add(more);
        assert_eq!((left.text_count, left.commit_count, left.texts.len(), left.commits.len()), (51, 50, NAMED, NAMED));
        assert_eq!(left.why, [Why::Late, Why::Blob, Why::Archive]);
        // a name that was not looked at is not told
        let mut name = Left::default();
        name.item(&text(&Place::PathName, b"name"), Why::Late);
        assert_eq!(name.texts[0].path, None);
    }

    #[test]
    fn time_runs_out_where_there_is_a_deadline() {
        let none = Budget::new(None, None, None);
        assert!(!none.has_deadline() && !none.is_late() && !none.has_swept_enough());
        let past = Budget::new(None, None, None).within(Duration::ZERO);
        assert!(past.has_deadline() && past.is_late() && past.has_swept_enough());
        let future = Budget::new(None, None, None).within(Duration::from_secs(600));
        assert!(!future.is_late() && !future.has_swept_enough());
    }
}
