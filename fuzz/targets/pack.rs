#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| leakgate::git::fuzzing::pack(data));
