//! From an item to findings: sweep, confirm, prove, and keep what is new.

mod budget;
mod crew;
mod earlier;
#[cfg(fuzzing)]
pub mod fuzzing;
mod inside;
mod keep;
mod lines;
mod stopped;
mod sweep;
mod visited;
mod windows;

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::detect::decode;
use crate::detect::{About, Detector, Standing};
use crate::finding::{Finding, Place, Stage, Tally, Unread};
use crate::fingerprint::{Fingerprint, Key};
use crate::git::{Entry, Kind, Oid, Repository};
use crate::novelty;
use crate::source::{Before, Body, Item};
use crate::trouble::Trouble;
use crate::unpack::document;
pub use budget::{Budget, Left, LeftText, Why};
use budget::{LARGE, Pass, UNLIMITED};
pub use crew::Crew;
use earlier::Earlier;
use inside::{Archive, Watch};
use stopped::Stopped;
pub use sweep::Swept;

/// A text up to this size (bytes) is read whole; a larger one goes by in windows.
const WHOLE: u64 = 4 << 20;
/// A new version up to this size (bytes) is swept whole before its old versions are read: sweeping costs less than reading.
const SMALL: usize = 32 << 10;

/// So many authors and committers are remembered, of so many bytes each.
const PEOPLE: usize = 10_000;
const PERSON: usize = 500;

/// A blob, and what stood in its place in every parent.
type Versions = (Oid, Vec<Option<Oid>>);

/// What was looked at, and what was found.
#[derive(Debug, Default)]
pub struct Looked {
    /// What was found.
    pub findings: Vec<Finding>,
    /// What was in archives and could not be looked at.
    pub unread: Vec<Unread>,
    /// How much was looked at.
    pub tally: Tally,
    /// What was not looked at, since it may not be or time ran out.
    pub left: Left,
    /// How many commits a push brings.
    pub commits: u64,
}

impl Looked {
    /// A run that looked at less than it meant to has not decided.
    pub fn counted(self) -> Result<Self, Trouble> {
        match self.tally.gap() {
            None => Ok(self),
            Some((what, count)) => Err(Trouble::Uncounted { what, count, missing: self.tally.missing }),
        }
    }

    /// Both together.
    pub fn add(&mut self, more: Self) {
        self.findings.extend(more.findings);
        self.unread.extend(more.unread);
        self.tally.add(more.tally);
        self.left.add(more.left);
        self.commits += more.commits;
    }
}

/// Looks at items and gathers findings.
pub struct Inspector<'a> {
    detector: &'a Detector,
    repository: Option<&'a Repository>,
    key: &'a dyn Fn() -> Key,
    stage: Stage,
    /// What has been looked at already, path or no path.
    swept: Option<&'a Swept>,
    /// Pairs of versions that brought nothing, with what their path tells, and the path itself where a rule asks for its name: the same
    /// pair on another such path or in another commit brings nothing either.
    clean: HashSet<(Versions, Standing, Option<Vec<u8>>)>,
    /// How often a rename in one commit has answered for a candidate: the same pair elsewhere may be a copy, which is new.
    renamed: usize,
    /// Names that have been told: a folder's name stands in the path of every file below it.
    named: HashSet<Fingerprint>,
    /// Authors and committers in whom nothing stands: the same few are in most commits.
    people: HashSet<Vec<u8>>,
    /// What has been told of a text that goes by in windows, and where.
    told: Option<HashSet<(Fingerprint, usize, usize)>>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What was in archives and could not be looked at: the first ones; the tally has the number of all.
    pub unread: Vec<Unread>,
    /// What was looked at.
    pub tally: Tally,
    budget: &'a Budget,
    pass: Pass,
    /// Something was put off for a later pass.
    put_off: bool,
    left: Left,
    /// How many items have come since it was last told how many there should be, and how many of those are not counted: left, or for another
    /// pass.
    handed: u64,
    skipped: u64,
}

/// What came of an item.
enum Seen {
    /// It was looked at.
    Whole,
    /// Another pass is for it.
    Elsewhere,
    /// It may not be looked at.
    Not(Why),
}

impl<'a> Inspector<'a> {
    /// An inspector that gives its findings this stage; `key` is asked for when there is something to fingerprint. Blobs can be read only where there is a repository.
    pub fn new(detector: &'a Detector, repository: Option<&'a Repository>, key: &'a dyn Fn() -> Key, stage: Stage) -> Self {
        Self {
            detector,
            repository,
            key,
            stage,
            swept: None,
            clean: HashSet::new(),
            renamed: 0,
            named: HashSet::new(),
            people: HashSet::new(),
            told: None,
            findings: Vec::new(),
            unread: Vec::new(),
            tally: Tally::default(),
            budget: &UNLIMITED,
            pass: Pass::All,
            put_off: false,
            left: Left::default(),
            handed: 0,
            skipped: 0,
        }
    }

