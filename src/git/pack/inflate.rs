//! Inflating objects at once.

use libdeflater::Decompressor;

use super::make_room;

/// Bytes that a buffer has behind what is inflated into it: as long as so many are left, the decompressor need not look before each step
/// whether there is room for it. Most objects are smaller than this.
pub(super) const ROOM: usize = 320;

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

    /// Inflates `size` bytes into `out`, and nothing else; what follows the end of what is deflated is passed over.
    pub(super) fn inflate(&mut self, deflated: &[u8], size: usize, out: &mut Vec<u8>) -> Option<()> {
        let room = size.checked_add(ROOM)?;
        make_room(out, room);
        // what is there is overwritten: only what it grows by is zeroes
        out.resize(room, 0);
        // behind zlib's two bytes, the first block says that it is the last one or not, and which codes it has (RFC 1951, 3.2.3)
        let is_fixed = deflated.get(2).is_some_and(|head| head >> 1 & 3 == 1);
        let inflater = if is_fixed { &mut self.fixed } else { &mut self.own };
        let written = inflater.zlib_decompress(deflated, out).ok();
        out.truncate(size);
        (written? == size).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn deflated(text: &[u8], level: u32) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(level));
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn whatever_codes_came_before() {
        let long: Vec<u8> = (0..3_000_u32).flat_map(|number| format!("{number:x},").into_bytes()).collect();
        let texts: [(&[u8], u32, u8); 3] = [(&long, 0, 0), (b"a few bytes", 6, 1), (&long, 6, 2)];
        let mut inflater = Inflater::new();
        for (first, _, _) in texts {
            for (text, level, kind) in texts {
                let mut out = Vec::new();
                assert!(inflater.inflate(&deflated(first, 6), first.len(), &mut out).is_some() && out == first);
                let mut packed = deflated(text, level);
                assert_eq!(packed[2] >> 1 & 3, kind, "the codes that are meant");
                packed.extend_from_slice(b"another object");
                assert!(inflater.inflate(&packed, text.len(), &mut out).is_some() && out == text);
                for wrong in [text.len() + 1, text.len() - 1, text.len().saturating_sub(2 * ROOM), text.len() + 2 * ROOM, usize::MAX] {
                    assert!(inflater.inflate(&packed, wrong, &mut out).is_none(), "{} are not {wrong}", text.len());
                }
                assert!(inflater.inflate(&packed[..packed.len() / 2], text.len(), &mut out).is_none(), "cut off");
            }
        }
        let mut out = Vec::new();
        assert!(inflater.inflate(b"", 0, &mut out).is_none() && inflater.inflate(b"\x78\x9c", 0, &mut out).is_none());
        assert!(inflater.inflate(&deflated(b"", 6), 0, &mut out).is_some() && out.is_empty());
    }
}
