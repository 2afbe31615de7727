//! Texts that are too large to be held in memory.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::Read;

use super::earlier::Earlier;
use super::{Inspector, Stopped, path};
use crate::detect::About;
use crate::detect::decode::{self, Text, Wide};
use crate::source::Item;
use crate::trouble::Trouble;

impl Inspector<'_> {
    /// A text that goes by in windows: memory does not grow with it, and every keyword is seen with the reach of its rule around it.
    pub(super) fn windows(&mut self, item: Item<'_>, reader: &mut dyn Read) -> Result<(), Stopped> {
        self.windows_of(item, reader, (1 << 20).max(4 * self.detector.reach()))
    }

    /// The same, with so many new bytes in each window.
    pub(super) fn windows_of(&mut self, item: Item<'_>, reader: &mut dyn Read, step: usize) -> Result<(), Stopped> {
        self.told = Some(HashSet::new());
        let done = self.each_window(item, reader, step);
        self.told = None;
        done
    }

    fn each_window(&mut self, item: Item<'_>, reader: &mut dyn Read, step: usize) -> Result<(), Stopped> {
        let reach = self.detector.reach();
        let mut before = Earlier::new(&item, self.repository);
        let mut window: Vec<u8> = Vec::with_capacity(step + 2 * reach);
        let (mut wide, mut binary, mut first) = (None, false, true);
        let mut raw = vec![0; step];
        // lines that have gone by, and up to where keywords have been looked for (bytes of the window)
        let (mut lines, mut swept) = (0, 0);
        loop {
            if self.budget.is_late() {
                return Err(Stopped::Late);
            }
            let length = fill(reader, &mut raw).map_err(Stopped::Reading)?;
            let last = length < raw.len();
            self.tally.bytes.done += length as u64;
            let piece = &raw[..length];
            if first {
                wide = Wide::detect(piece);
                binary = wide.is_none() && decode::is_binary(piece);
                first = false;
            }
            match wide {
                // the step is a multiple of every unit, so only the end of the text can cut one
                Some(wide) => window.extend(wide.decode(piece)),
                None => window.extend_from_slice(piece),
            }
            let end = if last { window.len() } else { window.len().saturating_sub(reach).max(swept) };
            let candidates =
                self.detector.scan(&window, swept..end, About { path: path(&item), binary, ..About::default() }).map_err(Trouble::from)?;
            let text = Text { bytes: Cow::Borrowed(&window), binary };
            self.keep(item, &text, candidates, lines, &mut before)?;
            if last {
                return Ok(());
            }
            let gone = end.saturating_sub(reach);
            lines += memchr::memchr_iter(b'\n', &window[..gone]).count();
            window.drain(..gone);
            swept = end - gone;
        }
    }
}

/// Reads until `buffer` is full or the text ends.
pub(super) fn fill(reader: &mut dyn Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match reader.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}
