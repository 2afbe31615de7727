//! leakgate: a git hook that stops secrets before they leave.
//!
//! The data goes one way: source → prefilter → confirm → prove → new? → suppress → policy → report → exit code. A module imports only what
//! stands before it in this list.

pub mod text;
pub mod cores;
pub mod secret;
pub mod proof;
pub mod rules;
pub mod detect;
pub mod fingerprint;
pub mod finding;
pub mod git;
pub mod trouble;
pub mod source;
pub mod novelty;
pub mod unpack;
pub mod config;
pub mod import;
pub mod suppress;
pub mod inspect;
pub mod policy;
pub mod server;
pub mod respond;
pub mod report;
pub mod install;
pub mod doctor;
pub mod sandbox;
pub mod exit;
pub mod cli;
pub mod commands;
