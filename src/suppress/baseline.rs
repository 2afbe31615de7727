//! The baseline: findings that were there when leakgate came, accepted as they are.
//!
//! One finding a line, sorted, with nothing in it that changes with time or place: two branches that add to it merge as the union of both. Its
//! fingerprints are keyed, so the file is no oracle; the rule and the place beside them are hints for people.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use crate::fingerprint::Fingerprint;
use crate::text::{count, cut, printable};
use crate::trouble::Trouble;

/// The file's name, at the top of a repository.
pub const NAME: &str = ".leakgate-baseline";
/// A file larger than this (bytes) is refused: some 200,000 findings.
pub const LARGEST: u64 = 16 << 20;

/// A line longer than this (bytes) is refused.
const LINE: usize = 4 << 10;
/// A place longer than this (characters) is cut.
const PLACE: usize = 300;
/// So many mistakes are told; the rest is counted.
const TOLD: usize = 20;

const HEAD: &str = "\
# Findings that were here when leakgate came, accepted as they are; see: leakgate baseline --help
# A line is FINGERPRINT RULE PLACE. The place is a hint: a finding keeps its fingerprint when it moves.
";

/// One finding of the baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id of its rule, for people.
    pub rule: String,
    /// Where it stood, for people; may be empty.
    pub place: String,
    /// The line of the file, from 1; 0 for one that is not in a file yet.
    pub line: usize,
}

/// What a file of findings says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The findings.
    pub entries: BTreeMap<Fingerprint, Entry>,
}

impl Baseline {
    /// Reads a baseline. `path` is for messages.
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<Self, Trouble> {
        let wrong = |line: usize, column: usize, (cause, cure): (String, &str)| Trouble::Config {
            path: path.to_owned(),
            line,
            column,
            cause,
            cure: cure.to_owned(),
        };
        if bytes.len() as u64 > LARGEST {
            return Err(wrong(
                0,
                0,
                (format!("it is larger than {} MiB", LARGEST >> 20), "take out what no longer matches: leakgate baseline prune"),
            ));
        }
        let mut baseline = Self::default();
        let mut mistakes = Vec::new();
        for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let number = number + 1;
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            // an editor of another system may have put its mark in front
            let line = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
            match read(line) {
                Ok(None) => {}
                Ok(Some((fingerprint, entry))) => {
                    if let Some(other) = baseline.entries.get(&fingerprint) {
                        // a merge as union repeats lines that both sides have; they say the same
                        if (&other.rule, &other.place) != (&entry.rule, &entry.place) {
                            let cause = format!("{fingerprint} stands in line {} already, with another rule or place", other.line);
                            mistakes.push(wrong(number, 1, (cause, "take one of the two lines out")));
                        }
                        continue;
                    }
                    baseline.entries.insert(fingerprint, Entry { line: number, ..entry });
                }
                Err((column, cause, cure)) => mistakes.push(wrong(number, column, (cause, cure))),
            }
        }
        let more = mistakes.len().saturating_sub(TOLD);
        mistakes.truncate(TOLD);
        if more > 0 {
            let what = format!("and {} more", count(more, "mistake"));
            mistakes.push(Trouble::Usage { what, next: "correct those above first".to_owned() });
        }
        match mistakes.len() {
            0 => Ok(baseline),
            1 => Err(mistakes.remove(0)),
            _ => Err(Trouble::Several(mistakes)),
        }
    }

    /// The text of a new file.
    pub fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (fingerprint, entry) in &self.entries {
            text.push_str(&line(*fingerprint, entry));
        }
        text
    }
}

/// The bytes of a file that was read, without the lines of these and without lines that repeat others; all else stays as it is.
pub fn without(bytes: &[u8], gone: &BTreeSet<Fingerprint>) -> Vec<u8> {
    let mut seen = BTreeSet::new();
    let stays = |line: &&[u8]| match read(line.trim_ascii_end()) {
        Ok(Some((fingerprint, _))) => !gone.contains(&fingerprint) && seen.insert(fingerprint),
        _ => true,
    };
    bytes.split_inclusive(|byte| *byte == b'\n').filter(stays).collect::<Vec<_>>().concat()
}

