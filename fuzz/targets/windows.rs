//! A text that goes by in windows holds what it holds as a whole.
#![no_main]

use std::sync::LazyLock;

use leakgate::detect::Detector;

static DETECTOR: LazyLock<Detector> = LazyLock::new(Detector::new);

libfuzzer_sys::fuzz_target!(|data: &[u8]| leakgate::inspect::fuzzing::windows(&DETECTOR, data));
