//! One object after another out of packs, for a walk that asks for what lies close together: a base is inflated once for all that is stored
//! as a difference from it.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use super::super::kept::Kept;
use super::super::{Kind, Oid};
use super::file::{File, Stored};
use super::inflate::Inflater;
use super::{Copied, Packs, delta};

/// Bases that are kept, and their bytes: twice so many at most. More would save little inflating, and memory that has not been in use before
/// takes time.
const GENERATION: (usize, usize) = (512, 8 << 20);
/// A larger object (bytes) is left to other readers.
const LARGEST: u64 = 64 << 20;
/// A longer row of differences than git makes by itself is left to other readers, too.
const ROW: usize = 4_096;

/// A reader of packs for one thread.
pub(in crate::git) struct Objects {
    packs: Arc<Packs>,
    /// The pack that the last object was in: the next one is, too, as a rule.
    last: Cell<usize>,
    /// By pack, place and kind.
    made: Kept<(usize, u64, Kind)>,
    tools: RefCell<Tools>,
}

struct Tools {
    inflater: Inflater,
    delta: Vec<u8>,
    out: Vec<u8>,
    copies: Vec<Copied>,
}

impl Objects {
    /// A reader of these packs.
    pub(in crate::git) fn of(packs: Arc<Packs>) -> Self {
        let tools = Tools { inflater: Inflater::new(), delta: Vec::new(), out: Vec::new(), copies: Vec::new() };
        Self { packs, last: Cell::new(0), made: Kept::new(GENERATION), tools: RefCell::new(tools) }
    }

    /// The object, where it is in one of the packs, of that kind, and can be read.
    pub(in crate::git) fn read(&self, id: Oid, kind: Kind) -> Option<Arc<[u8]>> {
        let last = self.last.get();
        std::iter::once(last).chain((0..self.packs.files.len()).filter(|number| *number != last)).find_map(|number| {
            let file = self.packs.files.get(number)?;
            let data = self.made(number, file, file.offset(file.position(id)?)?, kind)?;
            self.last.set(number);
            Some(data)
        })
    }

    fn made(&self, number: usize, file: &File, mut offset: u64, kind: Kind) -> Option<Arc<[u8]>> {
        let tools = &mut *self.tools.borrow_mut();
        let mut row = Vec::new();
        let mut data = loop {
            if let Some(data) = self.made.get((number, offset, kind)) {
                break data;
            }
            let head = file.head(offset).filter(|head| head.size <= LARGEST && row.len() < ROW)?;
            let base = match head.stored {
                Stored::Whole(found) => {
                    file.inflate(&mut tools.inflater, head, &mut tools.out).filter(|()| found == kind)?;
                    let data = Arc::from(tools.out.as_slice());
                    self.made.keep((number, offset, kind), &data);
                    break data;
                }
                Stored::Near(base) => base,
                Stored::Named(id) => file.named(id)?,
            };
            row.push((offset, head));
            offset = base;
        };
        while let Some((offset, head)) = row.pop() {
            file.inflate(&mut tools.inflater, head, &mut tools.delta)?;
            (delta::size(&tools.delta, data.len())? as u64 <= LARGEST).then_some(())?;
            delta::apply(&data, &tools.delta, &mut tools.out, &mut tools.copies)?;
            data = Arc::from(tools.out.as_slice());
            self.made.keep((number, offset, kind), &data);
        }
        Some(data)
    }
}
