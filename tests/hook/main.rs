//! The hook as a person meets it: real git, real repositories, the real binary.
//!
//! One binary for all of them, since linking is what takes the time. The scenarios of commit and push stand in `commit` and
//! `push`; the rest is a file a topic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]
#![allow(clippy::cast_precision_loss, reason = "lengths of values are small")]
#![allow(clippy::format_collect, reason = "a test's text is short, and reads best as the lines it is made of")]

mod agreement;
mod allow;
mod archives;
mod arrival;
mod children;
mod ci;
mod commit;
mod config;
mod damage;
mod docs;
mod doctor;
mod files;
mod framework;
mod history;
mod input;
mod install;
mod installer;
mod layers;
mod managers;
mod message;
mod odd;
mod output;
mod own;
mod packages;
mod pages;
mod prepush;
mod push;
mod ran;
mod readme;
mod repo;
mod reports;
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
mod walls;
mod written;

/// A file that no `mod` line names is not compiled, and its tests pass by never running.
#[test]
fn no_file_of_this_folder_is_forgotten() {
    let listed = include_str!("main.rs");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hook");
    for entry in std::fs::read_dir(folder).expect("the folder of this file") {
        let name = entry.expect("a readable folder").file_name().into_string().expect("a plain name");
        let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") else { continue };
        assert!(listed.lines().any(|line| line == format!("mod {module};")), "tests/hook/main.rs lacks `mod {module};`");
    }
}
