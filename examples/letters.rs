//! Makes `src/detect/generic/letters.bin`: how surprising each letter is after the two before it, in bits.
//!
//! `cargo run --release --example letters -- FILE…` counts the words of the files (names are cut at capitals), takes those that stand in
//! three files or more, and writes for each two letters and each third the surprise, -log2 of the chance, as four bits. The table in the
//! repository was made from the source and the documentation (`src/*.rs`, `*.md`) of the crates under MIT or Apache-2.0 that a Cargo
//! registry on a developer's machine held: 4,800 files, 14,400 words. Only the counts go into the table.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

/// The letters and the end of a word.
const SYMBOLS: usize = 27;
const END: usize = 26;
/// Files of which a word must stand in that many.
const FILES: u32 = 3;
/// So many chances of the pair weigh in when the triple is rare.
const SMOOTHING: f64 = 8.0;

fn main() -> Result<(), Box<dyn Error>> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for path in std::env::args_os().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
        let words: BTreeSet<String> = words(&text).into_iter().collect();
        for word in words {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut pairs = vec![[0.5_f64; SYMBOLS]; SYMBOLS];
    let mut triples = vec![[0.05_f64; SYMBOLS]; SYMBOLS * SYMBOLS];
    for (word, count) in counts.iter().filter(|(_, count)| **count >= FILES) {
        let weight = f64::from(1 + count).ln();
        let (mut before, mut last) = (END, END);
        for symbol in word.bytes().map(|byte| usize::from(byte - b'a')).chain([END]) {
            pairs[last][symbol] += weight;
            triples[before * SYMBOLS + last][symbol] += weight;
            (before, last) = (last, symbol);
        }
    }
    let mut table = Vec::new();
    for (index, row) in triples.iter().enumerate() {
        let pair = &pairs[index % SYMBOLS];
        let (of_row, of_pair): (f64, f64) = (row.iter().sum(), pair.iter().sum());
        table.extend((0..SYMBOLS).map(|next| {
            let chance = (row[next] + SMOOTHING * pair[next] / of_pair) / (of_row + SMOOTHING);
            format!("{:.0}", (-chance.log2()).clamp(0.0, 15.0)).parse::<u8>().unwrap_or(15)
        }));
    }
    table.push(0);
    let packed: Vec<u8> = table.chunks_exact(2).map(|two| two[0] | two[1] << 4).collect();
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/detect/generic/letters.bin"), packed)?;
    Ok(())
}

/// Words of two letters and more in lower case: `getUserName` is three.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_alphabetic())
        .filter(|run| (2..=24).contains(&run.len()))
        .flat_map(|run| {
            let bytes = run.as_bytes();
            let starts = |at: usize| {
                at > 0
                    && bytes[at].is_ascii_uppercase()
                    && (bytes[at - 1].is_ascii_lowercase() || bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase))
            };
            let mut cuts: Vec<usize> = (0..run.len()).filter(|at| *at == 0 || starts(*at)).collect();
            cuts.push(run.len());
            cuts.windows(2).map(|pair| run[pair[0]..pair[1]].to_ascii_lowercase()).filter(|word| word.len() >= 2).collect::<Vec<_>>()
        })
        .collect()
}
