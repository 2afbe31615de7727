//! All blobs of the packs, looked at once without asking where they stand: nearly all of them hold nothing, and the walk over the commits
//! need not read those again.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use super::WHOLE;
use crate::detect::{About, Candidate, DetectError, Detector, decode};
use crate::git::{Entry, Oid, Packed, Packs, Repository};

/// Blobs and differences may take this much memory (bytes), over all threads.
const MEMORY: usize = 32 << 20;

/// What the blobs of the packs hold.
pub struct Swept {
    packs: Packs,
    /// By number, a bit each: it was looked at.
    seen: Vec<AtomicU64>,
    /// By number: a hash of each secret in it, sorted. Blobs that hold none are not listed.
    secrets: HashMap<usize, Box<[u64]>>,
    bytes: u64,
}

/// What is remembered of a blob while others are made out of it.
struct Blob {
    /// It holds a secret, or is written in wide characters: what is made out of it is looked at as a whole.
    alone: bool,
    binary: bool,
    /// How far from a keyword in it anything may have a say in what is found there (bytes).
    influence: usize,
}

/// One thread's part.
#[derive(Default)]
struct Part {
    secrets: Vec<(usize, Box<[u64]>)>,
    bytes: u64,
}

impl Swept {
    /// Looks at all blobs in the repository's packs that are not too large to be held in memory. `done` is told how many bytes of them have
    /// gone by.
    pub fn new(repository: &Repository, detector: &Detector, threads: usize, done: impl Fn(u64, u64) + Sync) -> Result<Self, DetectError> {
        let packs = repository.packs();
        let seen: Vec<AtomicU64> = (0..packs.objects().div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        let hasher = RandomState::new();
        let longest = detector.longest_keyword();
        let mut parts: Vec<Part> = (0..threads.max(1)).map(|_| Part::default()).collect();
        let total = packs.bytes();
        let limit = usize::try_from(WHOLE).unwrap_or(usize::MAX) - 1;
        let look = |part: &mut Part, packed: Packed<'_, Blob>| {
            part.bytes += packed.data.len() as u64;
            let (blob, secrets) = look(detector, longest, &hasher, &packed)?;
            if !secrets.is_empty() {
                part.secrets.push((packed.number, secrets.into()));
            }
            seen[packed.number / 64].fetch_or(1 << (packed.number % 64), Ordering::Relaxed);
            Ok(blob)
        };
        packs.each_blob(&mut parts, limit, MEMORY, look, |bytes| done(bytes, total))?;
        let bytes = parts.iter().map(|part| part.bytes).sum();
        let secrets = parts.into_iter().flat_map(|part| part.secrets).collect();
        Ok(Self { packs, seen, secrets, bytes })
    }

    /// How many bytes were looked at.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Is it certain that `new` holds no secret that one of the versions `old` does not hold too? It is not where a blob was not looked at.
    pub(super) fn brings_nothing(&self, new: Oid, old: &[Option<Entry>]) -> bool {
        let Some(secrets) = self.secrets(new) else { return false };
        let holds_all =
            |entry: &Entry| self.secrets(entry.id).is_some_and(|others| secrets.iter().all(|secret| others.binary_search(secret).is_ok()));
        secrets.is_empty() || old.iter().flatten().any(holds_all)
    }

    /// What was found in a blob; none where it was not looked at.
    fn secrets(&self, id: Oid) -> Option<&[u64]> {
        let number = self.packs.numbers(id).find(|number| self.seen[number / 64].load(Ordering::Relaxed) >> (number % 64) & 1 == 1)?;
        Some(self.secrets.get(&number).map_or(&[], |secrets| secrets))
    }
}

/// Hashes of the secrets in a blob. Of one that is made out of a blob without secrets, only what is not copied from there is looked at, and
/// what it may have a say in.
fn look(detector: &Detector, longest: usize, hasher: &RandomState, packed: &Packed<'_, Blob>) -> Result<(Blob, Vec<u64>), DetectError> {
    let text = decode::text(packed.data);
    let is_plain = matches!(text.bytes, Cow::Borrowed(_));
    let mark = if is_plain { packed.data.len() - text.bytes.len() } else { 0 };
    let base = packed.base.as_ref().filter(|base| is_plain && !base.made.alone && base.made.binary == text.binary);
    let (ranges, before) = match base {
        Some(base) => (widened(base.changed, base.made.influence, mark, text.bytes.len()), base.made.influence),
        None => (vec![0..text.bytes.len()], longest),
    };
    let mut secrets = Vec::new();
    let mut influence = before;
    for range in ranges {
        let (candidates, own) = detector.survey(&text.bytes, range, About { path: None, binary: text.binary })?;
        influence = influence.max(own.unwrap_or(0));
        secrets.extend(candidates.iter().flat_map(Candidate::halves).map(|half| hasher.hash_one(half.secret.expose())));
    }
    secrets.sort_unstable();
    secrets.dedup();
    Ok((Blob { alone: !is_plain || !secrets.is_empty(), binary: text.binary, influence }, secrets))
}

/// The parts of a text of `length` bytes that changed, by so much wider on either side; `mark` bytes before the text are no part of it.
fn widened(changed: &[Range<usize>], by: usize, mark: usize, length: usize) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(changed.len());
    for part in changed {
        let (start, end) = (part.start.saturating_sub(mark), part.end.saturating_sub(mark));
        let wide = start.saturating_sub(by)..end.saturating_add(by).min(length);
        match out.last_mut() {
            Some(last) if last.end >= wide.start => last.end = wide.end.max(last.end),
            _ => out.push(wide),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_widened_and_meet() {
        let parts = |changed: &[Range<usize>], by| widened(changed, by, 0, 100);
        assert_eq!(parts(&[5..6, 50..50, 99..100], 10), [0..16, 40..60, 89..100]);
        assert_eq!(parts(&[5..6, 20..21], 10), [0..31]);
        assert_eq!(parts(&[5..6], usize::MAX), [0..100]);
        assert_eq!(widened(&[0..5, 50..60], 1, 3, 100), [0..3, 46..58]);
        assert!(parts(&[], 10).is_empty());
    }
}