    /// The same within bounds.
    #[must_use]
    pub fn within(self, budget: &'a Budget) -> Self {
        Self { budget, ..self }
    }

    /// What has come of it.
    pub fn looked(self) -> Looked {
        Looked { findings: self.findings, unread: self.unread, tally: self.tally, left: self.left, commits: 0 }
    }

    /// Looks at one item. What may not be looked at, or not any more, is kept in mind. How many there should be, whoever hands them over tells
    /// by [`Inspector::announced`].
    pub fn look(&mut self, item: Item<'_>) -> Result<(), Trouble> {
        self.handed += 1;
        if self.budget.is_late() {
            self.skipped += 1;
            self.left.item(&item, Why::Late);
            return Ok(());
        }
        let (bytes, members) = (self.tally.bytes, self.tally.members);
        match self.look_at(item) {
            Ok(Seen::Whole) => {
                self.tally.texts.done += 1;
                if self.tally.bytes.meant - bytes.meant != self.tally.bytes.done - bytes.done {
                    self.tally.miss(item.label());
                }
                return Ok(());
            }
            Ok(Seen::Elsewhere) => self.put_off |= self.pass == Pass::Small,
            Ok(Seen::Not(why)) => self.left.item(&item, why),
            Err(Stopped::Late) => self.left.item(&item, Why::Late),
            Err(stopped) => return Err(stopped.into()),
        }
        // another pass counts it, or it is told as left
        (self.tally.bytes, self.tally.members) = (bytes, members);
        self.skipped += 1;
        Ok(())
    }

    /// So many texts should have been handed over since this was told last. Were they?
    pub fn announced(&mut self, texts: u64) -> bool {
        self.tally.texts.meant += texts.saturating_sub(std::mem::take(&mut self.skipped));
        std::mem::take(&mut self.handed) == texts
    }

    fn look_at(&mut self, item: Item<'_>) -> Result<Seen, Stopped> {
        if let Body::Blob(id) = item.body {
            return self.blob(item, id);
        }
        if self.pass == Pass::Large {
            return Ok(Seen::Elsewhere);
        }
        match item.body {
            Body::Text(text) => {
                self.tally.bytes.meant += text.len() as u64;
                let found = self.findings.len();
                match item.place {
                    Place::Identity => self.people(item, text)?,
                    Place::Stdin => {
                        self.whole(item, text)?;
                        self.inside(item, found, Archive::Bytes(text))?;
                    }
                    _ => self.whole(item, text)?,
                }
            }
            Body::Blob(_) => {}
            Body::File(path) => self.file(item, path)?,
        }
        Ok(Seen::Whole)
    }

    fn people(&mut self, item: Item<'_>, text: &[u8]) -> Result<(), Trouble> {
        if self.people.contains(text) {
            self.tally.bytes.done += text.len() as u64;
            return Ok(());
        }
        let found = self.findings.len();
        self.whole(item, text)?;
        if self.findings.len() == found && text.len() <= PERSON && self.people.len() < PEOPLE {
            self.people.insert(text.to_vec());
        }
        Ok(())
    }

    fn file(&mut self, item: Item<'_>, path: &Path) -> Result<(), Stopped> {
        let failed = |cause| Trouble::File { doing: "read", path: path.to_owned(), cause };
        let mut file = File::open(path).map_err(failed)?;
        let size = file.metadata().map_err(failed)?.len();
        let (found, done) = (self.findings.len(), self.tally.bytes.done);
        let mut text = Vec::new();
        file.by_ref().take(WHOLE).read_to_end(&mut text).map_err(failed)?;
        if (text.len() as u64) < WHOLE {
            self.whole(item, &text)?;
            self.file_meant(size, done);
            self.inside(item, found, Archive::Bytes(&text))
        } else {
            let mut watch = Watch::new(text.as_slice().chain(&mut file));
            self.windows(item, &mut watch).map_err(|error| error.in_file(path))?;
            let format = watch.format();
            self.file_meant(size, done);
            format.map_or(Ok(()), |format| self.inside(item, found, Archive::File(file, format))).map_err(|error| error.in_file(path))
        }
    }

    /// A file may grow while it is read, and what the system makes up has no size: the size is the least that has to go by.
    fn file_meant(&mut self, size: u64, before: u64) {
        self.tally.bytes.meant += size.max(self.tally.bytes.done - before);
    }

