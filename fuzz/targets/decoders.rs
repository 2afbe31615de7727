//! Text in text: wide characters, base64, hexadecimal, escapes.
#![no_main]

use leakgate::detect::decode::{self, Wide};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = decode::text(data);
    assert!(text.bytes.len() <= 2 * data.len(), "it grew");
    for wide in [Wide::Utf16Le, Wide::Utf16Be, Wide::Utf32Le, Wide::Utf32Be] {
        assert!(std::str::from_utf8(&wide.decode(data)).is_ok());
    }
    leakgate::detect::fuzzing::encoded(&text.bytes, text.binary);
});
