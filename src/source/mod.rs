//! What is to be looked at, as a stream of items. A source knows where text comes from and what it was before; it does not read blobs.

mod announced;
pub mod ci;
mod commits;
mod files;
mod lines;
mod message;

use std::path::Path;

pub use announced::{Announced, Unit};
pub use commits::{change, commit, named};
pub use files::{FileUnit, file, files, stdin};
pub use lines::{Update, count, parse_push, parse_receive, update_arguments};
pub use message::message;

use crate::finding::Place;
use crate::git::{Commit, Entry, Oid};
use crate::trouble::Trouble;

/// One text to look at.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// What kind of text it is.
    pub place: &'a Place,
    /// The path it belongs to, as git has it.
    pub path: Option<&'a [u8]>,
    /// The text, or where to read it.
    pub body: Body<'a>,
    /// What it was before.
    pub before: Before<'a>,
    /// The commit that brings it.
    pub commit: Option<&'a Commit>,
}

/// Where an item's text is.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    /// Here.
    Text(&'a [u8]),
    /// In a blob.
    Blob(Oid),
    /// In a file of the file system.
    File(&'a Path),
}

/// What stood there before, in every parent.
#[derive(Debug, Clone, Copy)]
pub enum Before<'a> {
    /// Nothing is known to have stood anywhere: all of it is new.
    Nothing,
    /// What every parent has at the path, and what is gone from them: a rename may have come from there.
    Parents {
        /// At the same path.
        old: &'a [Option<Entry>],
        /// Files and folders whose names are gone.
        gone: &'a [(Vec<u8>, Entry)],
    },
    /// Names that are gone: a name that held the value before is not new.
    Names(&'a [(Vec<u8>, Entry)]),
}

/// Who looks at the items, one after another.
pub type Visit<'a> = dyn FnMut(Item<'_>) -> Result<(), Trouble> + 'a;
