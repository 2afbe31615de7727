//! What is in an item that is an archive, or a document that holds others.
//!
//! The item's own bytes have been looked at before, as those of any other. What its members bring is told at their places; the same secret at
//! a place of the archive's own bytes is not told a second time, and what stood in the archive before is not new, in whichever member.

use std::collections::HashSet;
use std::fs::File;
use std::io::{Cursor, Read, Seek};

use super::earlier::files_below;
use super::{Inspector, Stopped, WHOLE, Why};
use crate::finding::{Place, Unread};
use crate::fingerprint::Fingerprint;
use crate::git::{Commit, Entry, Kind, Oid, Repository};
use crate::novelty;
use crate::source::{Before, Body, Item};
use crate::trouble::Trouble;
use crate::unpack::{self, Content, Event, Format, Limits, Stop, document};

/// At most so many parts that were not looked at are told (the rest is counted).
const TOLD: usize = 1_000;

/// Where the bytes are that may be an archive's.
pub(super) enum Archive<'a> {
    /// In memory.
    Bytes(&'a [u8]),
    /// In a file.
    File(File, Format),
    /// Going by; and how many they are.
    Stream(&'a mut dyn Read, u64, Format),
}

/// Sees the first and last bytes of what goes by.
pub(super) struct Watch<R> {
    inner: R,
    head: Vec<u8>,
    tail: Vec<u8>,
}

impl<R> Watch<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, head: Vec::new(), tail: Vec::new() }
    }

    /// The format of what has gone by.
    pub(super) fn format(&self) -> Option<Format> {
        unpack::format(&self.head, &self.tail)
    }
}

impl<R: Read> Read for Watch<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let piece = &buffer[..length];
        self.head.extend_from_slice(&piece[..length.min(unpack::HEAD - self.head.len())]);
        self.tail.extend_from_slice(&piece[length.saturating_sub(unpack::TAIL)..]);
        self.tail.drain(..self.tail.len().saturating_sub(unpack::TAIL));
        Ok(length)
    }
}

/// Counts what goes by.
struct Passing<'p> {
    inner: &'p mut dyn Read,
    passed: u64,
}

impl Read for Passing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.passed += length as u64;
        Ok(length)
    }
}

