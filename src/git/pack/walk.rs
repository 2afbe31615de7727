//! Down every tree of deltas, each object inflated once.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use libdeflater::Decompressor;

use super::super::Kind;
use super::file::{File, Order, Stored};
use super::{Base, Copied, Packed, delta};

/// Roots that a thread takes at a time: they lie beside one another in the pack.
const BATCH: usize = 8;

/// What it takes to go through a pack.
pub(super) struct Walk<'a> {
    pub(super) file: &'a File,
    pub(super) order: &'a Order,
    /// The number of the pack's first object.
    pub(super) first: usize,
    /// Blobs of more bytes are left out, and what is a difference from them.
    pub(super) limit: usize,
    /// Bytes that a thread may hold.
    pub(super) memory: usize,
}

/// A blob, some of whose children are still to be made.
struct Open<'a, T> {
    data: Vec<u8>,
    made: T,
    children: &'a [u32],
}

/// What a thread works with.
struct Tools {
    inflater: Decompressor,
    /// The difference that is being applied.
    delta: Vec<u8>,
    copies: Vec<Copied>,
    /// Buffers that were in use before.
    spare: Vec<Vec<u8>>,
}

impl Walk<'_> {
    /// Hands all blobs to the workers, each on a thread of its own.
    pub(super) fn run<W: Send, T, E: Send>(
        &self,
        workers: &mut [W],
        visit: &(impl Fn(&mut W, Packed<'_, T>) -> Result<T, E> + Sync),
        done: &(impl Fn(u64) + Sync),
    ) -> Result<(), E> {
        let next = AtomicUsize::new(0);
        let stop = AtomicBool::new(false);
        let failure = Mutex::new(None);
        let work = |worker: &mut W| {
            let mut tools = Tools { inflater: Decompressor::new(), delta: Vec::new(), copies: Vec::new(), spare: Vec::new() };
            while !stop.load(Ordering::Relaxed) {
                let from = next.fetch_add(BATCH, Ordering::Relaxed);
                let Some(roots) = self.order.roots.get(from..) else { break };
                for root in &roots[..roots.len().min(BATCH)] {
                    let walked = self.tree(*root, &mut tools, &mut |packed| visit(worker, packed));
                    match walked {
                        Ok(bytes) => done(bytes),
                        Err(error) => {
                            stop.store(true, Ordering::Relaxed);
                            if let Ok(mut slot) = failure.lock() {
                                slot.get_or_insert(error);
                            }
                            return;
                        }
                    }
                }
            }
        };
        match workers {
            [worker] => work(worker),
            workers => std::thread::scope(|scope| {
                for worker in workers {
                    scope.spawn(|| work(worker));
                }
            }),
        }
        failure.into_inner().ok().flatten().map_or(Ok(()), Err)
    }

    /// Goes down from a root; how many bytes of the pack that were.
    fn tree<T, E>(&self, root: u32, tools: &mut Tools, visit: &mut impl FnMut(Packed<'_, T>) -> Result<T, E>) -> Result<u64, E> {
        let mut bytes = self.stored(root);
        let mut data = tools.spare.pop().unwrap_or_default();
        if self.whole(root, tools, &mut data).is_none() {
            tools.spare.push(data);
            return Ok(bytes);
        }
        let made = visit(Packed { number: self.number(root), data: &data, base: None })?;
        let mut held = data.len();
        let mut open = vec![Open { data, made, children: self.order.children(root) }];
        while let Some(parent) = open.last_mut() {
            let Some((child, left)) = parent.children.split_first() else {
                held -= parent.data.len();
                tools.spare.extend(open.pop().map(|parent| parent.data));
                continue;
            };
            parent.children = left;
            bytes += self.stored(*child);
            let mut data = tools.spare.pop().unwrap_or_default();
            if self.difference(*child, &parent.data, tools, &mut data).is_none() {
                tools.spare.push(data);
                continue;
            }
            let base = Some(Base { made: &parent.made, length: parent.data.len(), copies: &tools.copies });
            let made = visit(Packed { number: self.number(*child), data: &data, base })?;
            let children = self.order.children(*child);
            // the last child needs its parent no more; where others still do, both are held, as far as memory allows
            if left.is_empty() {
                held -= parent.data.len();
                tools.spare.extend(open.pop().map(|parent| parent.data));
            }
            if children.is_empty() || held + data.len() > self.memory {
                tools.spare.push(data);
            } else {
                held += data.len();
                open.push(Open { data, made, children });
            }
        }
        // a few large ones would else stay for good
        tools.spare.truncate(4);
        tools.spare.retain(|buffer| buffer.capacity() <= self.limit / 4);
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
    fn whole(&self, at: u32, tools: &mut Tools, out: &mut Vec<u8>) -> Option<()> {
        let head = self.file.head(self.order.offsets[at as usize])?;
        if head.stored != Stored::Whole(Kind::Blob) || head.size > self.limit as u64 {
            return None;
        }
        self.file.inflate(&mut tools.inflater, head, self.order.offsets[at as usize + 1], out)
    }

    /// Makes an object out of its base.
    fn difference(&self, at: u32, base: &[u8], tools: &mut Tools, out: &mut Vec<u8>) -> Option<()> {
        let head = self.file.head(self.order.offsets[at as usize])?;
        if head.size > self.limit as u64 {
            return None;
        }
        self.file.inflate(&mut tools.inflater, head, self.order.offsets[at as usize + 1], &mut tools.delta)?;
        if delta::size(&tools.delta, base.len())? > self.limit {
            return None;
        }
        delta::apply(base, &tools.delta, out, &mut tools.copies)
    }
}
