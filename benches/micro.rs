//! The steps of a run, one by one: `cargo bench --bench micro`.

#![allow(clippy::expect_used, reason = "a benchmark stops at the first thing that is not as it should be")]

#[path = "whole/repository.rs"]
#[allow(dead_code, reason = "shared with the benchmark of whole processes")]
mod repository;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use divan::Bencher;
use divan::counter::BytesCount;
use leakgate::detect::{About, Detector};
use leakgate::git::Repository;
use leakgate::rules::{self, sample};
use repository::Made;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Text like source code, without secrets.
static TEXT: LazyLock<String> = LazyLock::new(|| Made::new(true).map(|mut made| made.lines(100_000)).expect("git makes a repository"));

fn main() {
    divan::main();
}

/// What every clean text goes through.
#[divan::bench]
fn gate(bencher: Bencher<'_, '_>) {
    let detector = Detector::new();
    scan(bencher, &detector, TEXT.as_bytes());
}

/// The same by an automaton over the keywords alone, for comparison.
#[divan::bench(args = [AhoCorasickKind::NoncontiguousNFA, AhoCorasickKind::DFA])]
fn automaton(bencher: Bencher<'_, '_>, kind: AhoCorasickKind) {
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).kind(Some(kind));
    let automaton = builder.build(rules::all().flat_map(|rule| rule.keywords)).expect("keywords make an automaton");
    bencher.counter(BytesCount::new(TEXT.len())).bench(|| automaton.find_overlapping_iter(TEXT.as_bytes()).count());
}

/// One secret of every rule, in text: keywords, patterns, proofs.
#[divan::bench]
fn confirm(bencher: Bencher<'_, '_>) {
    let detector = Detector::new();
    let mut text = Vec::new();
    for (rule, code) in rules::all().zip(TEXT.lines()) {
        let rendered = sample::render(rule.hits[0], rule.proof, 1).expect("a sample renders");
        text.extend_from_slice(code.as_bytes());
        text.push(b'\n');
        text.extend_from_slice(&rendered.text);
        text.push(b'\n');
    }
    scan(bencher, &detector, &text);
}

fn scan(bencher: Bencher<'_, '_>, detector: &Detector, text: &[u8]) {
    let scan = || detector.scan(text, 0..text.len(), About::default()).expect("all rules compile").len();
    bencher.counter(BytesCount::of_slice(text)).bench(scan);
}

/// A process's own share of opening the repository that it is started in.
#[divan::bench]
fn open(bencher: Bencher<'_, '_>) {
    let _made = enter();
    bencher.bench_local(|| Repository::open(true).expect("a repository"));
}

/// What is staged: the end of the index, and two trees.
#[divan::bench]
fn staged(bencher: Bencher<'_, '_>) {
    let _made = enter();
    let repository = Repository::open(true).expect("a repository");
    bencher.bench_local(|| repository.staged().expect("an index").changes.len());
}

/// A whole tree that no parent has.
#[divan::bench]
fn tree(bencher: Bencher<'_, '_>) {
    let _made = enter();
    let repository = Repository::open(true).expect("a repository");
    let head = repository.head().expect("a HEAD").expect("a commit");
    let tree = repository.commit(head).expect("a commit").tree;
    bencher.bench_local(|| repository.compare(tree, &[]).expect("trees").changes.len());
}

/// A repository of 20,000 files with ten lines staged, as the current folder.
fn enter() -> Made {
    let made = Made::imported(false, 20_000, 0).and_then(|mut made| made.stage(3, 10).map(|()| made)).expect("git makes a repository");
    std::env::set_current_dir(made.path()).expect("it is there");
    made
}
