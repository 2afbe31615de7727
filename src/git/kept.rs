//! Objects that were read a moment ago: the parent that a commit was compared with is the next one to be compared.

use std::cell::RefCell;
use std::hash::Hash;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

/// A store of two generations.
pub(super) struct Kept<K> {
    /// So many objects, and so many bytes of them, are gathered before those that were gathered before them, and have not been asked for
    /// since, are let go.
    generation: (usize, usize),
    generations: RefCell<Generations<K>>,
}

struct Generations<K> {
    young: HashMap<K, Arc<[u8]>>,
    old: HashMap<K, Arc<[u8]>>,
    /// Bytes of the young ones.
    size: usize,
}

impl<K: Eq + Hash + Copy> Kept<K> {
    /// An empty store, for twice so many objects and bytes.
    pub(super) fn new(generation: (usize, usize)) -> Self {
        Self { generation, generations: RefCell::new(Generations { young: HashMap::new(), old: HashMap::new(), size: 0 }) }
    }

    /// The object, where it is kept.
    pub(super) fn get(&self, key: K) -> Option<Arc<[u8]>> {
        let before = {
            let mut kept = self.generations.borrow_mut();
            if let Some(data) = kept.young.get(&key) {
                return Some(Arc::clone(data));
            }
            kept.old.remove(&key)?
        };
        self.keep(key, &before);
        Some(before)
    }

    /// Keeps the object for a while, unless it is larger than half a generation.
    pub(super) fn keep(&self, key: K, data: &Arc<[u8]>) {
        let (most, bytes) = self.generation;
        if data.len() > bytes / 2 {
            return;
        }
        let mut kept = self.generations.borrow_mut();
        let kept = &mut *kept;
        if kept.young.len() == most || kept.size + data.len() > bytes {
            std::mem::swap(&mut kept.old, &mut kept.young);
            kept.young.clear();
            kept.size = 0;
        }
        kept.size += data.len();
        kept.young.insert(key, Arc::clone(data));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_lately_is_not_read_again() {
        const LARGEST: usize = 100;
        // a number and a kind
        let kept = Kept::new((1_000, 2 * LARGEST));
        let reads = RefCell::new(Vec::new());
        let get = |number: u8, size: usize| {
            let data = kept.get((number, 't')).unwrap_or_else(|| {
                reads.borrow_mut().push(number);
                let data = Arc::from(vec![number; size]);
                kept.keep((number, 't'), &data);
                data
            });
            assert_eq!(*data, *vec![number; size]);
        };
        get(1, 10);
        get(1, 10);
        // a generation of others: what is asked for in between stays, the rest goes
        get(2, 10);
        for other in 100..130 {
            get(other, LARGEST);
            get(1, 10);
        }
        get(2, 10);
        assert_eq!(reads.borrow().iter().filter(|number| **number < 100).copied().collect::<Vec<_>>(), [1, 2, 2]);
        // and small ones by their number
        let few = Kept::new((2, LARGEST));
        for number in 0..6_u8 {
            few.keep(number, &Arc::from([number]));
        }
        assert_eq!([0, 1, 5, 4, 3].map(|number| few.get(number).is_some()), [false, false, true, true, true]);
        // too large to be kept
        get(3, LARGEST + 1);
        get(3, LARGEST + 1);
        assert!(reads.borrow().ends_with(&[3, 3]));
        // another kind is another object
        assert!(kept.get((1, 'c')).is_none());
    }
}
