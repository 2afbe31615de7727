//! What git-secrets looks for and lets pass: `[secrets]` of a configuration of git, a file with a pattern a line, or `.gitallowed`.
//!
//! Facts: that tool's README, and git-config(1) for the syntax of the file.

mod config_file;

use super::draft::{Draft, Fate, Like, Wanted, Which, quote};
use super::file::{File, shown};
use super::rule::{self, Foreign};
use crate::detect::translate::{Dialect, Search};
use crate::trouble::Trouble;

/// Has this a section of that tool, as git writes it?
pub(super) fn is_one(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().to_ascii_lowercase().starts_with("[secrets]"))
}

/// Reads one of the three. `allowed`: patterns of what may pass.
pub(super) fn read(file: &File<'_>, allowed: bool, draft: &mut Draft) -> Result<(), Trouble> {
    if is_one(file.text) {
        for (line, key, value) in config_file::section(file, "secrets")? {
            let place = file.place(line);
            match key.as_str() {
                "patterns" => prohibited(&value, place, draft),
                "allowed" => pass(&value, place, draft),
                "providers" => draft.note(
                    place,
                    format!("provider {}", shown(&value)),
                    Fate::Left,
                    "it is a program, which is not run: write its patterns as [[rule]]",
                ),
                _ => draft.note(place, format!("secrets.{}", shown(&key)), Fate::Left, "this key is not known here"),
            }
        }
    } else {
        for (number, _, line) in file.said() {
            let place = file.place(number);
            if allowed { pass(line, place, draft) } else { prohibited(line.trim(), place, draft) }
        }
    }
    file.end()
}

fn prohibited(pattern: &str, place: String, draft: &mut Draft) {
    let number = draft.notes.iter().filter(|note| note.what.starts_with("rule git-secrets-")).count() + 1;
    let id = format!("git-secrets-{number}");
    let foreign = Foreign {
        place,
        id,
        title: format!("What git-secrets looks for: {}", shown(pattern)),
        regex: pattern.to_owned(),
        dialect: Dialect::Extended,
        group: Some(0),
        entropy: None,
        keywords: Vec::new(),
        path: None,
        tags: Vec::new(),
    };
    rule::carry(&foreign, draft);
}

/// Lines of `path:number:text` that match may pass.
fn pass(pattern: &str, place: String, draft: &mut Draft) {
    let what = format!("allowed {}", quote(&shown(pattern)));
    match Search::new(pattern, Dialect::Extended) {
        Ok(search) => {
            let which = Which::Like(Like { located: vec![search], ..Like::default() });
            draft.wanted.push(Wanted { place, what, reason: "allowed in git-secrets".to_owned(), which });
        }
        Err(refusal) => draft.note(place, what, Fate::Left, refusal.to_string()),
    }
}
