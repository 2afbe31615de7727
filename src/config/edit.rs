//! Changes to a configuration that leave all else in it as it was: comments, order and spacing.

use std::path::Path;

use jiff::civil::Date;
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::extends;
use super::layers::Base;
use super::whole::Whole;
use crate::fingerprint::{Fingerprint, Key};
use crate::git::Repository;
use crate::text::printable;
use crate::trouble::Trouble;

/// A file larger than this (bytes) is refused, as when it is read.
const LARGEST: u64 = 1 << 20;

/// An entry that is to stand in the file.
#[derive(Debug, Clone)]
pub struct NewAllow {
    /// Which finding.
    pub fingerprint: Fingerprint,
    /// Why it may pass.
    pub reason: String,
    /// The last day on which it counts.
    pub expires: Date,
    /// Who answers for it; where none is named, that of an entry which is renewed stays.
    pub owner: Option<String>,
}

/// What has come of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entered {
    /// It is new.
    Added,
    /// One that stood there was renewed; this was its end.
    Renewed(Date),
    /// One stands there and counts until then; it was left as it is.
    Stands(Date),
}

/// A configuration that is being changed.
pub struct Edit<'r> {
    file: Whole,
    repository: Option<&'r Repository>,
    document: DocumentMut,
    /// The comments of a file that holds nothing else: what is added comes below them.
    head: String,
    /// Lines end in carriage return and line feed.
    crlf: bool,
}

impl<'r> Edit<'r> {
    /// Reads the file at `path`, the configuration of `repository`; one with a mistake, in it or in what it extends, is refused.
    pub fn open(path: &Path, repository: Option<&'r Repository>) -> Result<Self, Trouble> {
        let file = Whole::read(path, LARGEST)?;
        let bytes = file.bytes.as_deref().unwrap_or_default();
        check(path, bytes, repository)?;
        let text = String::from_utf8_lossy(bytes);
        let lines = memchr::memchr_iter(b'\n', bytes).count();
        let crlf = lines > 0 && text.matches("\r\n").count() == lines;
        let mut document = text.parse::<DocumentMut>().map_err(|error| {
            let (line, column) = place(&text, error.span().map_or(0, |span| span.start));
            let cause = printable(error.message().as_bytes());
            Trouble::Config { path: path.to_owned(), line, column, cause, cure: "correct that line".to_owned() }
        })?;
        let mut head = String::new();
        if document.as_table().is_empty() {
            document.trailing().as_str().unwrap_or_default().clone_into(&mut head);
            document.set_trailing("");
            if !head.is_empty() && !head.ends_with('\n') {
                head.push('\n');
            }
        }
        Ok(Self { file, repository, document, head, crlf })
    }

    /// Makes sure that a fingerprint key stands in the file. Was there none?
    pub fn keep_key(&mut self, key: &Key) -> bool {
        const NAME: &str = "fingerprint-key";
        if self.document.contains_key(NAME) {
            return false;
        }
        let root = self.document.as_table_mut();
        root.insert(NAME, toml_edit::value(data_encoding::HEXLOWER.encode(key.bytes())));
        if let Some(mut name) = root.key_mut(NAME) {
            name.leaf_decor_mut().set_prefix("# the fingerprints below are made with this key; keep it\n");
        }
        true
    }

    /// Puts an entry into the file. One for this finding alone that stands there already is renewed where it is past, or where `anew`.
    pub fn allow(&mut self, entry: &NewAllow, today: Date, anew: bool) -> Entered {
        for table in self.entries() {
            let Some(expires) = only_for(table, entry.fingerprint) else { continue };
            if expires >= today && !anew {
                return Entered::Stands(expires);
            }
            set(table, "reason", Value::from(entry.reason.as_str()));
            set(table, "expires", Value::from(date(entry.expires)));
            if let Some(owner) = &entry.owner {
                set(table, "owner", Value::from(owner.as_str()));
            }
            return Entered::Renewed(expires);
        }
        self.add(entry);
        Entered::Added
    }