impl Inspector<'_> {
    /// Looks into `archive`, the bytes of `item`, where it is one. The findings from `found` on are those of its own bytes.
    pub(super) fn inside(&mut self, item: Item<'_>, found: usize, archive: Archive<'_>) -> Result<(), Stopped> {
        let path = item.path.unwrap_or(b"-");
        if self.is_too_large(&archive)? {
            self.left.item(&item, Why::Archive);
            return Ok(());
        }
        let own = found..self.findings.len();
        // findings in the bytes of archives, whose members come first
        let mut raw: Vec<usize> = own.clone().collect();
        let mut sink = |event: Event<'_>| self.event(item, event, &mut raw);
        let limits = Limits::default();
        let walked = match archive {
            Archive::Bytes(bytes) => {
                if let Some(format) = unpack::format_of(bytes) {
                    unpack::walk(Content::Here(&mut Cursor::new(bytes)), bytes.len() as u64, format, path, limits, &mut sink)
                } else {
                    self.parts(item, path, bytes)?;
                    Ok(())
                }
            }
            Archive::File(mut file, format) => {
                let size = file.metadata().map_err(Stopped::Reading)?.len();
                file.rewind().map_err(Stopped::Reading)?;
                unpack::walk(Content::Here(&mut file), size, format, path, limits, &mut sink)
            }
            Archive::Stream(reader, size, format) => unpack::walk(Content::Stream(reader), size, format, path, limits, &mut sink),
        };
        walked.map_err(|stop| match stop {
            Stop::Reading(error) => Stopped::Reading(error),
            Stop::Sink(stopped) => stopped,
        })?;
        for finding in &mut self.findings[own.end..] {
            // told as the file that git knows, and what is inside it
            let joined = finding.location.path.replace(path.to_vec()).unwrap_or_default();
            finding.location.member = joined.strip_prefix(path).and_then(|rest| rest.strip_prefix(b"!/")).map(<[u8]>::to_vec);
        }
        self.settle(item, own.end, &raw);
        Ok(())
    }

    /// Is it an archive that may not be opened for its size?
    fn is_too_large(&self, archive: &Archive<'_>) -> Result<bool, Stopped> {
        let Some(most) = self.budget.archive else { return Ok(false) };
        let size = match archive {
            Archive::Bytes(bytes) => unpack::format_of(bytes).map_or(0, |_| bytes.len() as u64),
            Archive::File(file, _) => file.metadata().map_err(Stopped::Reading)?.len(),
            Archive::Stream(_, size, _) => *size,
        };
        Ok(size > most)
    }

    /// Looks at what comes out of an archive.
    fn event(&mut self, item: Item<'_>, event: Event<'_>, raw: &mut Vec<usize>) -> Result<(), Stopped> {
        if self.budget.is_late() {
            return Err(Stopped::Late);
        }
        match event {
            Event::Unread { path, why } => {
                self.member_name(item, path)?;
                let unread = Unread { path: path.to_vec(), why: why.words(), commit: item.commit.map(Commit::info) };
                if !self.unread.contains(&unread) {
                    self.tally.unread += 1;
                    if self.unread.len() < TOLD {
                        self.unread.push(unread);
                    }
                }
                Ok(())
            }
            Event::Member { path, content, raw: is_raw } => {
                self.member_name(item, path)?;
                let found = self.findings.len();
                let member = Item { place: &Place::File, path: Some(path), before: Before::Nothing, ..item };
                self.tally.members.meant += u64::from(!is_raw);
                let before = self.tally.bytes;
                let mut text = Vec::new();
                // what comes out of the archive, counted where it comes out
                let mut content = Passing { inner: content, passed: 0 };
                content.by_ref().take(WHOLE).read_to_end(&mut text).map_err(Stopped::Reading)?;
                let is_small = (text.len() as u64) < WHOLE;
                if is_small {
                    self.whole(member, &text)?;
                } else {
                    self.windows(member, &mut text.as_slice().chain(&mut content))?;
                }
                self.tally.bytes.meant += content.passed;
                if self.tally.bytes.done - before.done != content.passed {
                    self.tally.miss(member.label());
                }
                if is_small {
                    self.parts(member, path, &text)?;
                }
                self.tally.members.done += u64::from(!is_raw);
                if is_raw {
                    raw.extend(found..self.findings.len());
                }
                Ok(())
            }
        }
    }

    /// Looks at the name that something has inside `item`; the item's own name has been looked at.
    fn member_name(&mut self, item: Item<'_>, path: &[u8]) -> Result<(), Trouble> {
        let own = item.path.map_or(1, <[u8]>::len);
        self.besides(Item { place: &Place::PathName, path: Some(path), before: Before::Nothing, ..item }, &path[own.min(path.len())..])
    }

    /// Looks at the files that a document holds as strings.
    fn parts(&mut self, item: Item<'_>, path: &[u8], text: &[u8]) -> Result<(), Trouble> {
        for (name, text) in document::parts(path, text) {
            let path = [path, b"!/", &name].concat();
            self.besides(Item { path: Some(&path), before: Before::Nothing, ..item }, &text)?;
        }
        Ok(())
    }

    /// Keeps of the findings from `members` on what is new, and of those at `raw` places what no member has.
    fn settle(&mut self, item: Item<'_>, members: usize, raw: &[usize]) {
        if self.findings.len() == members {
            return;
        }
        let is_raw = |at: &usize| raw.binary_search(at).is_ok();
        let inside: HashSet<Fingerprint> =
            (members..self.findings.len()).filter(|at| !is_raw(at)).map(|at| self.findings[at].fingerprint).collect();
        let before = self.stood_before(item);
        let mut at = 0;
        self.findings.retain(|finding| {
            let own = at;
            at += 1;
            let told_inside = is_raw(&own) && inside.contains(&finding.fingerprint);
            let old = own >= members && before.as_ref().is_none_or(|before| before.contains(&finding.fingerprint));
            !told_inside && !old
        });
    }

    /// Everything that stood in the earlier versions of an item, plain or in whatever they held; nothing is returned where the item is one of
    /// the files that are gone from elsewhere, unchanged.
    fn stood_before(&mut self, item: Item<'_>) -> Option<HashSet<Fingerprint>> {
        let mut held = HashSet::new();
        let (Before::Parents { old, gone }, Body::Blob(id), Some(repository)) = (item.before, item.body, self.repository) else {
            return Some(held);
        };
        let mut versions: Vec<Oid> = old.iter().flatten().filter(|entry| is_file(entry)).map(|entry| entry.id).collect();
        if versions.is_empty() && !gone.is_empty() {
            self.renamed += 1;
            let files = files_below(repository, gone);
            if files.iter().any(|entry| entry.id == id) {
                return None;
            }
            versions.extend(files.iter().filter(|entry| is_file(entry) && are_alike(repository, entry.id, id)).map(|entry| entry.id));
        }
        for version in versions {
            let mut earlier = Inspector::new(self.detector, self.repository, self.key, self.stage).within(self.budget);
            // a version that cannot be read held nothing: that is the strict answer
            let read = earlier.look(Item { body: Body::Blob(version), before: Before::Nothing, ..item });
            if read.is_ok() {
                held.extend(earlier.findings.iter().map(|finding| finding.fingerprint));
            }
        }
        Some(held)
    }
}

fn is_file(entry: &Entry) -> bool {
    !entry.is_tree() && !entry.is_gitlink()
}

/// Is one of two blobs the other one, changed? Only for those that are read whole.
fn are_alike(repository: &Repository, old: Oid, new: Oid) -> bool {
    let read = |id| {
        let (_, size) = repository.header(id).ok()?;
        if size < WHOLE { repository.read_as(id, Kind::Blob).ok() } else { None }
    };
    matches!((read(old), read(new)), (Some(old), Some(new)) if novelty::is_alike(&old, &new))
}
