//! Versions of a text, for tests and fuzzing: what is found by way of one in another is what is found in that by itself.

use super::look::Looker;
use super::quiet::Quiet;
use crate::detect::{DetectError, Detector};
use crate::git::{Base, Copied, Packed};

/// Where in a new text something else stood in the old one: how many bytes of the new one are not there, and what is.
pub(in crate::inspect) type Edit = (usize, usize, Vec<u8>);

/// The old text, and what of it is copied to the new one.
pub(in crate::inspect) fn versions(new: &[u8], edits: &[Edit]) -> (Vec<u8>, Vec<Copied>) {
    let (mut old, mut copies, mut at) = (Vec::new(), Vec::new(), 0);
    let mut keep = |old: &mut Vec<u8>, from: usize, to: usize| {
        if from < to {
            copies.push(Copied { from: old.len(), to: from..to });
            old.extend_from_slice(&new[from..to]);
        }
    };
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|(place, _, _)| *place);
    for (place, gone, come) in edits {
        keep(&mut old, at, *place);
        old.extend_from_slice(come);
        at = at.max(*place).max((place + gone).min(new.len()));
    }
    keep(&mut old, at, new.len());
    (old, copies)
}

/// Hashes of what is found in a text by itself; and by way of another one, and once more after all of that has gone by in pieces.
pub(in crate::inspect) fn ways(
    detector: &Detector,
    old: &[u8],
    new: &[u8],
    copies: &[Copied],
) -> Result<(Vec<u64>, [Vec<u64>; 2]), DetectError> {
    let looker = Looker::new(detector);
    let mut quiet = Quiet::new(100);
    let mut look = |data, base| looker.look(&Packed { number: 0, data, base }, &mut quiet);
    let (empty, _) = look(b"", None)?;
    let bare = |made| Some(Base { made, length: 0, copies: &[] });
    let (first, _) = look(old, bare(&empty))?;
    let (_, by_way) = look(new, Some(Base { made: &first, length: old.len(), copies }))?;
    let (_, again) = look(new, bare(&empty))?;
    Ok((look(new, None)?.1, [by_way, again]))
}
