//! Which units have been gone through: kept by their numbers, and not by whoever gives them out.

use std::sync::atomic::{AtomicU64, Ordering};

use super::{Inspector, Looked};
use crate::finding::Count;
use crate::source::{Announced, Unit, Visit};
use crate::trouble::Trouble;

/// A bit for every unit.
pub(super) struct Visited(Vec<AtomicU64>);

impl Visited {
    pub(super) fn none_of(units: usize) -> Self {
        Self((0..units.div_ceil(64)).map(|_| AtomicU64::new(0)).collect())
    }

    /// The unit of this number has been gone through.
    pub(super) fn mark(&self, number: usize) {
        if let Some(bits) = self.0.get(number / 64) {
            bits.fetch_or(1 << (number % 64), Ordering::Relaxed);
        }
    }

    /// Another pass has to go through it once more.
    pub(super) fn unmark(&self, number: usize) {
        if let Some(bits) = self.0.get(number / 64) {
            bits.fetch_and(!(1 << (number % 64)), Ordering::Relaxed);
        }
    }

    fn has(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|bits| bits.load(Ordering::Relaxed) >> (number % 64) & 1 == 1)
    }

    /// Writes into the tally how many of the units there are and how many were gone through, and names those that were not. What was left on
    /// purpose was not meant.
    pub(super) fn counted<U: Unit>(&self, units: &[U], mut looked: Looked) -> Looked {
        let left = |number: &usize| looked.left.units.binary_search_by_key(number, |(left, _)| *left).is_ok();
        let missing: Vec<usize> = (0..units.len()).filter(|number| !self.has(*number) && !left(number)).collect();
        let done = self.0.iter().map(|bits| u64::from(bits.load(Ordering::Relaxed).count_ones())).sum();
        looked.tally.units.add(Count { meant: done + missing.len() as u64, done });
        missing.iter().filter_map(|number| units.get(*number)).for_each(|unit| looked.tally.miss(unit.label()));
        looked
    }
}

/// Has a visit looked at all that it announces? Where it has not, the visit is made once more (`again`), without looking, to learn what it
/// leaves out.
pub(super) fn settle(
    inspector: &mut Inspector<'_>,
    announced: &Announced,
    unit: &impl Unit,
    again: impl FnOnce(&mut Visit<'_>) -> Result<Announced, Trouble>,
) {
    if inspector.announced(announced.count()) {
        return;
    }
    let mut given = Vec::new();
    let listed = again(&mut |item| {
        given.push(item.label());
        Ok(())
    });
    let missing = listed.ok().and_then(|_| announced.missing(given));
    inspector.tally.miss(missing.map_or_else(|| unit.label(), |name| format!("{name} ({})", unit.label())));
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::detect::Detector;
    use crate::finding::Stage;
    use crate::fingerprint::Key;
    use crate::git::Repository;
    use crate::inspect::Crew;
    use crate::source::{self, FileUnit};

    /// So many files that two threads share them.
    fn folder(files: usize) -> (tempfile::TempDir, Vec<FileUnit>) {
        let folder = tempfile::tempdir().unwrap();
        let write = |number: usize| {
            let path = folder.path().join(format!("{number:03}"));
            std::fs::write(&path, "words\n").unwrap();
            (path, false)
        };
        let files = (0..files).map(write).collect();
        (folder, files)
    }

    fn look(units: &[FileUnit], visit: impl Fn(&FileUnit, &mut Visit<'_>) -> Result<Announced, Trouble> + Sync) -> Result<Looked, Trouble> {
        let detector = Detector::with(Vec::new(), Vec::new());
        let crew = Crew {
            detector: &detector,
            swept: None,
            stage: Stage::File,
            budget: &crate::inspect::Budget::default(),
            key: &|_| Key::new(&[7; 32]),
        };
        crew.look(None, units, &|_: Option<&Repository>, unit, inner: &mut Visit<'_>| visit(unit, inner), &|| {})?.counted()
    }

    #[test]
    fn all_files_are_counted_twice_and_the_numbers_agree() {
        for number in [0, 1, 15, 16, 17, 64, 200] {
            let (_folder, units) = folder(number);
            let tally = look(&units, source::file).unwrap().tally;
            assert_eq!((tally.units, tally.texts), (Count::all(number as u64), Count::all(number as u64)));
            assert_eq!((tally.bytes, tally.missing), (Count::all(6 * number as u64), Vec::new()));
        }
    }

    #[test]
    fn an_item_that_drops_out_on_the_way_is_named() {
        let (_folder, units) = folder(200);
        let lossy = |unit: &FileUnit, visit: &mut Visit<'_>| {
            source::file(unit, &mut |item| if item.path.is_some_and(|path| path.ends_with(b"/130")) { Ok(()) } else { visit(item) })
        };
        let trouble = look(&units, lossy).err().unwrap().to_string();
        assert!(trouble.starts_with("199 of 200 texts were looked at; missing: "), "{trouble}");
        assert!(trouble.ends_with("/130"), "{trouble}");
    }

    #[test]
    fn a_unit_that_nobody_took_is_named() {
        let units: Vec<FileUnit> = (0..130).map(|number| (PathBuf::from(format!("{number:03}")), false)).collect();
        let visited = Visited::none_of(units.len());
        (0..130).filter(|number| *number != 77 && *number != 128).for_each(|number| visited.mark(number));
        let mut looked = Looked::default();
        looked = visited.counted(&units, looked);
        assert_eq!(looked.tally.units, Count { meant: 130, done: 128 });
        assert_eq!(looked.tally.missing, ["077", "128"]);
        assert!(looked.counted().is_err());
    }

    #[test]
    fn a_text_that_did_not_go_by_to_its_end_is_named() {
        let (folder, units) = folder(2);
        // the inspector is told of more bytes than there are, as by the header of an object that is cut short
        let short = |unit: &FileUnit, visit: &mut Visit<'_>| source::file(unit, visit);
        assert!(look(&units, short).is_ok());
        let detector = Detector::with(Vec::new(), Vec::new());
        let key = || Key::new(&[7; 32]);
        let mut inspector = Inspector::new(&detector, None, &key, Stage::File);
        source::file(&units[1], &mut |item| inspector.look(item)).unwrap();
        assert!(inspector.announced(1));
        inspector.tally.bytes.meant += 1;
        let trouble = inspector.looked().counted().err().unwrap().to_string();
        assert!(trouble.starts_with("6 of 7 bytes were looked at"), "{trouble}");
        drop(folder);
    }
}
