//! What an item was before: in its parents, in the file it was renamed from, in names that are gone.

use std::borrow::Cow;

use super::windows::fill;
use super::{WHOLE, path};
use crate::detect::{About, Candidate, Detector, decode};
use crate::git::{Entry, Kind, Oid, Repository};
use crate::novelty;
use crate::source::{Before, Item};
use crate::trouble::Trouble;

/// At most this many files that are gone are asked whether a finding was renamed away from them.
const RENAMES: usize = 2_000;

/// Earlier versions of an item, read when they are first asked for.
pub(super) struct Earlier<'a> {
    before: Before<'a>,
    path: Option<&'a [u8]>,
    repository: Option<&'a Repository>,
    versions: Option<Vec<Cow<'static, [u8]>>>,
    gone: Option<Vec<Entry>>,
}

impl<'a> Earlier<'a> {
    pub(super) fn new(item: &Item<'a>, repository: Option<&'a Repository>) -> Self {
        Self { before: item.before, path: path(item), repository, versions: None, gone: None }
    }

    fn entries(&self) -> impl Iterator<Item = Entry> + use<'a> {
        let old = match self.before {
            Before::Parents { old, .. } => old,
            Before::Nothing | Before::Names(_) => &[],
        };
        old.iter().flatten().filter(|entry| !entry.is_tree() && !entry.is_gitlink()).copied()
    }

    pub(super) fn has_versions(&self) -> bool {
        self.entries().next().is_some()
    }

    /// The versions that can be read whole. One that cannot be read counts as none at all: what it held is then new, which is the strict
    /// answer.
    pub(super) fn versions(&mut self) -> &[Cow<'static, [u8]>] {
        if self.versions.is_none() {
            let entries: Vec<Entry> = self.entries().collect();
            let read = entries.iter().filter_map(|entry| read_text(self.repository?, entry.id)).collect();
            self.versions = Some(read);
        }
        self.versions.as_deref().unwrap_or_default()
    }

    /// Has what is gone elsewhere been looked at?
    pub(super) fn asked_for_renames(&self) -> bool {
        self.gone.is_some()
    }

    /// Did the candidate stand in an earlier version, in the file that this one was renamed from, or in a name that is gone?
    pub(super) fn held(&mut self, candidate: &Candidate, text: &[u8], detector: &Detector) -> Result<bool, Trouble> {
        match self.before {
            Before::Nothing => Ok(false),
            Before::Names(gone) => {
                Ok(gone.iter().any(|(name, _)| candidate.halves().all(|half| memchr::memmem::find(name, half.secret.expose()).is_some())))
            }
            Before::Parents { gone, .. } => {
                let about = About { path: self.path, ..About::default() };
                for version in self.versions() {
                    if novelty::stood_in(candidate, version, detector, about)? {
                        return Ok(true);
                    }
                }
                if self.stood_in_large(candidate) {
                    return Ok(true);
                }
                Ok(!self.has_versions() && !gone.is_empty() && self.was_renamed(candidate, text, gone, detector)?)
            }
        }
    }

    /// The same for versions that are too large to be read whole: does the plain value stand in one of them?
    fn stood_in_large(&self, candidate: &Candidate) -> bool {
        let Some(repository) = self.repository else { return false };
        self.entries().any(|entry| {
            repository.header(entry.id).is_ok_and(|(_, size)| size >= WHOLE)
                && candidate.halves().all(|half| holds(repository, entry.id, half.secret.expose()))
        })
    }

    fn was_renamed(&mut self, candidate: &Candidate, text: &[u8], gone: &[(Vec<u8>, Entry)], detector: &Detector) -> Result<bool, Trouble> {
        let Some(repository) = self.repository else { return Ok(false) };
        let about = About { path: self.path, ..About::default() };
        let entries = self.gone.get_or_insert_with(|| files_below(repository, gone));
        for entry in entries {
            let Some(old) = read_text(repository, entry.id) else { continue };
            if novelty::stood_in(candidate, &old, detector, about)? && novelty::is_alike(&old, text) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A blob's text, where it can be read and is not too large.
fn read_text(repository: &Repository, id: Oid) -> Option<Cow<'static, [u8]>> {
    let (_, size) = repository.header(id).ok()?;
    if size >= WHOLE {
        return None;
    }
    let bytes = repository.read_as(id, Kind::Blob).ok()?;
    Some(Cow::Owned(decode::text(&bytes).bytes.into_owned()))
}

/// Does `needle` stand in a blob that is not held in memory?
fn holds(repository: &Repository, id: Oid, needle: &[u8]) -> bool {
    let mut found = false;
    let read = repository.stream(id, &mut |reader| {
        let mut window = Vec::new();
        let mut raw = vec![0; (1 << 20).max(needle.len())];
        loop {
            let length = fill(reader, &mut raw)?;
            window.extend_from_slice(&raw[..length]);
            found = found || memchr::memmem::find(&window, needle).is_some();
            if found || length < raw.len() {
                return Ok(());
            }
            window.drain(..window.len() - needle.len());
        }
    });
    read.is_ok() && found
}

/// The files among entries that are gone, and below the folders among them; not more than a bounded number.
pub(super) fn files_below(repository: &Repository, gone: &[(Vec<u8>, Entry)]) -> Vec<Entry> {
    let mut files = Vec::new();
    for (_, entry) in gone {
        if files.len() >= RENAMES {
            break;
        }
        if entry.is_tree() {
            if let Ok(delta) = repository.compare(entry.id, &[]) {
                files.extend(delta.changes.into_iter().map(|change| change.new));
            }
        } else if !entry.is_gitlink() {
            files.push(*entry);
        }
    }
    files.truncate(RENAMES);
    files
}
