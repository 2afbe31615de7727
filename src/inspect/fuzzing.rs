//! The door through which `fuzz/` reaches the private parts of this module. It is there only where `cargo fuzz` builds.

use std::collections::BTreeSet;
use std::io::Read;

use super::Inspector;
use super::sweep::versions::{Edit, versions, ways};
use crate::detect::Detector;
use crate::finding::{Finding, Place, Stage};
use crate::fingerprint::{Fingerprint, Key};
use crate::source::{Before, Body, Item};

/// Bytes of a window: as few as tell what kind of text it is.
const STEP: usize = 8 << 10;

/// A text that goes by in windows holds what it holds as a whole. It is moved by as many bytes as its first two say, so that seams fall
/// everywhere in it.
pub fn windows(detector: &Detector, data: &[u8]) {
    let Some((shift, text)) = data.split_first_chunk() else { return };
    let filler = "a line of plain words\n".repeat(STEP * 4 / 22);
    let shift = usize::from(u16::from_le_bytes(*shift)) % filler.len();
    let text = [&filler.as_bytes()[..shift], b"\n", text, b"\n", &filler.as_bytes()[..STEP]].concat();
    let whole = found(detector, |inspector, item| inspector.whole(item, &text).is_ok());
    let pieces = found(detector, |inspector, item| inspector.windows_of(item, &mut Slow(&text), STEP).is_ok());
    assert!(whole == pieces, "whole: {whole:?}\nin windows: {pieces:?}");
}

/// A blob that is stored as a difference from another one holds what it holds by itself. The data begins with three edits that make the
/// older text out of the newer one: place, bytes gone, bytes come.
pub fn sweep(detector: &Detector, data: &[u8]) {
    let Some((edits, mut new)) = data.split_at_checked(12) else { return };
    let mut made: Vec<Edit> = Vec::new();
    for edit in edits.chunks_exact(4) {
        let Some((come, rest)) = new.split_at_checked(usize::from(edit[3] % 32)) else { return };
        made.push((usize::from(u16::from_le_bytes([edit[0], edit[1]])), usize::from(edit[2]), come.to_vec()));
        new = rest;
    }
    for (place, _, _) in &mut made {
        *place %= new.len() + 1;
    }
    let (old, copies) = versions(new, &made);
    let told = ways(detector, &old, new, &copies);
    assert!(told.as_ref().is_ok_and(|(alone, others)| others.iter().all(|other| other == alone)), "by itself, by way of others: {told:?}");
}

/// Rule, secret, line and column.
type Told = BTreeSet<(&'static str, Fingerprint, usize, usize)>;

fn found(detector: &Detector, look: impl FnOnce(&mut Inspector<'_>, Item<'_>) -> bool) -> Told {
    let key = || Key::new(b"fuzz");
    let mut inspector = Inspector::new(detector, None, &key, Stage::File);
    let item = Item { place: &Place::File, path: Some(b"settings"), body: Body::Text(b""), before: Before::Nothing, commit: None };
    assert!(look(&mut inspector, item), "it could not be looked at");
    let told = |finding: &Finding| {
        assert!(!finding.location.excerpt.text.chars().any(char::is_control), "a control character");
        (finding.rule.id, finding.fingerprint, finding.location.line, finding.location.column)
    };
    inspector.findings.iter().map(told).collect()
}

/// A reader that never gives as much as it is asked for.
struct Slow<'t>(&'t [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = buffer.len().min(1000);
        self.0.read(&mut buffer[..most])
    }
}
