//! Files and folders of the file system, and standard input.

use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{Before, Body, Item, Visit};
use crate::finding::Place;
use crate::trouble::Trouble;

/// Visits every file in `paths`; folders are walked as git would see them (ignored files are left out, hidden ones are not). A path that is
/// named is looked at even where git ignores it.
pub fn paths(paths: &[PathBuf], visit: &mut Visit<'_>) -> Result<(), Trouble> {
    for path in paths {
        let failed = |cause: std::io::Error| Trouble::File { doing: "read", path: path.clone(), cause };
        let kind = std::fs::symlink_metadata(path).map_err(failed)?.file_type();
        if kind.is_dir() {
            folder(path, visit)?;
        } else {
            one(path, kind.is_symlink(), visit)?;
        }
    }
    Ok(())
}

fn folder(path: &Path, visit: &mut Visit<'_>) -> Result<(), Trouble> {
    let walk = WalkBuilder::new(path).hidden(false).filter_entry(|entry| entry.file_name() != ".git").sort_by_file_name(Ord::cmp).build();
    for entry in walk {
        let entry = entry.map_err(|error| {
            let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
            Trouble::File { doing: "read", path: path.to_owned(), cause: std::io::Error::other(cause) }
        })?;
        match entry.file_type() {
            Some(kind) if kind.is_file() => one(entry.path(), false, visit)?,
            Some(kind) if kind.is_symlink() => one(entry.path(), true, visit)?,
            // folders are walked into; sockets, pipes and devices hold nothing that could be committed
            _ => {}
        }
    }
    Ok(())
}

fn one(path: &Path, is_link: bool, visit: &mut Visit<'_>) -> Result<(), Trouble> {
    let shown = path.strip_prefix("./").unwrap_or(path).as_os_str().as_encoded_bytes();
    if is_link {
        let target = std::fs::read_link(path).map_err(|cause| Trouble::File { doing: "read", path: path.to_owned(), cause })?;
        let body = Body::Text(target.as_os_str().as_encoded_bytes());
        return visit(Item { place: &Place::SymlinkTarget, path: Some(shown), body, before: Before::Nothing, commit: None });
    }
    visit(Item { place: &Place::File, path: Some(shown), body: Body::File(path), before: Before::Nothing, commit: None })
}

/// Visits standard input as one text.
pub fn stdin(visit: &mut Visit<'_>) -> Result<(), Trouble> {
    let mut text = Vec::new();
    std::io::stdin().lock().read_to_end(&mut text).map_err(|cause| Trouble::File { doing: "read", path: "standard input".into(), cause })?;
    visit(Item { place: &Place::Stdin, path: None, body: Body::Text(&text), before: Before::Nothing, commit: None })
}
