//! What a source has for its reader, counted from what it was made of: by this it is known whether all of it was handed over and looked at.

use super::{Body, FileUnit, Item, Update};
use crate::finding::Place;
use crate::git::{Change, Delta, Oid};
use crate::text::printable;

/// How many texts a unit has, and which.
#[derive(Debug, Default)]
pub struct Announced {
    texts: u64,
    delta: Option<Delta>,
}

impl Announced {
    /// So many, of which there is no list.
    pub fn texts(number: u64) -> Self {
        Self { texts: number, delta: None }
    }

    /// What this delta brings, and so many texts besides.
    pub(super) fn delta(delta: Delta, besides: u64) -> Self {
        let names = delta.changes.iter().filter(|change| is_new(change)).count();
        Self { texts: besides + (delta.changes.len() + names) as u64, delta: Some(delta) }
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.texts
    }

    /// The first of those texts of the delta that are not among the labels that were `given`.
    pub fn missing(&self, mut given: Vec<String>) -> Option<String> {
        let changes = self.delta.iter().flat_map(|delta| &delta.changes);
        let labels = changes.flat_map(|change| {
            let name = is_new(change).then(|| path_label("the name ", &change.path));
            name.into_iter().chain([path_label("", &change.path)])
        });
        labels.into_iter().find(|label| match given.iter().position(|given| given == label) {
            Some(at) => {
                given.swap_remove(at);
                false
            }
            None => true,
        })
    }
}

/// Does it stand at a path where nothing stood before?
pub(super) fn is_new(change: &Change) -> bool {
    change.old.iter().all(Option::is_none)
}

fn path_label(what: &str, path: &[u8]) -> String {
    format!("{what}{}", crate::text::cut(&printable(&path[..path.len().min(400)]), 200))
}

impl Item<'_> {
    /// What it is called where something is missing.
    pub fn label(&self) -> String {
        match (self.place, self.path, self.body) {
            (Place::PathName, Some(path), _) => path_label("the name ", path),
            (_, Some(path), _) => path_label("", path),
            (_, None, Body::Text(_)) => "a message or name".to_owned(),
            (_, None, Body::Blob(id)) => format!("object {id}"),
            (_, None, Body::File(path)) => path_label("", path.as_os_str().as_encoded_bytes()),
        }
    }
}

/// One of many things that a source lists.
pub trait Unit {
    /// What it is called where it is missing.
    fn label(&self) -> String;
}

impl Unit for Oid {
    fn label(&self) -> String {
        format!("commit {self}")
    }
}

impl Unit for Change {
    fn label(&self) -> String {
        path_label("", &self.path)
    }
}

impl Unit for Update {
    fn label(&self) -> String {
        path_label("", &self.name)
    }
}

impl Unit for FileUnit {
    fn label(&self) -> String {
        path_label("", self.0.as_os_str().as_encoded_bytes())
    }
}
