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
                let mut out = vec![0; first.len()];
                assert!(inflater.inflate(&deflated(first, 6), &mut out).is_some() && out == first);
                let mut packed = deflated(text, level);
                assert_eq!(packed[2] >> 1 & 3, kind, "the codes that are meant");
                packed.extend_from_slice(b"another object");
                let mut out = vec![0; text.len()];
                assert!(inflater.inflate(&packed, &mut out).is_some() && out == text);
                assert!(inflater.inflate(&packed, &mut vec![0; text.len() + 1]).is_none(), "too short");
                assert!(inflater.inflate(&packed, &mut vec![0; text.len() - 1]).is_none(), "too long");
                assert!(inflater.inflate(&packed[..packed.len() / 2], &mut out).is_none(), "cut off");
            }
        }
        assert!(inflater.inflate(b"", &mut []).is_none() && inflater.inflate(b"\x78\x9c", &mut []).is_none());
    }
}
