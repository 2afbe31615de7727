//! Commits, tags and trees, read from their raw bytes: replace refs and grafts have no say here.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::ancestry::Links;
use super::{GitError, Oid};
use crate::finding::CommitInfo;
use crate::text;

/// The four kinds of object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A commit.
    Commit,
    /// A tree.
    Tree,
    /// A blob.
    Blob,
    /// An annotated tag.
    Tag,
}

impl Kind {
    /// From git's own word.
    pub fn parse(word: &[u8]) -> Option<Self> {
        Some(match word {
            b"commit" => Self::Commit,
            b"tree" => Self::Tree,
            b"blob" => Self::Blob,
            b"tag" => Self::Tag,
            _ => return None,
        })
    }
}

/// An object's kind and bytes.
#[derive(Debug, Clone)]
pub struct Object {
    /// Its kind.
    pub kind: Kind,
    /// Its content, without git's header.
    pub data: Vec<u8>,
}

/// One entry of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// File mode as git has it (octal 100644, 100755, 120000, 160000, 040000).
    pub mode: u32,
    /// What it names.
    pub id: Oid,
}

impl Entry {
    /// Is it a folder?
    pub fn is_tree(self) -> bool {
        self.mode & 0o170_000 == 0o040_000
    }

    /// Is it a submodule's commit, which lies in another repository?
    pub fn is_gitlink(self) -> bool {
        self.mode & 0o170_000 == 0o160_000
    }

    /// Is it a symbolic link?
    pub fn is_symlink(self) -> bool {
        self.mode & 0o170_000 == 0o120_000
    }
}

/// The entries of a tree's bytes. An entry that is cut short is an error.
pub(super) fn tree_entries(id: Oid, data: &[u8]) -> impl Iterator<Item = Result<(&[u8], Entry), GitError>> {
    let mut rest = data;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let read = read_entry(id, std::mem::take(&mut rest));
        Some(read.map(|(name, entry, after)| {
            rest = after;
            (name, entry)
        }))
    })
}

/// The first entry of the tree of that id, a mode, a name and an id as long as its own, and what follows.
pub(super) fn read_entry(tree: Oid, data: &[u8]) -> Result<(&[u8], Entry, &[u8]), GitError> {
    let bad = GitError::Malformed { id: tree, kind: "tree", cause: "an entry is cut short or has no mode" };
    entry(data, tree.as_bytes().len()).ok_or(bad)
}

fn entry(data: &[u8], width: usize) -> Option<(&[u8], Entry, &[u8])> {
    let blank = data.iter().take(8).position(|byte| *byte == b' ')?;
    let mode =
        data[..blank].iter().try_fold(0_u32, |mode, digit| (b'0'..=b'7').contains(digit).then(|| mode * 8 + u32::from(digit - b'0')))?;
    let after = &data[blank + 1..];
    let nul = memchr::memchr(0, after)?;
    let (name, after) = (&after[..nul], &after[nul + 1..]);
    if blank == 0 || name.is_empty() || after.len() < width {
        return None;
    }
    let id = Oid::from_bytes(&after[..width])?;
    Some((name, Entry { mode, id }, &after[width..]))
}

/// A commit, as far as it matters here. What it says is read when it is asked for: of most commits little is.
#[derive(Debug, Clone)]
pub struct Commit {
    /// Its own id.
    pub id: Oid,
    /// Its tree.
    pub tree: Oid,
    /// Its parents, in order.
    pub parents: Vec<Oid>,
    data: Arc<[u8]>,
    /// Where the lines behind tree and parents stand in the data (bytes).
    lines: Range<usize>,
    info: OnceCell<Arc<CommitInfo>>,
}

impl Commit {
    /// Reads a commit's bytes.
    pub fn parse(id: Oid, data: Arc<[u8]>) -> Result<Self, GitError> {
        let (tree, parents, rest) = graph(id, &data)?;
        let start = data.len() - rest.len();
        // an empty line ends the header
        let end = if rest.starts_with(b"\n") { Some(0) } else { memchr::memmem::find(rest, b"\n\n").map(|at| at + 1) };
        let lines = start..end.map_or(data.len(), |end| start + end);
        Ok(Self { id, tree, parents, data, lines, info: OnceCell::new() })
    }

    /// The lines of the header behind tree and parents.
    fn header(&self) -> impl Iterator<Item = &[u8]> {
        let mut rest = &self.data[self.lines.clone()];
        std::iter::from_fn(move || {
            let (line, after) = header_line(rest)?;
            rest = after;
            Some(line)
        })
    }

    fn message(&self) -> &[u8] {
        self.data.get(self.lines.end + 1..).unwrap_or_default()
    }

    /// Author and committer, a line each: name, mail, and the date where it is more than seconds and a zone.
    pub fn people(&self) -> Vec<u8> {
        let mut people = Vec::with_capacity(self.lines.len());
        for value in self.header().filter_map(person) {
            people.extend_from_slice(undated(value));
            people.push(b'\n');
        }
        people
    }

