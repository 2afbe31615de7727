//! From an item to findings: sweep, confirm, prove, and keep what is new.

mod crew;
mod earlier;
mod sweep;

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::ops::Range;

use crate::detect::decode::{self, Text, Wide};
use crate::detect::{About, Candidate, Detector};
use crate::finding::{Excerpt, Finding, Location, Mask, Part, Place, Stage, Tally, Verdict};
use crate::fingerprint::{Fingerprint, Key};
use crate::git::{Entry, Kind, Oid, Repository};
use crate::novelty;
use crate::source::{Before, Body, Item};
use crate::suppress::comment;
use crate::trouble::Trouble;
pub use crew::{Crew, cores};
use earlier::Earlier;
pub use sweep::Swept;

/// A text up to this size (bytes) is read whole; a larger one goes by in windows.
const WHOLE: u64 = 4 << 20;
/// A new version up to this size (bytes) is swept whole before its old versions are read: sweeping costs less than reading.
const SMALL: usize = 32 << 10;

/// Looks at items and gathers findings.
pub struct Inspector<'a> {
    detector: &'a Detector,
    repository: Option<&'a Repository>,
    key: &'a dyn Fn() -> Key,
    stage: Stage,
    /// What has been looked at already, path or no path.
    swept: Option<&'a Swept>,
    /// Pairs of versions that brought nothing: the same pair on another path or in another commit brings nothing either.
    clean: HashSet<(Oid, Vec<Option<Oid>>)>,
    /// How often a rename in one commit has answered for a candidate: the same pair elsewhere may be a copy, which is new.
    renamed: usize,
    /// Names that have been told: a folder's name stands in the path of every file below it.
    named: HashSet<Fingerprint>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What was looked at.
    pub tally: Tally,
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
            findings: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// Looks at one item.
    pub fn look(&mut self, item: Item<'_>) -> Result<(), Trouble> {
        self.tally.meant += 1;
        match item.body {
            Body::Text(text) => self.whole(item, text)?,
            Body::Blob(id) => self.blob(item, id)?,
            Body::File(path) => {
                let failed = |cause| Trouble::File { doing: "read", path: path.to_owned(), cause };
                let mut file = File::open(path).map_err(failed)?;
                let mut text = Vec::new();
                file.by_ref().take(WHOLE).read_to_end(&mut text).map_err(failed)?;
                if (text.len() as u64) < WHOLE {
                    self.whole(item, &text)?;
                } else {
                    self.windows(item, &mut text.as_slice().chain(file)).map_err(|error| error.or_file(path))?;
                }
            }
        }
        self.tally.read += 1;
        Ok(())
    }

    fn repository(&self) -> Result<&'a Repository, Trouble> {
        self.repository.ok_or_else(|| Trouble::Usage { what: "a blob can be read only in a repository".to_owned(), next: String::new() })
    }

    fn blob(&mut self, item: Item<'_>, id: Oid) -> Result<(), Trouble> {
        let repository = self.repository()?;
        if self.swept.is_some_and(|swept| swept.brings_nothing(id, old_entries(item.before))) {
            return Ok(());
        }
        let pair = (id, old_ids(item.before));
        if self.clean.contains(&pair) {
            return Ok(());
        }
        let (found, renamed) = (self.findings.len(), self.renamed);
        let (_, size) = repository.header(id)?;
        if size < WHOLE {
            self.whole(item, &repository.read_as(id, Kind::Blob)?)?;
        } else {
            let mut failure = None;
            repository.stream(id, &mut |reader| {
                self.findings.truncate(found);
                match self.windows(item, reader) {
                    Ok(()) => Ok(()),
                    Err(Stopped::Reading(error)) => Err(error),
                    Err(Stopped::Judging(trouble)) => {
                        failure = Some(trouble);
                        Ok(())
                    }
                }
            })?;
            if let Some(trouble) = failure {
                return Err(trouble);
            }
        }
        if self.findings.len() == found && self.renamed == renamed {
            self.clean.insert(pair);
        }
        Ok(())
    }

    /// A text that is in memory.
    fn whole(&mut self, item: Item<'_>, bytes: &[u8]) -> Result<(), Trouble> {
        self.tally.bytes += bytes.len() as u64;
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
        let candidates = self.detector.scan(&text.bytes, range, About { path: item.path, binary: text.binary })?;
        self.keep(item, &text, candidates, 0, &mut before)
    }

    /// A text that goes by in windows: memory does not grow with it, and every keyword is seen with the reach of its rule around it.
    fn windows(&mut self, item: Item<'_>, reader: &mut dyn Read) -> Result<(), Stopped> {
        let reach = self.detector.reach();
        let step = (1 << 20).max(4 * reach);
        let mut before = Earlier::new(&item, self.repository);
        let mut window: Vec<u8> = Vec::with_capacity(step + 2 * reach);
        let (mut wide, mut binary, mut first) = (None, false, true);
        let mut raw = vec![0; step];
        // lines that have gone by, and up to where keywords have been looked for (bytes of the window)
        let (mut lines, mut swept) = (0, 0);
        loop {
            let length = fill(reader, &mut raw).map_err(Stopped::Reading)?;
            let last = length < raw.len();
            self.tally.bytes += length as u64;
            let piece = &raw[..length];
            if first {
                wide = Wide::detect(piece);
                binary = wide.is_none() && decode::is_binary(piece);
                first = false;
            }
            match wide {
                // the step is a multiple of every unit, so only the end of the text can cut one
                Some(wide) => window.extend(wide.decode(piece)),
                None => window.extend_from_slice(piece),
            }
            let end = if last { window.len() } else { window.len().saturating_sub(reach).max(swept) };
            let candidates = self.detector.scan(&window, swept..end, About { path: item.path, binary }).map_err(Trouble::from)?;
            let text = Text { bytes: Cow::Borrowed(&window), binary };
            self.keep(item, &text, candidates, lines, &mut before)?;
            if last {
                return Ok(());
            }
            let gone = end.saturating_sub(reach);
            lines += memchr::memchr_iter(b'\n', &window[..gone]).count();
            window.drain(..gone);
            swept = end - gone;
        }
    }

    /// Makes findings of the candidates that are new. `above`: lines of the text that stand before this part of it.
    fn keep(
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
                line,
                column,
                end_line,
                end_column,
                commit: item.commit.cloned(),
                excerpt: Excerpt::new(&text.bytes, near(&masks, &candidate.span, self.detector.reach()), candidate.span.clone()),
            };
            let known = self.findings.iter().rev().take_while(|other| other.location.path.as_deref() == item.path);
            // windows overlap, so a secret near a seam may come by twice
            if above > 0
                && known
                    .into_iter()
                    .any(|other| other.fingerprint == fingerprint && other.location.line == line && other.location.column == column)
            {
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
            self.findings.push(Finding {
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
                comment: comment::beside(&text.bytes, &span),
                suppression: None,
                verdict: Verdict::Block,
            });
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

/// Why a stream was not looked at to its end.
enum Stopped {
    Reading(std::io::Error),
    Judging(Trouble),
}

impl Stopped {
    fn or_file(self, path: &std::path::Path) -> Trouble {
        match self {
            Self::Reading(cause) => Trouble::File { doing: "read", path: path.to_owned(), cause },
            Self::Judging(trouble) => trouble,
        }
    }
}

impl From<Trouble> for Stopped {
    fn from(trouble: Trouble) -> Self {
        Self::Judging(trouble)
    }
}

/// Reads until `buffer` is full or the text ends.
fn fill(reader: &mut dyn Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match reader.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
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

/// Counts lines as candidates go by in the order of their places.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t [u8], above: usize) -> Self {
        Self { text, at: 0, line: above + 1 }
    }

    /// Line and column (in characters), both from 1.
    fn position(&mut self, at: usize) -> (usize, usize) {
        let at = at.min(self.text.len());
        if at >= self.at {
            self.line += memchr::memchr_iter(b'\n', &self.text[self.at..at]).count();
        } else {
            self.line -= memchr::memchr_iter(b'\n', &self.text[at..self.at]).count();
        }
        self.at = at;
        let start = crate::detect::line_start(self.text, at);
        // a byte that continues a UTF-8 character begins none
        let column = self.text[start..at].iter().filter(|byte| **byte & 0xc0 != 0x80).count() + 1;
        (self.line, column)
    }
}
