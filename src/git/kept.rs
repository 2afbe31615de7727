//! Commits and trees that were read a moment ago: the parent that a commit was compared with is the next one to be compared.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::{Kind, Oid};

/// So many bytes of objects are gathered before those that were gathered before them, and have not been asked for since, are let go.
const GENERATION: usize = 2 << 20;
/// An object that is larger (bytes) is not kept.
const LARGEST: usize = GENERATION / 8;

type Objects = HashMap<(Oid, u8), Arc<[u8]>>;

/// A store of two generations.
#[derive(Default)]
pub(super) struct Kept(RefCell<Generations>);

#[derive(Default)]
struct Generations {
    young: Objects,
    old: Objects,
    /// Bytes of the young ones.
    size: usize,
}

impl Kept {
    /// The object, read by `read` where it is not kept.
    pub(super) fn get<E>(&self, id: Oid, kind: Kind, read: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Arc<[u8]>, E> {
        let key = (id, kind as u8);
        let before = {
            let mut kept = self.0.borrow_mut();
            if let Some(data) = kept.young.get(&key) {
                return Ok(Arc::clone(data));
            }
            kept.old.remove(&key)
        };
        let data = before.map_or_else(|| read().map(Arc::from), Ok)?;
        if data.len() <= LARGEST {
            let mut kept = self.0.borrow_mut();
            if kept.size + data.len() > GENERATION {
                kept.old = std::mem::take(&mut kept.young);
                kept.size = 0;
            }
            kept.size += data.len();
            kept.young.insert(key, Arc::clone(&data));
        }
        Ok(data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_lately_is_not_read_again() {
        let kept = Kept::default();
        let id = |number: u8| Oid::from_bytes(&[number; 20]).unwrap();
        let reads = RefCell::new(Vec::new());
        let get = |number: u8, size: usize| {
            let read = || {
                reads.borrow_mut().push(number);
                Ok::<_, ()>(vec![number; size])
            };
            assert_eq!(*kept.get(id(number), Kind::Tree, read).unwrap(), *vec![number; size]);
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
        // too large to be kept
        get(3, LARGEST + 1);
        get(3, LARGEST + 1);
        assert!(reads.borrow().ends_with(&[3, 3]));
        // another kind is another object
        assert!(kept.get(id(1), Kind::Commit, || Err(())).is_err());
    }
}
