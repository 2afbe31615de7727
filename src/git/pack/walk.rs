//! Down every tree of deltas, each object inflated once.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::super::Kind;
use super::file::{File, Order, Stored};
use super::inflate::{Inflater, ROOM};
use super::{Base, Copied, Packed, delta};

/// Roots that a thread takes at a time: they lie beside one another in the pack.
const BATCH: usize = 8;

/// Packs that several threads go through together.
pub(super) struct Walks<'a, E> {
    files: Vec<Started<'a>>,
    limit: usize,
    memory: usize,
    stop: AtomicBool,
    failure: Mutex<Option<E>>,
}

/// A pack, and how far it has been gone through.
struct Started<'a> {
    file: &'a File,
    /// The number of the pack's first object.
    first: usize,
    /// Made by whoever comes first; none where the index does not fit the pack.
    order: OnceLock<Option<Order>>,
    /// The next root.
    next: AtomicUsize,
}

/// What it takes to go through a pack.
struct Walk<'a> {
    file: &'a File,
    order: &'a Order,
    /// The number of the pack's first object.
    first: usize,
    /// Blobs of more bytes are left out, and what is a difference from them.
    limit: usize,
    /// Bytes that a thread may hold.
    memory: usize,
}

/// A blob, some of whose children are still to be made.
struct Open<'a, T> {
    data: Vec<u8>,
    made: T,
    children: &'a [u32],
}

/// What a thread works with.
struct Tools {
    inflater: Inflater,
    /// The difference that is being applied.
    delta: Vec<u8>,
    copies: Vec<Copied>,
    spare: Spare,
}

/// Buffers that were in use before: memory that was not takes longer.
#[derive(Default)]
struct Spare {
    buffers: Vec<Vec<u8>>,
}

impl Spare {
    /// So many of them stay, of so many bytes together.
    const MOST: (usize, usize) = (16, 2 << 20);

    /// A buffer for so many bytes: the smallest that is large enough, or a new one that will do for more than these.
    fn take(&mut self, size: usize) -> Vec<u8> {
        let fits = |(number, buffer): (usize, &Vec<u8>)| Some((buffer.capacity().checked_sub(size)?, number));
        if let Some((_, number)) = self.buffers.iter().enumerate().filter_map(fits).min() {
            return self.buffers.swap_remove(number);
        }
        // another one makes room for it
        self.buffers.pop();
        Vec::with_capacity(size.next_power_of_two())
    }

    fn give(&mut self, buffer: Vec<u8>) {
        let (count, bytes) = Self::MOST;
        let held: usize = self.buffers.iter().map(Vec::capacity).sum();
        if self.buffers.len() < count && held + buffer.capacity() <= bytes {
            self.buffers.push(buffer);
        }
    }

    /// The buffer where its content was made; else it is spare again.
    fn unless_made(&mut self, made: Option<()>, data: Vec<u8>) -> Option<Vec<u8>> {
        if made.is_some() {
            return Some(data);
        }
        self.give(data);
        None
    }
}

impl<'a, E> Walks<'a, E> {
    /// `limit`: blobs of more bytes are left out. `memory`: how many bytes a thread may hold.
    pub(super) fn of(files: &'a [File], limit: usize, memory: usize) -> Self {
        let mut objects = 0;
        let start = |file: &'a File| {
            let first = objects;
            objects += file.objects();
            Started { file, first, order: OnceLock::new(), next: AtomicUsize::new(0) }
        };
        Self { files: files.iter().map(start).collect(), limit, memory, stop: AtomicBool::new(false), failure: Mutex::new(None) }
    }

    /// Takes roots and hands all blobs below them to the worker, until there are no more, or one has failed.
    pub(super) fn work<W, T>(&self, worker: &mut W, visit: &impl Fn(&mut W, Packed<'_, T>) -> Result<T, E>, done: &impl Fn(u64)) {
        let mut tools = Tools { inflater: Inflater::new(), delta: Vec::new(), copies: Vec::new(), spare: Spare::default() };
        for Started { file, first, order, next } in self.files.iter().take_while(|_| !self.is_over()) {
            let Some(order) = order.get_or_init(|| file.order()) else { continue };
            let walk = Walk { file, order, first: *first, limit: self.limit, memory: self.memory };
            while !self.is_over() {
                let from = next.fetch_add(BATCH, Ordering::Relaxed);
                let Some(roots) = order.roots.get(from..) else { break };
                for root in &roots[..roots.len().min(BATCH)] {
                    match walk.tree(*root, &mut tools, &mut |packed| visit(worker, packed)) {
                        Ok(bytes) => done(bytes),
                        Err(error) => return self.fail(error),
                    }
                }
            }
        }
    }

    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn fail(&self, error: E) {
        self.stop.store(true, Ordering::Relaxed);
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }

    /// What failed first, where anything did.
    pub(super) fn finish(self) -> Result<(), E> {
        self.failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }
}

