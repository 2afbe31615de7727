//! Reports of strangers, joined and written in every format: each output still reads.
#![no_main]

#[path = "../shapes.rs"]
mod shapes;

use std::path::{Path, PathBuf};

use leakgate::report;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Ok(document) = report::parse(Path::new("a.json"), data) else { return };
    let joined = report::merge(vec![(PathBuf::from("a.json"), document.clone()), (PathBuf::from("b.json"), document)]);
    shapes::each(&joined, |_, _| {});
});
