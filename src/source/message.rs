//! The message that is about to be committed.

use std::path::Path;

use super::{Announced, Before, Body, Item, Visit};
use crate::finding::Place;
use crate::trouble::Trouble;

/// Visits the message in `file`. `edited`: an editor was open on it, so what stands below git's scissors line (the diff of `commit -v`)
/// will be cut away and is no part of it.
pub fn message(file: &Path, edited: bool, visit: &mut Visit<'_>) -> Result<Announced, Trouble> {
    let text = std::fs::read(file).map_err(|cause| Trouble::File { doing: "read", path: file.to_owned(), cause })?;
    let kept = if edited { above_scissors(&text) } else { &text };
    visit(Item { place: &Place::CommitMessage, path: None, body: Body::Text(kept), before: Before::Nothing, commit: None })?;
    Ok(Announced::texts(1))
}

/// What stands above the line `# ------------------------ >8 ------------------------` (whatever the comment character).
fn above_scissors(text: &[u8]) -> &[u8] {
    const SCISSORS: &[u8] = b" ------------------------ >8 ------------------------";
    let mut at = 0;
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let plain = line.trim_ascii_end();
        if plain.ends_with(SCISSORS) && (1..=4).contains(&(plain.len() - SCISSORS.len())) {
            return &text[..at];
        }
        at += line.len();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_cuts_away_is_no_part() {
        let line = format!("# {} >8 {}\n", "-".repeat(24), "-".repeat(24));
        for (text, kept) in [
            (format!("a\nb\n{line}diff\n"), "a\nb\n"),
            (format!(";{}diff\n", &line[1..]), ""),
            (format!("word {line}diff\n"), &format!("word {line}diff\n")),
            ("a\n".to_owned(), "a\n"),
        ] {
            assert_eq!(above_scissors(text.as_bytes()), kept.as_bytes());
        }
    }
}