    /// The message, and all other header lines that may hold text (signatures, merged tags, unknown ones).
    pub fn text(&self) -> Cow<'_, [u8]> {
        let message = self.message();
        let mut others = self.header().filter(|line| person(line).is_none()).peekable();
        if others.peek().is_none() {
            return Cow::Borrowed(message);
        }
        let mut text = Vec::with_capacity(self.data.len());
        text.extend_from_slice(message);
        text.push(b'\n');
        for line in others {
            text.extend_from_slice(line);
            text.push(b'\n');
        }
        Cow::Owned(text)
    }

    /// What a report says of it.
    pub fn info(&self) -> Arc<CommitInfo> {
        let info = self.info.get_or_init(|| {
            let author = self.header().filter_map(|line| line.strip_prefix(b"author ")).last();
            let (author, time) = author.map(signature).unwrap_or_default();
            let subject = self.message().split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
            let subject = text::cut(&text::printable(&subject[..subject.len().min(400)]), 72);
            Arc::new(CommitInfo { id: self.id.to_string(), subject, author, time })
        });
        Arc::clone(info)
    }
}

/// Who it is, of a header line that names a person.
fn person(line: &[u8]) -> Option<&[u8]> {
    line.strip_prefix(b"author ").or_else(|| line.strip_prefix(b"committer "))
}

/// `Name <mail>` of `Name <mail> seconds zone`; all of it where anything else stands behind the mail.
fn undated(person: &[u8]) -> &[u8] {
    let end = memchr::memrchr(b'>', person).map_or(0, |at| at + 1);
    let is_number = |digits: &[u8], most| (1..=most).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    let date = person[end..].strip_prefix(b" ").and_then(|date| date.iter().position(|byte| *byte == b' ').map(|at| date.split_at(at)));
    match date {
        Some((seconds, [b' ', b'+' | b'-', zone @ ..])) if is_number(seconds, 12) && is_number(zone, 4) => &person[..end],
        _ => person,
    }
}

/// A commit's tree.
pub(super) fn tree_of(id: Oid, commit: &[u8]) -> Result<Oid, GitError> {
    Ok(tree(id, commit)?.0)
}

/// A commit's parents and date, without its texts.
pub(super) fn links(id: Oid, data: &[u8]) -> Result<Links, GitError> {
    let (_, parents, mut rest) = graph(id, data)?;
    while let Some((line, after)) = header_line(rest) {
        rest = after;
        if let Some(committer) = line.strip_prefix(b"committer ") {
            return Ok(Links { parents, time: seconds(committer) });
        }
    }
    Ok(Links { parents, time: 0 })
}

/// A commit's tree and parents, and what follows them. They stand at its very beginning and in this order; lines that say the same further
/// down mean nothing to git.
fn graph(id: Oid, data: &[u8]) -> Result<(Oid, Vec<Oid>, &[u8]), GitError> {
    let (tree, mut rest) = tree(id, data)?;
    let mut parents = Vec::new();
    while let Some((line, after)) = header_line(rest) {
        let Some(parent) = line.strip_prefix(b"parent ") else { break };
        parents.push(other(id, parent).ok_or_else(|| bad(id, "a parent line holds no id"))?);
        rest = after;
    }
    Ok((tree, parents, rest))
}

fn tree(id: Oid, data: &[u8]) -> Result<(Oid, &[u8]), GitError> {
    let (line, rest) = header_line(data).ok_or_else(|| bad(id, "it names no tree"))?;
    let tree = line.strip_prefix(b"tree ").ok_or_else(|| bad(id, "it names no tree"))?;
    Ok((other(id, tree).ok_or_else(|| bad(id, "its tree line holds no id"))?, rest))
}

/// An id beside this one: one of the other hash would name nothing here.
fn other(id: Oid, hex: &[u8]) -> Option<Oid> {
    Oid::parse(hex).filter(|other| other.as_bytes().len() == id.as_bytes().len())
}

fn bad(id: Oid, cause: &'static str) -> GitError {
    GitError::Malformed { id, kind: "commit", cause }
}

/// The next line of a header and what follows it; none where the header ends.
fn header_line(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    if rest.first().is_none_or(|byte| *byte == b'\n') {
        return None;
    }
    let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    Some((&rest[..end], rest.get(end + 1..).unwrap_or_default()))
}

/// Name (printable, cut) and seconds of `Name <mail> seconds zone`.
fn signature(line: &[u8]) -> (String, i64) {
    let name = line.split(|byte| *byte == b'<').next().unwrap_or_default().trim_ascii();
    (text::cut(&text::printable(&name[..name.len().min(200)]), 40), seconds(line))
}

/// The seconds of `Name <mail> seconds zone`; zero where there are none.
fn seconds(line: &[u8]) -> i64 {
    let word = line.rsplit(|byte| *byte == b' ').nth(1);
    word.and_then(|word| std::str::from_utf8(word).ok()).and_then(|word| word.parse().ok()).unwrap_or(0)
}

/// An annotated tag.
#[derive(Debug, Clone)]
pub struct Tag {
    /// What it points at.
    pub target: Oid,
    /// Its own name, tagger and message: all of it is text that somebody typed.
    pub text: Vec<u8>,
}

