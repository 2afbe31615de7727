//! Files and folders of the file system, and standard input.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use ignore::{DirEntry, WalkBuilder, WalkState};

use super::{Announced, Before, Body, Item, Visit};
use crate::finding::Place;
use crate::trouble::Trouble;

/// A file to look at, and whether it is a symbolic link.
pub type FileUnit = (PathBuf, bool);

/// Every file in `paths`, in order; folders are walked, on all cores, as git would see them (ignored files are left out, hidden ones are
/// not). A path that is named is looked at even where git ignores it.
pub fn files(paths: &[PathBuf]) -> Result<Vec<FileUnit>, Trouble> {
    let mut files = Vec::new();
    for path in paths {
        let kind = std::fs::symlink_metadata(path).map_err(|cause| unread(path, cause))?.file_type();
        if kind.is_dir() {
            files.extend(folder(path)?);
        } else {
            files.push((path.clone(), kind.is_symlink()));
        }
    }
    Ok(files)
}

fn folder(path: &Path) -> Result<Vec<FileUnit>, Trouble> {
    let (sender, receiver) = mpsc::channel();
    WalkBuilder::new(path).hidden(false).filter_entry(|entry| entry.file_name() != ".git").build_parallel().run(|| {
        let sender = sender.clone();
        Box::new(move |entry| match sender.send(entry.map(unit)) {
            Ok(()) => WalkState::Continue,
            Err(_) => WalkState::Quit,
        })
    });
    drop(sender);
    let found: Result<Vec<Option<FileUnit>>, ignore::Error> = receiver.into_iter().collect();
    let found = found.map_err(|error| {
        let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        unread(path, std::io::Error::other(cause))
    })?;
    let mut files: Vec<FileUnit> = found.into_iter().flatten().collect();
    files.sort_unstable();
    Ok(files)
}

fn unit(entry: DirEntry) -> Option<FileUnit> {
    let kind = entry.file_type()?;
    // folders are walked into; sockets, pipes and devices hold nothing that could be committed
    (kind.is_file() || kind.is_symlink()).then(|| (entry.into_path(), kind.is_symlink()))
}

/// Visits a file's content or a link's target.
pub fn file((path, is_link): &FileUnit, visit: &mut Visit<'_>) -> Result<Announced, Trouble> {
    let shown = path.strip_prefix("./").unwrap_or(path).as_os_str().as_encoded_bytes();
    if *is_link {
        let target = std::fs::read_link(path).map_err(|cause| unread(path, cause))?;
        let body = Body::Text(target.as_os_str().as_encoded_bytes());
        visit(Item { place: &Place::SymlinkTarget, path: Some(shown), body, before: Before::Nothing, commit: None })?;
    } else {
        visit(Item { place: &Place::File, path: Some(shown), body: Body::File(path), before: Before::Nothing, commit: None })?;
    }
    Ok(Announced::texts(1))
}

fn unread(path: &Path, cause: std::io::Error) -> Trouble {
    Trouble::File { doing: "read", path: path.to_owned(), cause }
}

/// Visits standard input as one text.
pub fn stdin(visit: &mut Visit<'_>) -> Result<Announced, Trouble> {
    let mut text = Vec::new();
    std::io::stdin().lock().read_to_end(&mut text).map_err(|cause| unread(Path::new("standard input"), cause))?;
    visit(Item { place: &Place::Stdin, path: None, body: Body::Text(&text), before: Before::Nothing, commit: None })?;
    Ok(Announced::texts(1))
}
