//! The lines that git hands to its push hooks on standard input.

use crate::finding::Count;
use crate::git::Oid;
use crate::trouble::Trouble;

/// One ref that is to move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Where it stands; all zeroes for a new ref.
    pub old: Oid,
    /// Where it is to go; all zeroes for a deletion.
    pub new: Oid,
    /// Its full name as git has it: `refs/heads/main`.
    pub name: Vec<u8>,
    /// The ref or revision of this side that goes there; none on a server.
    pub local: Option<Vec<u8>>,
}

/// How many lines there are, by their line feeds alone: every one of them has to be understood.
pub fn count(input: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', input).count();
    (feeds + usize::from(!input.is_empty() && !input.ends_with(b"\n"))) as u64
}

/// Reads `old SP new SP ref`, the lines of pre-receive. None at all is an error: git never calls the hook for nothing, so somebody else has
/// eaten the lines.
pub fn parse_receive(input: &[u8]) -> Result<Vec<Update>, Trouble> {
    let updates: Vec<Update> = lines(input)
        .map(|(line, text)| {
            let mut fields = text.splitn(3, |byte| *byte == b' ');
            let old = id(fields.next(), line)?;
            let new = id(fields.next(), line)?;
            Ok(Update { old, new, name: name(fields.next(), line)?, local: None })
        })
        .collect::<Result<_, Trouble>>()?;
    if updates.is_empty() {
        return Err(Trouble::Input { line: 1, cause: "there is none; does another hook read it first and not hand it on?".to_owned() });
    }
    check_widths(&updates)?;
    check_count(input, &updates)?;
    Ok(updates)
}

/// Reads `local-ref SP local-id SP remote-ref SP remote-id`, the lines of pre-push; the update is that of the remote's ref. None at all is
/// what git gives when nothing is to be pushed.
pub fn parse_push(input: &[u8]) -> Result<Vec<Update>, Trouble> {
    let updates: Vec<Update> = lines(input)
        .map(|(line, text)| {
            // a local name may be any revision, `HEAD~2` or `:/words with blanks`, so the fields are counted from the end
            let mut fields = text.rsplitn(4, |byte| *byte == b' ');
            let old = id(fields.next(), line)?;
            let remote = name(fields.next(), line)?;
            let new = id(fields.next(), line)?;
            let local = Some(name(fields.next(), line)?);
            Ok(Update { old, new, name: remote, local })
        })
        .collect::<Result<_, Trouble>>()?;
    check_widths(&updates)?;
    check_count(input, &updates)?;
    Ok(updates)
}

/// The arguments of the update hook: `ref old new`.
pub fn update_arguments(name: &str, old: &str, new: &str) -> Result<Update, Trouble> {
    let read = |what: &str, text: &str| {
        Oid::parse(text.as_bytes()).ok_or_else(|| Trouble::Usage {
            what: format!("the {what} object id {:?} is none: 40 or 64 hexadecimal digits", crate::text::printable(text.as_bytes())),
            next: "git calls this hook as: update REF OLD NEW".to_owned(),
        })
    };
    Ok(Update { old: read("old", old)?, new: read("new", new)?, name: name.as_bytes().to_vec(), local: None })
}

/// Non-empty content split into lines with their numbers from 1. A last line without its line feed counts.
fn lines(input: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let content = input.strip_suffix(b"\n").unwrap_or(input);
    content.split(|byte| *byte == b'\n').enumerate().map(|(at, line)| (at + 1, line)).filter(move |_| !input.is_empty())
}

fn id(field: Option<&[u8]>, line: usize) -> Result<Oid, Trouble> {
    let field = field.unwrap_or_default();
    Oid::parse(field).ok_or_else(|| Trouble::Input { line, cause: format!("{:?} is no object id", shown(field)) })
}

fn name(field: Option<&[u8]>, line: usize) -> Result<Vec<u8>, Trouble> {
    match field {
        Some(name) if !name.is_empty() => Ok(name.to_vec()),
        _ => Err(Trouble::Input { line, cause: "it names no ref".to_owned() }),
    }
}

/// A field for an error message. It comes from nobody knows where, so only a little of it is shown.
fn shown(field: &[u8]) -> String {
    crate::text::cut(&crate::text::printable(&field[..field.len().min(64)]), 12)
}

/// Every line that came in was understood, by two ways of counting.
fn check_count(input: &[u8], updates: &[Update]) -> Result<(), Trouble> {
    let count = Count { meant: count(input), done: updates.len() as u64 };
    if count.is_whole() { Ok(()) } else { Err(Trouble::Uncounted { what: "lines of standard input", count, missing: Vec::new() }) }
}

/// All ids of one push are of one hash.
fn check_widths(updates: &[Update]) -> Result<(), Trouble> {
    let width = updates.first().map(|update| update.old.as_bytes().len());
    for (at, update) in updates.iter().enumerate() {
        if [update.old, update.new].iter().any(|id| Some(id.as_bytes().len()) != width) {
            return Err(Trouble::Input { line: at + 1, cause: "its ids are of another length than those before".to_owned() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_both_hooks_are_read() {
        let (a, b) = ("a".repeat(40), "b".repeat(40));
        let updates = parse_receive(format!("{a} {b} refs/heads/x y\n{b} {a} refs/tags/v1\n").as_bytes()).unwrap();
        assert_eq!(updates.len(), 2);
        assert_eq!(updates[0].name, b"refs/heads/x y");
        let updates = parse_push(format!(":/two words {a} refs/heads/main {b}\n").as_bytes()).unwrap();
        assert_eq!((updates[0].new.to_string(), updates[0].old.to_string()), (a, b));
        assert!(parse_push(b"").unwrap().is_empty());
    }

    #[test]
    fn garbage_is_named_by_its_line() {
        let (a, long) = ("a".repeat(40), "b".repeat(64));
        for (input, line) in [
            (String::new(), 1),
            ("\n".to_owned(), 1),
            ("garbage\n".to_owned(), 1),
            (format!("{a} {a} refs/heads/x\n\n"), 2),
            (format!("{a} {a}\n"), 1),
            (format!("{a} {a} \n"), 1),
            (format!("{a} {long} refs/heads/x\n"), 1),
            (format!("{a} {a} refs/heads/x\n{long} {long} refs/heads/y\n"), 2),
        ] {
            match parse_receive(input.as_bytes()) {
                Err(Trouble::Input { line: found, .. }) => assert_eq!(found, line, "{input:?}"),
                other => panic!("{input:?}: {other:?}"),
            }
        }
        assert!(update_arguments("refs/heads/x", "0", &a).is_err());
    }
}