    fn repository(&self) -> Result<&'a Repository, Trouble> {
        self.repository.ok_or_else(|| Trouble::Usage { what: "a blob can be read only in a repository".to_owned(), next: String::new() })
    }

    fn blob(&mut self, item: Item<'_>, id: Oid) -> Result<Seen, Stopped> {
        let repository = self.repository()?;
        let path = path(&item);
        let named = path.filter(|path| self.detector.wants_path(path));
        // a sweep knows no names: where one has a say, it is looked at here
        let swept = self.swept.filter(|_| named.is_none() && !path.is_some_and(document::is_one));
        if swept.is_some_and(|swept| swept.brings_nothing(id, old_entries(item.before))) {
            return Ok(if self.pass == Pass::Large { Seen::Elsewhere } else { Seen::Whole });
        }
        let pair = ((id, old_ids(item.before)), Standing::of(item.path), named.map(<[u8]>::to_vec));
        if self.pass != Pass::Large && self.clean.contains(&pair) {
            return Ok(Seen::Whole);
        }
        let (found, renamed) = (self.findings.len(), self.renamed);
        let (_, size) = repository.header(id).map_err(Trouble::from)?;
        if self.pass != Pass::All && (size > LARGE) != (self.pass == Pass::Large) {
            return Ok(Seen::Elsewhere);
        }
        if self.clean.contains(&pair) {
            return Ok(Seen::Whole);
        }
        if self.budget.blob.is_some_and(|most| size > most) {
            return Ok(Seen::Not(Why::Blob));
        }
        self.tally.bytes.meant += size;
        if size < WHOLE {
            let bytes = repository.read_as(id, Kind::Blob).map_err(Trouble::from)?;
            self.whole(item, &bytes)?;
            self.inside(item, found, Archive::Bytes(&bytes))?;
        } else {
            let mut format = None;
            self.stream(repository, id, |inspector, reader| {
                let mut watch = Watch::new(reader);
                inspector.windows(item, &mut watch)?;
                format = watch.format();
                Ok(())
            })?;
            if let Some(format) = format {
                self.stream(repository, id, |inspector, reader| inspector.inside(item, found, Archive::Stream(reader, size, format)))?;
            }
        }
        if self.findings.len() == found && self.renamed == renamed {
            self.clean.insert(pair);
        }
        Ok(Seen::Whole)
    }

    /// Reads a blob as it goes by. Where git has to be asked a second time, what was found in the first part of it is forgotten.
    fn stream(
        &mut self,
        repository: &Repository,
        id: Oid,
        mut look: impl FnMut(&mut Self, &mut dyn Read) -> Result<(), Stopped>,
    ) -> Result<(), Stopped> {
        let (found, unread, tally) = (self.findings.len(), self.unread.len(), self.tally.clone());
        let mut failure = None;
        repository
            .stream(id, &mut |reader| {
                self.findings.truncate(found);
                self.unread.truncate(unread);
                self.tally.clone_from(&tally);
                match look(self, reader) {
                    Ok(()) => Ok(()),
                    Err(Stopped::Reading(error)) => Err(error),
                    Err(stopped) => {
                        failure = Some(stopped);
                        Ok(())
                    }
                }
            })
            .map_err(Trouble::from)?;
        failure.map_or(Ok(()), Err)
    }

    /// A text that is in memory, beside the items that were announced: a name or a part inside one.
    fn besides(&mut self, item: Item<'_>, bytes: &[u8]) -> Result<(), Trouble> {
        self.tally.bytes.meant += bytes.len() as u64;
        self.whole(item, bytes)
    }

    /// A text that is in memory.
    fn whole(&mut self, item: Item<'_>, bytes: &[u8]) -> Result<(), Trouble> {
        self.tally.bytes.done += bytes.len() as u64;
        let text = decode::text(bytes);
        let mut before = Earlier::new(&item, self.repository);
        let range = if text.bytes.len() > SMALL && before.has_versions() {
            let versions: Vec<&[u8]> = before.versions().iter().map(std::convert::AsRef::as_ref).collect();
            let changed = novelty::changed(&text.bytes, &versions);
            let reach = self.detector.reach();
            changed.start.saturating_sub(reach)..(changed.end + reach).min(text.bytes.len())
        } else {
            0..text.bytes.len()
        };
        let candidates = self.detector.scan(&text.bytes, range, About { path: path(&item), binary: text.binary, ..About::default() })?;
        self.keep(item, &text, candidates, 0, &mut before)
    }
}

/// The path of the file that the item is the text of: a link's target and a name are no such text.
fn path<'i>(item: &Item<'i>) -> Option<&'i [u8]> {
    (*item.place == Place::File).then_some(item.path).flatten()
}

fn old_entries(before: Before<'_>) -> &[Option<Entry>] {
    match before {
        Before::Parents { old, .. } => old,
        Before::Nothing | Before::Names(_) => &[],
    }
}

fn old_ids(before: Before<'_>) -> Vec<Option<Oid>> {
    old_entries(before).iter().map(|entry| entry.map(|entry| entry.id)).collect()
}
