//! A blob that is stored as a difference from another one holds what it holds by itself.
#![no_main]

use std::sync::LazyLock;

use leakgate::detect::Detector;

static DETECTOR: LazyLock<Detector> = LazyLock::new(Detector::new);

libfuzzer_sys::fuzz_target!(|data: &[u8]| leakgate::inspect::fuzzing::sweep(&DETECTOR, data));
