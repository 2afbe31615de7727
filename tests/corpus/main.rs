//! The labelled corpus of secrets without a vendor's mark: how many are found, and what is taken for one.
//!
//! `cargo test --test corpus -- --nocapture` prints both by class; with `CORPUS_LINES=1` also every line
//! that is judged otherwise than it is labelled. The floors below may only rise.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that prints a table")]

use std::collections::BTreeMap;

use leakgate::detect::{About, Candidate, Confidence, Detector};
use leakgate::rules::{Severity, sample};

/// Of all secrets of the corpus so many in a hundred have to be found, at any confidence and as likely.
const FOUND: f64 = 99.6;
const LIKELY: f64 = 97.3;
/// Of a hundred findings of either kind so many have to be secrets.
const PRECISION: f64 = 99.8;
const PRECISION_LIKELY: f64 = 100.0;
/// How often a line with a random part is rendered.
const SEEDS: u64 = 3;

#[derive(Default, Clone, Copy)]
struct Row {
    lines: usize,
    likely: usize,
    possible: usize,
}

impl Row {
    fn add(&mut self, confidence: Option<Confidence>) {
        self.lines += 1;
        match confidence {
            Some(Confidence::Possible) => self.possible += 1,
            Some(_) => self.likely += 1,
            None => {}
        }
    }
}

fn entries(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.splitn(3, " | ").collect())
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole.max(1)).unwrap())
}

/// The surest finding in `text`; where `secret` is given, of those that touch it.
fn surest(detector: &Detector, path: &str, text: &[u8], secret: Option<&[u8]>) -> Option<Confidence> {
    let about = About { path: Some(path.as_bytes()), ..About::default() };
    let found = detector.scan(text, 0..text.len(), about).unwrap();
    let own = |span: &std::ops::Range<usize>| {
        secret.is_none_or(|secret| {
            let at = text.windows(secret.len()).position(|window| window == secret).unwrap();
            span.start < at + secret.len() && at < span.end
        })
    };
    // ids and hashes are told for what they are, and open nothing
    let opens = |candidate: &&Candidate| candidate.rule.severity >= Severity::High;
    found.iter().filter(|candidate| own(&candidate.span)).filter(opens).map(|candidate| candidate.confidence).max()
}

fn table(title: &str, rows: &BTreeMap<String, Row>) -> Row {
    println!("{title:<22} lines  likely  possible  silent");
    let mut sum = Row::default();
    for (class, row) in rows {
        println!("  {class:<20} {:>5} {:>7} {:>9} {:>7}", row.lines, row.likely, row.possible, row.lines - row.likely - row.possible);
        sum = Row { lines: sum.lines + row.lines, likely: sum.likely + row.likely, possible: sum.possible + row.possible };
    }
    sum
}

#[test]
fn the_corpus_is_judged_as_well_as_ever() {
    let detector = Detector::new();
    let loud = std::env::var_os("CORPUS_LINES").is_some();
    let (mut secrets, mut others): (BTreeMap<String, Row>, BTreeMap<String, Row>) = Default::default();
    for form in entries(include_str!("forms.txt")) {
        let [class, path, line] = form[..] else { panic!("{form:?}") };
        let kind = class.rsplit(' ').next().unwrap();
        for (seed, value) in entries(include_str!("values.txt")).filter(|value| value[0] == kind).enumerate() {
            let secret = sample::render(value[1], None, 7 + seed as u64).unwrap().text;
            let line = line.replace("\\n", "\n");
            let (head, tail) = line.split_once("VALUE").unwrap_or_else(|| panic!("{line}"));
            let text = [b"first line\n", head.as_bytes(), &secret, tail.as_bytes(), b"\nlast line\n"].concat();
            let confidence = surest(&detector, path, &text, Some(&secret));
            secrets.entry(class.to_owned()).or_default().add(confidence);
            if loud && confidence != Some(Confidence::Likely) {
                println!("{confidence:?}: {} | {path} | {line}", value[1]);
            }
        }
    }
    for other in entries(include_str!("negatives.txt")) {
        let [class, path, line] = other[..] else { panic!("{other:?}") };
        let line = line.replace("\\n", "\n");
        let seeds = if line.contains(":64}") || line.contains('{') { SEEDS } else { 1 };
        for seed in 0..seeds {
            let text = sample::render(&format!("first line\n{line}\nlast line\n"), None, seed)
                .unwrap_or_else(|error| panic!("{line}: {error}"))
                .text;
            let confidence = surest(&detector, path, &text, None);
            others.entry(class.to_owned()).or_default().add(confidence);
            if loud && confidence.is_some() && seed == 0 {
                println!("{confidence:?}: {path} | {line}");
            }
        }
    }
    let hits = table("secrets", &secrets);
    let misses = table("no secrets", &others);
    let found = share(hits.likely + hits.possible, hits.lines);
    let likely = share(hits.likely, hits.lines);
    let all = hits.likely + hits.possible;
    let precision = share(all, all + misses.likely + misses.possible);
    let precision_likely = share(hits.likely, hits.likely + misses.likely);
    println!("recall {found:.1} % ({likely:.1} % as likely), precision {precision:.1} % ({precision_likely:.1} % of the likely ones)");
    assert!(found >= FOUND && likely >= LIKELY, "recall fell");
    assert!(precision >= PRECISION && precision_likely >= PRECISION_LIKELY, "precision fell");
}
