//! All blobs of the packs, looked at once without asking where they stand: nearly all of them hold nothing, and the walk over the commits
//! need not read those again.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
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
        let mut parts: Vec<Part> = (0..threads.max(1)).map(|_| Part::default()).collect();
        let total = packs.bytes();
        let limit = usize::try_from(WHOLE).unwrap_or(usize::MAX) - 1;
        let look = |part: &mut Part, packed: Packed<'_, ()>| {
            part.bytes += packed.data.len() as u64;
            let text = decode::text(packed.data);
            let candidates = detector.scan(&text.bytes, 0..text.bytes.len(), About { path: None, binary: text.binary })?;
            if !candidates.is_empty() {
                let mut secrets: Vec<u64> =
                    candidates.iter().flat_map(Candidate::halves).map(|half| hasher.hash_one(half.secret.expose())).collect();
                secrets.sort_unstable();
                secrets.dedup();
                part.secrets.push((packed.number, secrets.into()));
            }
            seen[packed.number / 64].fetch_or(1 << (packed.number % 64), Ordering::Relaxed);
            Ok(())
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
