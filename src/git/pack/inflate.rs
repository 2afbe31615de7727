//! Inflating objects at once.

use libdeflater::Decompressor;

/// What inflates objects, for one thread.
pub(super) struct Inflater {
    /// For what is written in the codes that are the same everywhere, as most small objects are: their tables are made once here, and stay
    /// as long as nothing else comes by.
    fixed: Decompressor,
    /// For what brings its own codes along.
    own: Decompressor,
}

impl Inflater {
    pub(super) fn new() -> Self {
        Self { fixed: Decompressor::new(), own: Decompressor::new() }
    }

    /// Inflates to these bytes, all of them; what follows the end of what is deflated is passed over.
    pub(super) fn inflate(&mut self, deflated: &[u8], out: &mut [u8]) -> Option<()> {
        // behind zlib's two bytes, the first block says that it is the last one or not, and which codes it has (RFC 1951, 3.2.3)
        let is_fixed = deflated.get(2).is_some_and(|head| head >> 1 & 3 == 1);
        let inflater = if is_fixed { &mut self.fixed } else { &mut self.own };
        (inflater.zlib_decompress(deflated, out).ok()? == out.len()).then_some(())
    }
}
