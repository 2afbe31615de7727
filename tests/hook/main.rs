//! The hook as a person meets it: real git, real repositories, the real binary.
//!
//! One binary for all of them, since linking is what takes the time. The scenarios of commit and push stand in `commit` and
//! `push`; the rest is a file a topic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]
#![allow(clippy::cast_precision_loss, reason = "lengths of values are small")]
#![allow(clippy::format_collect, reason = "a test's text is short, and reads best as the lines it is made of")]

use std::path::Path;

mod agreement;
mod allow;
mod archives;
mod arrival;
mod baseline;
mod children;
mod ci;
mod commit;
mod config;
mod crowd;
mod counting;
mod damage;
mod docs;
mod doctor;
mod faults;
mod faults_environment;
mod faults_files;
mod faults_objects;
mod faults_others;
mod faults_process;
mod files;
mod framework;
mod history;
mod import;
mod hostile_archives;
mod hostile_names;
mod hostile_sizes;
mod input;
mod install;
mod installer;
mod large_push;
mod layers;
mod managers;
mod message;
mod mistakes;
mod odd;
mod output;
mod own;
mod packages;
mod pages;
mod platforms;
mod prepush;
mod push;
mod ran;
mod readme;
mod repo;
mod reports;
mod review;
mod rules;
mod sandbox;
mod scan;
mod secrets;
mod server_install;
mod server_audit;
mod server_bypass;
mod server_limits;
mod server_platform;
mod server_policy;
mod server_stage;
mod server_trouble;
mod suppressions;
mod service;
mod wire;
mod walls;
mod written;

/// A file that no `mod` line names is not compiled, and its tests pass by never running.
#[test]
fn no_file_of_this_folder_is_forgotten() {
    forgets_none(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hook"), include_str!("main.rs"));
}

/// `text` names all files and folders beside it.
fn forgets_none(folder: &Path, text: &str) {
    for entry in std::fs::read_dir(folder).expect("a folder of tests") {
        let path = entry.expect("a readable folder").path();
        let module = path.file_stem().and_then(|name| name.to_str()).expect("a plain name");
        if ["main", "mod"].contains(&module) {
            continue;
        }
        let listed = text.lines().any(|line| line.trim_start_matches("pub(crate) ") == format!("mod {module};"));
        assert!(listed, "{} lacks `mod {module};`", folder.display());
        if path.is_dir() {
            forgets_none(&path, &std::fs::read_to_string(path.join("mod.rs")).expect("a module"));
        }
    }
}
