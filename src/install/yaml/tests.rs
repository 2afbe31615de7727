//! Texts as people write them, edited and restored.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

use super::*;

const ENTRY: Entry<'static> = Entry { path: &["a", "b"], key: Some("new"), lines: "new:\n  run: it" };

#[test]
fn an_entry_goes_where_it_belongs_and_nothing_else_changes() {
    for text in [
        "",
        "# only words\n",
        "---\n",
        "other: 1\n",
        "other: 1",
        "a:\n  b:\n    old: 1\n",
        "a:\n  # why\n  b: # here\n      # what follows\n      old: 1\n\nz: 2\n",
        "a:\n",
        "a: # nothing yet\nz: 1\n",
        "a:\n  b:\n  c: 1\n",
        "a:\n  c: |\n    b:\n      text\n",
        "\"a\":\n  'b':\n    old: 1\n",
        "z: &x\n  old: 1\na:\n  b:\n    <<: *x\n",
    ] {
        let edited = insert(text, &ENTRY).unwrap_or_else(|why| panic!("{text:?}: {why}"));
        let root = read(&edited).unwrap();
        assert_eq!(root.get(&["a", "b", "new", "run"]), Some(&Node::Leaf("it".into())), "{edited}");
        assert_eq!(block::remove(&edited).as_deref(), Some(text));
    }
}

#[test]
fn an_item_goes_first_into_a_list() {
    let entry = Entry { path: &["repos"], key: None, lines: "- repo: local\n  hooks: []" };
    for text in ["repos:\n- repo: x\n", "repos:\n  - repo: x\n", "# c\nrepos:\n\n  # first\n  -   repo: x\n      rev: 1\nci: {}\n"] {
        let edited = insert(text, &entry).unwrap_or_else(|why| panic!("{text:?}: {why}"));
        let root = read(&edited).unwrap();
        let Some(Node::List(items, _)) = root.get(&["repos"]) else { panic!("{edited}") };
        assert_eq!((items.len(), items[0].get(&["repo"])), (2, Some(&Node::Leaf("local".into()))), "{edited}");
    }
}

#[test]
fn what_leaves_no_place_is_refused() {
    for text in [
        "a: {b: {old: 1}}\n",
        "{a: {b: {}}}\n",
        "a:\n  b: {}\n",
        "a: text\n",
        "a:\n  - b\n",
        "a:\n  b: [1]\n",
        "- a\n",
        "a: 1\n---\na: 2\n",
        "a:\n\tb: 1\n",
        "a: *x\n",
        "a:\n  b:\n    new: 1\n",
        "a: !tag\n",
    ] {
        assert!(insert(text, &ENTRY).is_err(), "{text:?}: {:?}", insert(text, &ENTRY));
    }
}