impl Walk<'_> {
    /// Goes down from a root; how many bytes of the pack that were.
    fn tree<T, E>(&self, root: u32, tools: &mut Tools, visit: &mut impl FnMut(Packed<'_, T>) -> Result<T, E>) -> Result<u64, E> {
        let mut bytes = self.stored(root);
        let Some(data) = self.whole(root, tools) else { return Ok(bytes) };
        let made = visit(Packed { number: self.number(root), data: &data, base: None })?;
        let mut held = data.capacity();
        let mut open = vec![Open { data, made, children: self.order.children(root) }];
        while let Some(parent) = open.last_mut() {
            let Some((child, left)) = parent.children.split_first() else {
                held -= parent.data.capacity();
                open.pop().into_iter().for_each(|parent| tools.spare.give(parent.data));
                continue;
            };
            parent.children = left;
            bytes += self.stored(*child);
            let Some(data) = self.difference(*child, &parent.data, tools) else { continue };
            let base = Some(Base { made: &parent.made, length: parent.data.len(), copies: &tools.copies });
            let made = visit(Packed { number: self.number(*child), data: &data, base })?;
            let children = self.order.children(*child);
            // the last child needs its parent no more; where others still do, both are held, as far as memory allows
            if left.is_empty() {
                held -= parent.data.capacity();
                open.pop().into_iter().for_each(|parent| tools.spare.give(parent.data));
            }
            if children.is_empty() || held + data.capacity() > self.memory {
                tools.spare.give(data);
            } else {
                held += data.capacity();
                open.push(Open { data, made, children });
            }
        }
        Ok(bytes)
    }

    fn number(&self, at: u32) -> usize {
        self.first + self.order.positions[at as usize] as usize
    }

    /// How many bytes of the pack an object takes.
    fn stored(&self, at: u32) -> u64 {
        self.order.offsets[at as usize + 1] - self.order.offsets[at as usize]
    }

    /// Inflates an object that is stored whole.
    fn whole(&self, at: u32, tools: &mut Tools) -> Option<Vec<u8>> {
        let head = self.file.head(self.order.offsets[at as usize])?;
        if head.stored != Stored::Whole(Kind::Blob) || head.size > self.limit as u64 {
            return None;
        }
        let mut data = tools.spare.take(usize::try_from(head.size).ok()? + ROOM);
        let made = self.file.inflate(&mut tools.inflater, head, &mut data);
        tools.spare.unless_made(made, data)
    }

    /// Makes an object out of its base.
    fn difference(&self, at: u32, base: &[u8], tools: &mut Tools) -> Option<Vec<u8>> {
        let head = self.file.head(self.order.offsets[at as usize])?;
        if head.size > self.limit as u64 {
            return None;
        }
        self.file.inflate(&mut tools.inflater, head, &mut tools.delta)?;
        let size = delta::size(&tools.delta, base.len()).filter(|size| *size <= self.limit)?;
        // a promise that is not kept yet
        let mut data = tools.spare.take(size.min(base.len() + tools.delta.len()));
        let made = delta::apply(base, &tools.delta, &mut data, &mut tools.copies);
        tools.spare.unless_made(made, data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_are_used_again_as_far_as_they_are_few_and_small() {
        let mut spare = Spare::default();
        for size in [100, 1_000, 10_000] {
            spare.give(Vec::with_capacity(size));
        }
        // the smallest that is large enough
        for (size, capacity) in [(1_000, 1_000), (50, 100), (50, 10_000), (50, 64), (0, 1)] {
            let buffer = spare.take(size);
            assert_eq!(buffer.capacity(), capacity, "for {size}");
        }
        // one makes room for a new one
        spare.give(Vec::with_capacity(10));
        assert!(spare.take(11).capacity() >= 11 && spare.buffers.is_empty());
        let (count, bytes) = Spare::MOST;
        for _ in 0..2 * count {
            spare.give(Vec::with_capacity(bytes / 4));
        }
        assert_eq!(spare.buffers.len(), 4);
        spare.buffers.clear();
        for _ in 0..2 * count {
            spare.give(Vec::with_capacity(1));
        }
        assert_eq!(spare.buffers.len(), count);
    }
}
