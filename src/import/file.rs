//! A foreign file: its text, where things stand in it, and what is wrong with it.

use std::cell::RefCell;
use std::path::Path;

use crate::text::{cut, printable};
use crate::trouble::Trouble;

/// A larger file (bytes) is refused.
const LARGEST: usize = 16 << 20;
/// So many mistakes are told; the rest is counted.
const TOLD: usize = 20;

/// A file that is read, and what is noted of it.
pub(super) struct File<'f> {
    /// Its name, for messages.
    path: &'f Path,
    /// What stands in it.
    pub(super) text: &'f str,
    mistakes: RefCell<Vec<(usize, String, String)>>,
}

impl<'f> File<'f> {
    /// A file of text without the marks of a merge.
    pub(super) fn new(path: &'f Path, bytes: &'f [u8]) -> Result<Self, Trouble> {
        let trouble = |line: usize, column: usize, cause: String, cure: &str| Trouble::Config {
            path: path.to_owned(),
            line,
            column,
            cause,
            cure: cure.to_owned(),
        };
        if bytes.len() > LARGEST {
            return Err(trouble(0, 0, format!("it is larger than {} MiB", LARGEST >> 20), "take out what is not needed, or split it"));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let (line, column) = position(bytes, error.valid_up_to());
            trouble(line, column, "it is not UTF-8".to_owned(), "save the file as UTF-8")
        })?;
        let marks = ["<<<<<<< ", ">>>>>>> ", "||||||| "];
        if let Some(at) = text.lines().position(|line| marks.iter().any(|mark| line.starts_with(mark))) {
            let cure = "finish the merge: keep one side and take the marks out";
            return Err(trouble(at + 1, 1, "a merge has left its marks here".to_owned(), cure));
        }
        Ok(Self { path, text, mistakes: RefCell::default() })
    }

    /// The line (from 1) of a byte.
    pub(super) fn line(&self, at: usize) -> usize {
        position(self.text.as_bytes(), at).0
    }

    /// `.gitleaks.toml, line 12`.
    pub(super) fn place(&self, line: usize) -> String {
        format!("{}, line {line}", printable(self.path.as_os_str().as_encoded_bytes()))
    }

    /// A mistake at a byte; reading goes on, so that all are told at once.
    pub(super) fn wrong(&self, at: usize, what: impl Into<String>, cure: impl Into<String>) {
        self.mistakes.borrow_mut().push((at, what.into(), cure.into()));
    }

    /// A mistake that ends the reading.
    pub(super) fn trouble(&self, at: usize, what: impl Into<String>, cure: impl Into<String>) -> Trouble {
        let (line, column) = position(self.text.as_bytes(), at);
        Trouble::Config { path: self.path.to_owned(), line, column, cause: what.into(), cure: cure.into() }
    }

    /// All mistakes, in the order of the file.
    pub(super) fn end(&self) -> Result<(), Trouble> {
        let mut mistakes = self.mistakes.take();
        mistakes.sort_by_key(|(at, _, _)| *at);
        let more = mistakes.len().saturating_sub(TOLD);
        mistakes.truncate(TOLD);
        Trouble::all(mistakes.into_iter().map(|(at, what, cure)| self.trouble(at, what, cure)).collect(), more)
    }

    /// The lines that say something, with their numbers from 1 and where they begin; comments and blank lines left out.
    pub(super) fn said(&self) -> impl Iterator<Item = (usize, usize, &'f str)> + use<'f> {
        let mut at = 0;
        self.text.split_inclusive('\n').enumerate().filter_map(move |(number, line)| {
            let start = at;
            at += line.len();
            let line = line.trim_end_matches(['\n', '\r']);
            let plain = line.trim();
            (!plain.is_empty() && !plain.starts_with('#')).then_some((number + 1, start, line))
        })
    }
}

fn position(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = &bytes[..offset.min(bytes.len())];
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    (line, String::from_utf8_lossy(&before[start..]).chars().count() + 1)
}

/// Something out of the file for a message: printable, and short.
pub(super) fn shown(text: &str) -> String {
    cut(&printable(text.as_bytes()), 80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_text_without_marks_of_a_merge() {
        let why = |bytes: &[u8]| File::new(Path::new("f"), bytes).err().map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(why(b"a\nb"), "");
        assert_eq!(why(b"a\n<<<<<<< ours\n"), "f:2:1: a merge has left its marks here");
        assert_eq!(why(b"a\nb\xff"), "f:2:2: it is not UTF-8");
        assert!(why(&vec![b' '; LARGEST + 1]).contains("larger than 16 MiB"));
    }

    #[test]
    fn lines_that_say_nothing_are_left_out() {
        let file = File::new(Path::new("f"), b"# c\n\n a\r\n  # d\nb").unwrap();
        assert_eq!(file.said().collect::<Vec<_>>(), [(3, 5, " a"), (5, 15, "b")]);
        assert_eq!(file.line(15), 5);
    }
}
