//! Commits, tags and whatever else a push brings.

use super::announced::is_new;
use super::{Announced, Before, Body, Item, Update, Visit};
use crate::finding::Place;
use crate::git::{Change, Commit, Delta, Kind, Oid, Repository, Tag};
use crate::trouble::Trouble;

/// A tag may point at a tag, and so on; more than this many is no honest tag.
const TAG_CHAIN: u64 = 64;

/// Visits what a commit brings against all its parents: message, people, names and contents.
pub fn commit(repository: &Repository, id: Oid, visit: &mut Visit<'_>) -> Result<Announced, Trouble> {
    let commit = repository.commit(id)?;
    let texts = [(Place::CommitMessage, commit.text()), (Place::Identity, commit.people().into())];
    for (place, text) in &texts {
        visit(Item { place, path: None, body: Body::Text(text), before: Before::Nothing, commit: Some(&commit) })?;
    }
    let delta = repository.changes(&commit)?;
    all(&delta, Some(&commit), visit)?;
    Ok(Announced::delta(delta, 2))
}

fn all(delta: &Delta, commit: Option<&Commit>, visit: &mut Visit<'_>) -> Result<(), Trouble> {
    delta.changes.iter().try_for_each(|entry| change(delta, entry, commit, visit).map(drop))
}

/// Visits one entry of a delta: its name where that is new, and its content or the target of the link. No commit brings what is staged.
pub fn change(delta: &Delta, change: &Change, commit: Option<&Commit>, visit: &mut Visit<'_>) -> Result<Announced, Trouble> {
    let path = Some(change.path.as_slice());
    if is_new(change) {
        let before = Before::Names(&delta.gone);
        visit(Item { place: &Place::PathName, path, body: Body::Text(&change.path), before, commit })?;
    }
    let place = if change.new.is_symlink() { &Place::SymlinkTarget } else { &Place::File };
    let before = Before::Parents { old: &change.old, gone: &delta.gone };
    visit(Item { place, path, body: Body::Blob(change.new.id), before, commit })?;
    Ok(Announced::texts(1 + u64::from(is_new(change))))
}

/// Visits what an update names itself: the name of a new ref, tags, and a blob or tree that a ref points at. The commit that it points at is
/// returned.
pub fn named(repository: &Repository, update: &Update, visit: &mut Visit<'_>) -> Result<(Option<Oid>, Announced), Trouble> {
    if update.new.is_zero() {
        return Ok((None, Announced::default()));
    }
    let new = u64::from(update.old.is_zero());
    if update.old.is_zero() {
        let place = Place::RefName(crate::text::printable(&update.name));
        visit(Item { place: &place, path: None, body: Body::Text(&update.name), before: Before::Nothing, commit: None })?;
    }
    peel(repository, update, new, visit)
}

/// Follows tags, visiting each, down to a commit (which is returned), or visits the tree or blob that it ends at. `before`: texts that have
/// been visited already.
fn peel(repository: &Repository, update: &Update, before: u64, visit: &mut Visit<'_>) -> Result<(Option<Oid>, Announced), Trouble> {
    let mut id = update.new;
    for tags in 0..TAG_CHAIN {
        let texts = before + tags;
        match repository.header(id)?.0 {
            Kind::Commit => return Ok((Some(id), Announced::texts(texts))),
            Kind::Tag => {
                let tag = Tag::parse(id, &repository.read_as(id, Kind::Tag)?)?;
                let place = Place::Tag(crate::text::printable(&update.name));
                visit(Item { place: &place, path: None, body: Body::Text(&tag.text), before: Before::Nothing, commit: None })?;
                id = tag.target;
            }
            Kind::Tree => {
                let delta = repository.compare(id, &[])?;
                all(&delta, None, visit)?;
                return Ok((None, Announced::delta(delta, texts)));
            }
            Kind::Blob => {
                let path = Some(update.name.as_slice());
                visit(Item { place: &Place::File, path, body: Body::Blob(id), before: Before::Nothing, commit: None })?;
                return Ok((None, Announced::texts(texts + 1)));
            }
        }
    }
    let name = crate::text::printable(&update.name);
    Err(Trouble::Usage {
        what: format!("{name} is a tag of a tag of a tag, more than {TAG_CHAIN} deep"),
        next: "push the commit itself, or a plain tag".to_owned(),
    })
}