/// The bytes of a file that was read (none: there is no file), with one finding more where it belongs by its order.
pub fn with(bytes: Option<&[u8]>, fingerprint: Fingerprint, entry: &Entry) -> Vec<u8> {
    let bytes = bytes.unwrap_or(HEAD.as_bytes());
    let new = line(fingerprint, entry);
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if matches!(read(line.trim_ascii_end()), Ok(Some((other, _))) if other > fingerprint) {
            break;
        }
        at += line.len();
    }
    let crlf = memchr::memmem::find(bytes, b"\r\n").is_some();
    let end: &[u8] = if crlf { b"\r\n" } else { b"\n" };
    let mut text = bytes[..at].to_vec();
    if !text.is_empty() && !text.ends_with(b"\n") {
        text.extend_from_slice(end);
    }
    text.extend_from_slice(new.trim_end().as_bytes());
    text.extend_from_slice(end);
    text.extend_from_slice(&bytes[at..]);
    text
}

fn line(fingerprint: Fingerprint, entry: &Entry) -> String {
    let mut line = fingerprint.to_string();
    let _ = write!(line, " {} {}", entry.rule, cut(&entry.place, PLACE));
    line.truncate(line.trim_end().len());
    line.push('\n');
    line
}

/// What is wrong with a line: the column, from 1, what it is, and the cure.
type Wrong = (usize, String, &'static str);

/// One line: a finding, nothing, or what is wrong with it.
fn read(line: &[u8]) -> Result<Option<(Fingerprint, Entry)>, Wrong> {
    const FORM: &str = "a line is FINGERPRINT RULE PLACE, as leakgate writes it; take out what is none, or make the file anew: leakgate baseline create --force";
    if line.len() > LINE {
        return Err((LINE + 1, format!("the line is longer than {} KiB", LINE >> 10), FORM));
    }
    if [b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>"].iter().any(|mark| line.starts_with(*mark)) {
        return Err((1, "a merge left its mark here".to_owned(), "keep the lines of both sides, and take the marks out"));
    }
    let text =
        std::str::from_utf8(line).map_err(|error| (error.valid_up_to() + 1, "it is not UTF-8".to_owned(), "save the file as UTF-8"))?;
    if text.trim().is_empty() || text.starts_with('#') {
        return Ok(None);
    }
    let mut words = text.splitn(3, ' ');
    let first = words.next().unwrap_or_default();
    let fingerprint =
        Fingerprint::parse(first).ok_or_else(|| (1, format!("\"{}\" is no fingerprint", cut(&printable(first.as_bytes()), 40)), FORM))?;
    let rule = words.next().unwrap_or_default();
    let is_id = !rule.is_empty() && rule.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    if !is_id {
        let column = (first.len() + 2).min(text.chars().count() + 1);
        return Err((column, "the rule is missing".to_owned(), FORM));
    }
    let place = words.next().unwrap_or_default().trim_end();
    Ok(Some((fingerprint, Entry { rule: rule.to_owned(), place: printable(place.as_bytes()), line: 0 })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: impl AsRef<[u8]>) -> Result<Baseline, String> {
        Baseline::parse(Path::new("b"), text.as_ref()).map_err(|error| error.to_string())
    }

    fn print(text: &str) -> Fingerprint {
        Fingerprint::parse(text).unwrap()
    }

    fn entry(rule: &str, place: &str) -> Entry {
        Entry { rule: rule.to_owned(), place: place.to_owned(), line: 0 }
    }

    const ONE: &str = "00112233445566778899 a-rule src/a b.c\n";
    const TWO: &str = "aabbccddeeff00112233 b-rule\n";

    #[test]
    fn what_is_written_is_read() {
        let mut baseline = Baseline::default();
        baseline.entries.insert(print("aabbccddeeff00112233"), entry("b-rule", ""));
        baseline.entries.insert(print("00112233445566778899"), entry("a-rule", "src/a b.c"));
        let text = baseline.text();
        assert_eq!(text, format!("{HEAD}{ONE}{TWO}"));
        let read = parse(&text).unwrap();
        assert_eq!(read.entries.values().map(|entry| (entry.place.as_str(), entry.line)).collect::<Vec<_>>(), [("src/a b.c", 3), ("", 4)]);
        assert_eq!(parse(text.replace('\n', "\r\n")).unwrap(), read);
        assert_eq!(parse(format!("\u{feff}# x\n\n{TWO}{ONE}")).unwrap().entries.len(), 2, "the order is of no account");
        assert_eq!(parse("").unwrap(), Baseline::default());
        assert_eq!(parse(format!("{ONE}{TWO}{ONE}")).unwrap().entries.len(), 2, "a merge may repeat lines");
        assert_eq!(without(format!("{ONE}{TWO}{ONE}").as_bytes(), &BTreeSet::new()), format!("{ONE}{TWO}").as_bytes());
    }

    #[test]
    fn mistakes_are_named_with_line_and_column() {
        for (text, begin) in [
            (format!("{ONE}xyz a-rule p\n"), "b:2:1: \"xyz\" is no fingerprint"),
            (format!("{ONE}00112233445566778899\n"), "b:2:21: the rule is missing"),
            ("00112233445566778899 a/b p\n".to_owned(), "b:1:22: the rule is missing"),
            (format!("{ONE}{TWO}00112233445566778899 a-rule b\n"), "b:3:1: 00112233445566778899 stands in line 1 already"),
            (
                format!("<<<<<<< HEAD\n{ONE}=======\n{TWO}>>>>>>> other\n"),
                "b:1:1: a merge left its mark here\nb:3:1: a merge left its mark here\nb:5:1: ",
            ),
            (format!("{}\n", "a".repeat(5000)), "b:1:4097: the line is longer than 4 KiB"),
            ("\u{1b}[31m\n".to_owned(), "b:1:1: \"\\x1b[31m\" is no fingerprint"),
        ] {
            let error = parse(&text).unwrap_err();
            assert!(error.starts_with(begin), "{text:?}: {error}");
        }
        assert!(parse(b"0011\xff").unwrap_err().starts_with("b:1:5: it is not UTF-8"));
        assert!(parse("x\n".repeat(50)).unwrap_err().ends_with("and 30 mistakes more"));
        assert!(parse("\n".repeat(usize::try_from(LARGEST).unwrap() + 1)).unwrap_err().contains("larger than 16 MiB"));
    }

    #[test]
    fn lines_are_put_in_by_their_order_and_taken_out_alone() {
        let both = format!("{HEAD}{ONE}{TWO}");
        let one = (print("00112233445566778899"), entry("a-rule", "src/a b.c"));
        let two = (print("aabbccddeeff00112233"), entry("b-rule", ""));
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        assert_eq!(text(with(None, one.0, &one.1)), format!("{HEAD}{ONE}"));
        assert_eq!(text(with(Some(format!("{HEAD}{ONE}").as_bytes()), two.0, &two.1)), both);
        assert_eq!(text(with(Some(format!("{HEAD}{TWO}").as_bytes()), one.0, &one.1)), both);
        assert_eq!(text(with(Some(ONE.trim_end().as_bytes()), two.0, &two.1)), format!("{ONE}{TWO}"));
        let crlf = with(Some(ONE.replace('\n', "\r\n").as_bytes()), two.0, &two.1);
        assert_eq!(text(crlf), format!("{ONE}{TWO}").replace('\n', "\r\n"));
        let kept = format!("# ours\n{ONE}# why\n{TWO}");
        assert_eq!(text(without(kept.as_bytes(), &BTreeSet::from([one.0]))), format!("# ours\n# why\n{TWO}"));
    }

    proptest! {
        #[test]
        fn what_is_put_in_is_read_and_taken_out_again_leaves_the_rest(known in proptest::collection::btree_set(any::<[u8; 10]>(), 0..20), new: [u8; 10]) {
            let print = |bytes: &[u8; 10]| print(&data_encoding::HEXLOWER.encode(bytes));
            let others: Vec<_> = known.iter().filter(|bytes| **bytes != new).map(print).collect();
            let baseline = Baseline { entries: others.iter().map(|other| (*other, entry("r", "a b/\u{e9}"))).collect() };
            let before = baseline.text();
            let after = with(Some(before.as_bytes()), print(&new), &entry("r", "p"));
            let read = Baseline::parse(Path::new("b"), &after).unwrap();
            prop_assert_eq!(read.entries.len(), others.len() + 1);
            let lines: Vec<usize> = read.entries.values().map(|entry| entry.line).collect();
            prop_assert!(lines.is_sorted(), "the order of the file is that of the fingerprints");
            prop_assert_eq!(without(&after, &BTreeSet::from([print(&new)])), before.as_bytes());
        }

        #[test]
        fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Err(error) = Baseline::parse(Path::new("b"), &bytes) {
                prop_assert!(error.to_string().lines().all(|line| line.starts_with("b:") || line.starts_with("and ")), "{error}");
            }
        }
    }
}
