//! Is the chain whole?

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::line::{self, Event, Record};

/// A longer line (bytes) is none of ours.
const LONGEST: u64 = 1 << 20;

/// What is wrong with a line that does not end.
const UNFINISHED: &str = "the line is cut short; whoever writes next will say so and go on";

/// What was verified.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Lines that are whole.
    pub lines: u64,
    /// Lines that were left unfinished, and told by the next writer.
    pub torn: u64,
    /// What the first line goes on from: zeroes where the log begins with it.
    pub first: String,
    /// The hash of the last line.
    pub last: String,
}

/// Why the chain is not whole, or cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It is broken there.
    #[error("{path}:{line}: {what}", path = crate::text::printable(path.as_os_str().as_encoded_bytes()))]
    Broken {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: u64,
        /// What is wrong.
        what: &'static str,
    },
    /// A file cannot be read.
    #[error("cannot read {path}: {cause}", path = crate::text::printable(path.as_os_str().as_encoded_bytes()))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

impl Fault {
    /// Is it a line that is not whole yet? Somebody may be writing it.
    pub fn is_unfinished(&self) -> bool {
        matches!(self, Self::Broken { what, .. } if *what == UNFINISHED)
    }
}

/// Follows the chain through these files, oldest first.
pub fn verify(files: &[PathBuf]) -> Result<Verified, Fault> {
    let mut verified = Verified::default();
    for path in files {
        one(path, &mut verified)?;
    }
    Ok(verified)
}

fn one(path: &Path, verified: &mut Verified) -> Result<(), Fault> {
    let unreadable = |cause| Fault::Unreadable { path: path.to_owned(), cause };
    let mut reader = BufReader::with_capacity(64 << 10, File::open(path).map_err(unreadable)?);
    let mut number = 0;
    let mut ahead = next(&mut reader).map_err(unreadable)?;
    while let Some(line) = ahead {
        ahead = next(&mut reader).map_err(unreadable)?;
        number += 1;
        let (text, ended) = (line.strip_suffix(b"\n").unwrap_or(&line), line.ends_with(b"\n"));
        // a line that was left unfinished is well where the next one says so
        if ahead.as_deref().is_some_and(|next| tells(next, text)) {
            verified.torn += 1;
            continue;
        }
        let (previous, hash) =
            judge(text, ended, &verified.last).map_err(|what| Fault::Broken { path: path.to_owned(), line: number, what })?;
        if verified.lines == 0 {
            previous.clone_into(&mut verified.first);
        }
        verified.lines += 1;
        hash.clone_into(&mut verified.last);
    }
    Ok(())
}

/// The hashes of a line that goes on from `last`; else what is wrong with it.
fn judge<'l>(text: &'l [u8], ended: bool, last: &str) -> Result<(&'l str, &'l str), &'static str> {
    if !ended {
        return Err(UNFINISHED);
    }
    let (previous, hash) = line::chain(text).ok_or("the line was changed, or is none of this log")?;
    if !last.is_empty() && previous != last {
        return Err("it does not go on from the line before it: lines were taken out, put in or moved");
    }
    Ok((previous, hash))
}

/// Does this line say that `torn` was left unfinished?
fn tells(line: &[u8], torn: &[u8]) -> bool {
    // nearly all lines need not be understood for this
    memchr::memmem::find(line, b"\"event\":\"torn\"").is_some()
        && serde_json::from_slice::<Record>(line).is_ok_and(|record| {
            record.event == Event::Torn
                && record.bytes == Some(torn.len() as u64)
                && record.sha256.is_some_and(|sum| sum == line::digest(torn))
        })
}

/// The next line with its line feed; none at the end.
fn next(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    reader.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
    Ok((!line.is_empty()).then_some(line))
}

#[cfg(test)]
mod tests {
    use super::super::line::{START, write};
    use super::*;

    /// Lines of a chain.
    fn chain(count: usize) -> Vec<String> {
        let mut previous = START.to_owned();
        let line = |number: usize| {
            let record = Record { time: "2026-11-28T00:00:00Z".into(), reason: Some(number.to_string()), ..Record::default() };
            let (line, hash) = write(&record, &previous).unwrap();
            previous = hash;
            line
        };
        (0..count).map(line).collect()
    }

    fn verdict(lines: &[String]) -> Result<u64, u64> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), lines.concat()).unwrap();
        match verify(&[file.path().to_owned()]) {
            Ok(verified) => Ok(verified.lines),
            Err(Fault::Broken { line, .. }) => Err(line),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn every_change_shows_with_its_line() {
        let whole = chain(5);
        assert_eq!(verdict(&whole), Ok(5));
        assert_eq!(verdict(&[]), Ok(0));
        // the beginning may have been rotated away
        assert_eq!(verdict(&whole[2..]), Ok(3));
        let mut changed = whole.clone();
        changed[2] = changed[2].replace("\"reason\":\"2\"", "\"reason\":\"9\"");
        assert_eq!(verdict(&changed), Err(3));
        let mut removed = whole.clone();
        removed.remove(2);
        assert_eq!(verdict(&removed), Err(3));
        let mut swapped = whole.clone();
        swapped.swap(1, 2);
        assert_eq!(verdict(&swapped), Err(2));
        let mut added = whole.clone();
        added.insert(2, "{}\n".to_owned());
        assert_eq!(verdict(&added), Err(3));
        let mut cut = whole.clone();
        cut[4].truncate(30);
        assert_eq!(verdict(&cut), Err(5));
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), cut.concat()).unwrap();
        assert!(verify(&[file.path().to_owned()]).unwrap_err().is_unfinished());
        // forged with a hash of its own, but not of the chain
        let mut forged = whole;
        forged[3] = write(&Record::default(), START).unwrap().0;
        assert_eq!(verdict(&forged), Err(4));
    }

    #[test]
    fn a_file_that_is_not_there_cannot_be_told() {
        assert!(matches!(verify(&["/nowhere/audit.jsonl".into()]), Err(Fault::Unreadable { .. })));
    }

    #[test]
    fn a_log_of_lines_without_end_is_broken_and_not_held() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), vec![b'a'; (2 << 20) + 5]).unwrap();
        assert!(matches!(verify(&[file.path().to_owned()]), Err(Fault::Broken { line: 1, .. })));
    }
}
