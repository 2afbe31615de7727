//! Archives: they come to an end within their limits, and what does not come out is said.
#![no_main]

use std::io::{Cursor, Read, sink};

use leakgate::unpack::{self, Content, Event, Limits, Stop};

const LIMITS: Limits = Limits { depth: 3, members: 200, bytes: 4 << 20, free: 1 << 20, ratio: 20 };

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    for name in ["a.map", "a.ipynb"] {
        unpack::document::parts(name.as_bytes(), data);
    }
    let Some(format) = unpack::format_of(data) else { return };
    let (mut here, mut streamed) = (Vec::new(), Vec::new());
    let size = data.len() as u64;
    for (told, content) in [(&mut here, Content::Here(&mut Cursor::new(data))), (&mut streamed, Content::Stream(&mut Cursor::new(data)))] {
        let (mut members, mut bytes) = (0, 0);
        let done: Result<(), Stop<()>> = unpack::walk(content, size, format, b"a", LIMITS, &mut |event| {
            let path = match event {
                Event::Unread { path, .. } => path,
                Event::Member { path, content, raw } => {
                    members += usize::from(!raw);
                    bytes += std::io::copy(&mut content.take(8 << 20), &mut sink()).expect("a member's reader never fails");
                    path
                }
            };
            assert!(path.starts_with(b"a"), "a path outside of the archive");
            told.push(path.to_vec());
            Ok(())
        });
        assert!(done.is_ok(), "bytes in memory can be read");
        // the archive's own bytes may come by once more at each depth
        assert!(members <= LIMITS.members && bytes <= 4 * (LIMITS.bytes + size), "{members} members of {bytes} bytes");
    }
    // the same comes out of a file and of a stream
    assert_eq!(here, streamed);
});