    /// The allow entries, however they are written.
    fn entries(&mut self) -> Vec<&mut dyn TableLike> {
        match self.document.get_mut("allow") {
            Some(Item::ArrayOfTables(tables)) => tables.iter_mut().map(|table| table as &mut dyn TableLike).collect(),
            Some(Item::Value(Value::Array(list))) => {
                list.iter_mut().filter_map(|value| value.as_inline_table_mut().map(|table| table as &mut dyn TableLike)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn add(&mut self, entry: &NewAllow) {
        let mut fields: Vec<(&str, Value)> = vec![
            ("fingerprint", entry.fingerprint.to_string().into()),
            ("reason", entry.reason.as_str().into()),
            ("expires", date(entry.expires).into()),
        ];
        fields.extend(entry.owner.as_deref().map(|owner| ("owner", owner.into())));
        let is_empty = self.document.as_table().is_empty() && self.head.trim().is_empty();
        let item = self.document.entry("allow").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        match item {
            Item::Value(Value::Array(list)) => {
                let mut value = Value::InlineTable(fields.into_iter().collect::<InlineTable>());
                // as the one before it: on a line of its own, or not; a comment behind that one stays there
                if let Some(last) = list.iter().last() {
                    let before = last
                        .decor()
                        .prefix()
                        .and_then(|prefix| prefix.as_str())
                        .filter(|prefix| prefix.contains('\n'))
                        .unwrap_or(" ")
                        .to_owned();
                    let end = list.trailing().as_str().unwrap_or_default().to_owned();
                    let comment = if end.contains('#') { end.trim_end() } else { "" };
                    value.decor_mut().set_prefix(format!("{comment}{before}"));
                    if !comment.is_empty() {
                        list.set_trailing(&end[comment.len()..]);
                    }
                    list.push_formatted(value);
                } else {
                    list.push(value);
                }
            }
            Item::ArrayOfTables(tables) => {
                let mut table: Table = fields.into_iter().map(|(name, value)| (name, toml_edit::value(value))).collect();
                table.decor_mut().set_prefix(if is_empty { "" } else { "\n" });
                tables.push(table);
            }
            // the file was read without a mistake, so it is one of the two
            _ => {}
        }
    }

    /// The text as it is to be.
    fn text(&self) -> String {
        let text = format!("{}{}", self.head, self.document);
        if self.crlf { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text }
    }

    /// Writes the file, whole or not at all.
    pub fn save(&self) -> Result<(), Trouble> {
        let text = self.text();
        // what would be refused is not written
        check(&self.file.path, text.as_bytes(), self.repository)?;
        self.file.replace(text.as_bytes())
    }
}

/// Is this well as the content of the file at `path`?
fn check(path: &Path, bytes: &[u8], repository: Option<&Repository>) -> Result<(), Trouble> {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    extends::bytes_of(path, bytes, &Base::Folder(folder), repository).map(|_| ())
}

/// The end of an entry that is for this finding and nothing else; an entry that also names a rule or a path is another one.
fn only_for(table: &dyn TableLike, fingerprint: Fingerprint) -> Option<Date> {
    let named = table.get("fingerprint")?.as_str().and_then(Fingerprint::parse)?;
    if named != fingerprint || table.contains_key("rule") || table.contains_key("path") {
        return None;
    }
    let date = table.get("expires")?.as_datetime()?.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

/// Gives a field another value; what stands around the old one stays.
fn set(table: &mut dyn TableLike, name: &str, mut value: Value) {
    match table.get_mut(name).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(name, Item::Value(value));
        }
    }
}

fn date(date: Date) -> toml_edit::Datetime {
    let number = |number: i8| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(date.year()).unwrap_or_default();
    toml_edit::Datetime {
        date: Some(toml_edit::Date { year, month: number(date.month()), day: number(date.day()) }),
        time: None,
        offset: None,
    }
}

/// Line and column (in characters) of a byte, from 1.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    const PRINT: &str = "00112233445566778899";
    const OTHER: &str = "aabbccddeeff00112233";

    fn new(print: &str, owner: Option<&str>) -> NewAllow {
        NewAllow {
            fingerprint: Fingerprint::parse(print).unwrap(),
            reason: "a \"quoted\" reason".to_owned(),
            expires: day(2027, 1, 31),
            owner: owner.map(str::to_owned),
        }
    }

    /// The file after an entry was put into it, and what came of that.
    fn after(text: &str, entry: &NewAllow, anew: bool) -> (String, Entered) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(crate::config::NAME);
        if !text.is_empty() {
            std::fs::write(&path, text).unwrap();
        }
        let mut edit = Edit::open(&path, None).unwrap();
        let entered = edit.allow(entry, day(2026, 11, 28), anew);
        edit.save().unwrap();
        (std::fs::read_to_string(&path).unwrap(), entered)
    }

    const ENTRY: &str = "[[allow]]\nfingerprint = \"00112233445566778899\"\nreason = 'a \"quoted\" reason'\nexpires = 2027-01-31\n";

    #[test]
    fn what_stands_there_stays_as_it_is() {
        for before in [
            "",
            "# ours\n\ncomments   = true   # yes\n\n# rules\n[rules]\n off = [\n  \"stripe\", # no Stripe here\n ]\n",
            "[[allow]] # first\npath = \"tests/**\" # samples\nreason = \"r\"\nexpires = 2027-01-31\n\n# the end\n",
            "guide = 'https://example.org'",
            "# all of it\n# is comments\n\n# comments = false\n",
        ] {
            let (text, entered) = after(before, &new(PRINT, None), false);
            assert_eq!(entered, Entered::Added);
            assert!(text.contains(ENTRY), "{text}");
            let mut lines = text.lines();
            for line in before.lines() {
                assert!(lines.any(|other| other == line), "{line:?} is gone or elsewhere: {text}");
            }
        }
        assert_eq!(after("", &new(PRINT, None), false).0, ENTRY);
        assert!(after("", &new(PRINT, Some("me")), false).0.ends_with("owner = \"me\"\n"));
    }

    #[test]
    fn entries_in_a_list_get_another_one() {
        let first = "{ fingerprint = \"aabbccddeeff00112233\", reason = \"r\", expires = 2027-01-31 }";
        let second = "{ fingerprint = \"00112233445566778899\", reason = 'a \"quoted\" reason', expires = 2027-01-31 }";
        for (before, wanted) in [
            (
                format!("allow = [\n  {first}, # why\n]\nguide = \"g\"\n"),
                format!("allow = [\n  {first}, # why\n  {second},\n]\nguide = \"g\"\n"),
            ),
            (format!("allow = [{first}]\n"), format!("allow = [{first}, {second}]\n")),
            ("allow = []\n".to_owned(), format!("allow = [{second}]\n")),
        ] {
            let (text, entered) = after(&before, &new(PRINT, None), false);
            assert_eq!((text, entered), (wanted, Entered::Added));
        }
    }

    #[test]
    fn an_entry_that_is_past_is_renewed_in_its_place() {
        let past = format!(
            "# top\n[[allow]]\n# why it is here\nfingerprint = \"{PRINT}\" # ours\nreason = \"old\" # said\nexpires = 2026-01-31 # soon\n\n[[allow]]\nfingerprint = \"{OTHER}\"\nreason = \"r\"\nexpires = 2027-01-31\n"
        );
        let (text, entered) = after(&past, &new(PRINT, Some("me")), false);
        assert_eq!(entered, Entered::Renewed(day(2026, 1, 31)));
        let wanted = past.replace("\"old\"", "'a \"quoted\" reason'").replace("2026-01-31 # soon\n", "2027-01-31 # soon\nowner = \"me\"\n");
        assert_eq!(text, wanted);
        assert_eq!(after(&text, &new(PRINT, None), false), (text.clone(), Entered::Stands(day(2027, 1, 31))));
        assert_eq!(after(&text, &new(PRINT, None), true), (text.clone(), Entered::Renewed(day(2027, 1, 31))));
        let narrower = past.replace("reason = \"old\"", "path = \"a/**\"\nreason = \"old\"");
        assert_eq!(after(&narrower, &new(PRINT, None), false).1, Entered::Added, "an entry for a path is another one");
    }

    #[test]
    fn the_key_stands_before_all_tables_and_once() {
        let key = Key::new(&[7; 16]);
        for text in ["", "# ours\nguide = \"g\"\n", "# ours\n[rules]\noff = [\"stripe\"]\n"] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(crate::config::NAME);
            std::fs::write(&path, text).unwrap();
            let mut edit = Edit::open(&path, None).unwrap();
            assert!(edit.keep_key(&key) && !edit.keep_key(&key));
            edit.allow(&new(PRINT, None), day(2026, 11, 28), false);
            edit.save().unwrap();
            let config = crate::config::load(&path).unwrap();
            assert_eq!(config.fingerprint_key.unwrap().bytes(), key.bytes());
            assert_eq!(config.allow.len(), 1);
        }
    }

    #[test]
    fn lines_end_as_they_did() {
        let text = after("# ours\r\nguide = \"g\"\r\n", &new(PRINT, None), false).0;
        assert_eq!(text, format!("# ours\r\nguide = \"g\"\r\n\r\n{}", ENTRY.replace('\n', "\r\n")));
    }

    #[test]
    fn a_file_with_a_mistake_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(crate::config::NAME);
        for (text, place) in [("comment = true\n", ":1:1: "), ("a = 1\n<<<<<<< ours\n", ":2:1: "), ("guide = \n", ":1:")] {
            std::fs::write(&path, text).unwrap();
            assert!(Edit::open(&path, None).map(|_| ()).unwrap_err().to_string().contains(place), "{text}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
    }
}
