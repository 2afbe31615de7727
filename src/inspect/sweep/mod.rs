//! All blobs of the packs, looked at once without asking where they stand: nearly all of them hold nothing, and the walk over the commits
//! need not read those again.

mod look;
mod pieces;
mod quiet;
#[cfg(any(test, fuzzing))]
pub(super) mod versions;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Budget, LARGE, WHOLE};
use crate::cores;
use crate::detect::{DetectError, Detector};
use crate::git::{Entry, Oid, Packed, Packs};
use crate::unpack;
use look::{Blob, Looker};
use quiet::Quiet;

/// Blobs and differences may take this much memory (bytes), over all threads.
const MEMORY: usize = 32 << 20;

/// What the blobs of the packs hold.
pub struct Swept {
    packs: Arc<Packs>,
    /// By number, a bit each: it was looked at, and all of it (of an archive, only the walk over the commits sees what is inside).
    seen: Vec<AtomicU64>,
    /// By number: a hash of each secret in it, sorted. Blobs that hold none are not listed.
    secrets: HashMap<usize, Box<[u64]>>,
    bytes: u64,
}

/// Why the packs were not gone through to their end.
enum End {
    /// There is no more time for it: what is left is looked at commit by commit.
    Enough,
    Failed(DetectError),
}

/// One thread's part.
struct Part {
    secrets: Vec<(usize, Box<[u64]>)>,
    bytes: u64,
    quiet: Quiet,
}

impl Swept {
    /// Looks, on all cores, at all blobs in these packs that are not too large to be held in memory; under a deadline, at the small ones that there is
    /// time for. `done` is told how many bytes of them have gone by. This thread does `meanwhile` before it looks at any.
    pub fn new<O>(
        packs: Arc<Packs>,
        detector: &Detector,
        budget: &Budget,
        done: impl Fn(u64, u64) + Sync,
        meanwhile: impl FnOnce() -> O,
    ) -> (Result<Self, DetectError>, O) {
        let seen: Vec<AtomicU64> = (0..packs.objects().div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        let looker = Looker::new(detector);
        let part = || Part { secrets: Vec::new(), bytes: 0, quiet: Quiet::new(packs.objects()) };
        let total = packs.bytes();
        let largest = if budget.has_deadline() { LARGE } else { WHOLE - 1 };
        let limit = usize::try_from(largest.min(budget.blob.unwrap_or(largest))).unwrap_or(usize::MAX);
        let look = |part: &mut Part, packed: Packed<'_, Blob>| {
            if budget.has_swept_enough() {
                return Err(End::Enough);
            }
            part.bytes += packed.data.len() as u64;
            let (blob, secrets) = looker.look(&packed, &mut part.quiet).map_err(End::Failed)?;
            if !secrets.is_empty() {
                part.secrets.push((packed.number, secrets.into()));
            }
            if unpack::format_of(packed.data).is_none() {
                seen[packed.number / 64].fetch_or(1 << (packed.number % 64), Ordering::Relaxed);
            }
            Ok(blob)
        };
        let (parts, visited, other) = packs.each_blob((cores::count(), limit, MEMORY), part, look, |bytes| done(bytes, total), meanwhile);
        if let Err(End::Failed(error)) = visited {
            return (Err(error), other);
        }
        let bytes = parts.iter().map(|part| part.bytes).sum();
        let secrets = parts.into_iter().flat_map(|part| part.secrets).collect();
        (Ok(Self { packs, seen, secrets, bytes }), other)
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