impl Tag {
    /// Reads a tag's bytes.
    pub fn parse(id: Oid, data: &[u8]) -> Result<Self, GitError> {
        let bad = |cause| GitError::Malformed { id, kind: "tag", cause };
        let end = memchr::memchr(b'\n', data).ok_or_else(|| bad("it has no lines"))?;
        let target = data[..end].strip_prefix(b"object ").and_then(Oid::parse).ok_or_else(|| bad("it names no object"))?;
        Ok(Self { target, text: data[end + 1..].to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(byte: u8) -> Oid {
        Oid::from_bytes(&[byte; 20]).unwrap()
    }

    #[test]
    fn a_commit_gives_its_parts() {
        let raw = format!(
            "tree {}\nparent {}\nparent {}\nauthor A U Thor <a@example.org> 1700000000 +0100\ncommitter C <c@example.org> 1 +0000\nx-note hello\n\n\nSubject\x1b[31m\n\nBody\n",
            id(1),
            id(2),
            id(3)
        );
        let commit = Commit::parse(id(9), raw.as_bytes().into()).unwrap();
        assert_eq!((commit.tree, commit.parents.len()), (id(1), 2));
        let info = commit.info();
        assert_eq!((info.author.as_str(), info.time), ("A U Thor", 1_700_000_000));
        assert_eq!(info.subject, "Subject\\x1b[31m");
        assert_eq!(String::from_utf8_lossy(&commit.text()), "\nSubject\x1b[31m\n\nBody\n\nx-note hello\n");
        assert_eq!(String::from_utf8_lossy(&commit.people()), "A U Thor <a@example.org>\nC <c@example.org>\n");
    }

    #[test]
    fn what_stands_where_a_date_should_is_text() {
        for (person, text) in [
            ("A <a@b> 1700000000 +0100", "A <a@b>"),
            ("A <a> b> 1 -0730", "A <a> b>"),
            ("A <a@b>", "A <a@b>"),
            ("A <a@b> 1700000000", "A <a@b> 1700000000"),
            ("A <a@b> 1700000000 +01x", "A <a@b> 1700000000 +01x"),
            ("A <a@b> 1234567890123 +0100", "A <a@b> 1234567890123 +0100"),
            ("A <a@b> 1 +0100 x", "A <a@b> 1 +0100 x"),
            ("A 1 +0100", "A 1 +0100"),
        ] {
            assert_eq!(String::from_utf8_lossy(undated(person.as_bytes())), text);
        }
    }

    /// git takes the first tree and the parents right below it; a hook that took others would look at another commit.
    #[test]
    fn tree_and_parents_stand_at_the_beginning_or_nowhere() {
        let (one, two, three) = (id(1), id(2), id(3));
        let raw = format!("tree {one}\nparent {two}\nauthor A <a> 7 +0\ncommitter C <c> 8 +0\nparent {three}\ntree {three}\n\nwords\n");
        let commit = Commit::parse(id(9), raw.as_bytes().into()).unwrap();
        assert_eq!((commit.tree, commit.parents.as_slice()), (one, [two].as_slice()));
        assert!(commit.text().ends_with(format!("parent {three}\ntree {three}\n").as_bytes()), "they are text");
        let links = links(id(9), raw.as_bytes()).unwrap();
        assert_eq!((links.parents, links.time), (vec![two], 8));
    }

    #[test]
    fn broken_objects_are_errors() {
        let (tree, long) = (id(1), "2".repeat(64));
        for raw in [
            "",
            "\n",
            "tree x\n\n",
            "author A <a> 1 +0\n\n",
            "tree 0123\n",
            &format!("author A <a> 1 +0\ntree {tree}\n"),
            &format!("tree {long}\n"),
            &format!("tree {tree}\nparent {long}\n"),
            &format!("tree {tree}\nparent x\n"),
        ] {
            assert!(Commit::parse(id(9), raw.as_bytes().into()).is_err(), "{raw:?}");
            assert!(links(id(9), raw.as_bytes()).is_err(), "{raw:?}");
        }
        for raw in ["", "object x\n", "type blob\nobject 00\n"] {
            assert!(Tag::parse(id(9), raw.as_bytes()).is_err(), "{raw:?}");
        }
        for raw in [
            &b"100644"[..],
            b"100644 a",
            b"100644 a\0short",
            b"9 a\0aaaaaaaaaaaaaaaaaaaa",
            b" a\0aaaaaaaaaaaaaaaaaaaa",
            b"100644 \0aaaaaaaaaaaaaaaaaaaa",
        ] {
            assert!(tree_entries(id(9), raw).any(|entry| entry.is_err()), "{raw:?}");
        }
        let two = b"100644 a\0aaaaaaaaaaaaaaaaaaaa40000 d\0bbbbbbbbbbbbbbbbbbbb";
        let names: Vec<_> = tree_entries(id(9), two).map(|entry| entry.unwrap().0.to_vec()).collect();
        assert_eq!(names, [b"a", b"d"]);
    }
}
