//! A table of the file, read field by field. What is wrong is noted and reading goes on, so that all mistakes are told at once.

use std::cell::RefCell;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use crate::text::{nearest, printable};
use crate::trouble::Trouble;

/// A text in the file is at most this long (bytes).
const TEXT: usize = 16 << 10;
/// A list in the file has at most so many elements.
const LIST: usize = 500;
/// So many mistakes are told; the rest is counted.
const TOLD: usize = 20;

/// A file that was read: where a mistake in it stands can be told later, too.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Its name, for messages.
    pub(super) path: PathBuf,
    /// What stands in it.
    pub(super) bytes: Vec<u8>,
}

impl Source {
    /// Line and column (in characters) of a byte, from 1.
    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.bytes[..offset.min(self.bytes.len())];
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        (line, String::from_utf8_lossy(&before[start..]).chars().count() + 1)
    }

    /// The mistake at a byte of the file.
    pub(super) fn trouble(&self, mistake: Mistake) -> Trouble {
        let (line, column) = self.position(mistake.at);
        Trouble::Config { path: self.path.clone(), line, column, cause: mistake.what, cure: mistake.cure }
    }

    /// All of them as one, in the order of the file; what stands at the same place once more is not repeated.
    pub(super) fn troubles(&self, mut mistakes: Vec<Mistake>) -> Result<(), Trouble> {
        mistakes.sort_by_key(|mistake| mistake.at);
        mistakes.dedup();
        let more = mistakes.len().saturating_sub(TOLD);
        mistakes.truncate(TOLD);
        Trouble::all(mistakes.into_iter().map(|mistake| self.trouble(mistake)).collect(), more)
    }
}

/// One mistake in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    /// Byte of the file.
    pub(super) at: usize,
    pub(super) what: String,
    pub(super) cure: String,
}

/// The mistakes in one file.
#[derive(Debug, Default)]
pub(super) struct Mistakes(RefCell<Vec<Mistake>>);

impl Mistakes {
    pub(super) fn add(&self, at: usize, what: impl Into<String>, cure: impl Into<String>) {
        self.0.borrow_mut().push(Mistake { at, what: what.into(), cure: cure.into() });
    }

    pub(super) fn into_vec(self) -> Vec<Mistake> {
        self.0.into_inner()
    }
}

/// A value and the byte of the file that it stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) at: usize,
}

/// The fields of one table. Every field has to be asked for, in any order, before [`Fields::end`].
pub(super) struct Fields<'t> {
    table: &'t DeTable<'t>,
    /// Where the table stands.
    pub(super) at: usize,
    /// What the table is, for messages: `rule acme-token, `; empty at the top.
    whose: String,
    known: Vec<&'static str>,
    mistakes: &'t Mistakes,
}

impl<'t> Fields<'t> {
    pub(super) fn new(table: &'t DeTable<'t>, at: usize, whose: &str, mistakes: &'t Mistakes) -> Self {
        Self { table, at, whose: whose.to_owned(), known: Vec::new(), mistakes }
    }

    /// From now on messages begin so.
    pub(super) fn call(&mut self, whose: String) {
        self.whose = whose;
    }

    /// Is the field there, well formed or not?
    pub(super) fn has(&self, name: &str) -> bool {
        self.table.contains_key(name)
    }

    /// Notes a mistake.
    pub(super) fn wrong(&self, at: usize, what: impl AsRef<str>, cure: impl Into<String>) {
        self.mistakes.add(at, format!("{}{}", self.whose, what.as_ref()), cure);
    }

    /// Where mistakes are noted, also once these fields are done with.
    pub(super) fn noter(&self) -> &'t Mistakes {
        self.mistakes
    }

    fn get(&mut self, name: &'static str) -> Option<At<&'t DeValue<'t>>> {
        self.known.push(name);
        self.table.get(name).map(|value| At { value: value.get_ref(), at: value.span().start })
    }

    /// Notes that a field is of another type than it should be.
    fn other<T>(&self, name: &str, found: &At<&DeValue<'_>>, cure: &str) -> Option<T> {
        self.wrong(found.at, format!("{name} is {} {}", article(found.value.type_str()), found.value.type_str()), cure);
        None
    }

    fn checked(&self, name: &str, text: &str, at: usize) -> Option<At<String>> {
        if text.len() > TEXT {
            self.wrong(at, format!("{name} is longer than {} KiB", TEXT >> 10), "shorten it");
            return None;
        }
        Some(At { value: text.to_owned(), at })
    }

    /// A text.
    pub(super) fn text(&mut self, name: &'static str) -> Option<At<String>> {
        let found = self.get(name)?;
        match found.value {
            DeValue::String(text) => self.checked(name, text, found.at),
            _ => self.other(name, &found, &format!("write it in quotes: {name} = \"…\"")),
        }
    }

    /// A text that must be there; `cure` says how it looks.
    pub(super) fn need(&mut self, name: &'static str, cure: &str) -> Option<At<String>> {
        let there = self.table.contains_key(name);
        let text = self.text(name);
        if !there {
            self.wrong(self.at, format!("it has no {name}"), cure);
        }
        text
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, name: &'static str) -> Option<At<Vec<At<String>>>> {
        let cure = format!("write a list: {name} = [\"…\", \"…\"]");
        let list = self.list(name, &cure)?;
        let mut texts = Vec::new();
        for element in list.value {
            match element.value {
                DeValue::String(text) => texts.extend(self.checked(name, text, element.at)),
                _ => return self.other(name, &element, &cure),
            }
        }
        Some(At { value: texts, at: list.at })
    }

    /// A text, or a list of texts.
    pub(super) fn words(&mut self, name: &'static str) -> Option<Vec<At<String>>> {
        match self.table.get(name).map(toml::Spanned::get_ref) {
            Some(DeValue::String(_)) => self.text(name).map(|text| vec![text]),
            _ => self.texts(name).map(|list| list.value),
        }
    }

    /// Some of several words: one, or a list.
    pub(super) fn choices<T: Copy>(&mut self, name: &'static str, choices: &[T], word: fn(T) -> &'static str) -> Option<Vec<T>> {
        let found = self.words(name)?;
        Some(found.iter().filter_map(|text| self.chosen(name, text, choices, word)).collect())
    }

    /// A list of anything.
    pub(super) fn list(&mut self, name: &'static str, cure: &str) -> Option<At<Vec<At<&'t DeValue<'t>>>>> {
        let found = self.get(name)?;
        let Some(list) = found.value.as_array() else { return self.other(name, &found, cure) };
        if list.len() > LIST {
            self.wrong(found.at, format!("{name} has {} elements, more than {LIST}", list.len()), "take some out");
            return None;
        }
        let elements = list.iter().map(|element| At { value: element.get_ref(), at: element.span().start }).collect();
        Some(At { value: elements, at: found.at })
    }

    /// True or false.
    pub(super) fn flag(&mut self, name: &'static str) -> Option<bool> {
        let found = self.get(name)?;
        found.value.as_bool().or_else(|| self.other(name, &found, &format!("write {name} = true or {name} = false")))
    }

    /// Does the field say true or false?
    pub(super) fn is_flag(&self, name: &str) -> bool {
        self.table.get(name).is_some_and(|value| value.get_ref().as_bool().is_some())
    }

    /// A whole number within bounds.
    pub(super) fn number(&mut self, name: &'static str, bounds: RangeInclusive<i64>) -> Option<i64> {
        let found = self.get(name)?;
        let number = found.value.as_integer().and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
        let cure = format!("write a whole number from {} to {}", bounds.start(), bounds.end());
        match number {
            Some(number) if bounds.contains(&number) => Some(number),
            Some(number) => {
                self.wrong(found.at, format!("{name} is {number}"), cure);
                None
            }
            None => self.other(name, &found, &cure),
        }
    }

    /// One of several words.
    pub(super) fn choice<T: Copy>(&mut self, name: &'static str, choices: &[T], word: fn(T) -> &'static str) -> Option<T> {
        let found = self.text(name)?;
        self.chosen(name, &found, choices, word)
    }

    fn chosen<T: Copy>(&self, name: &str, found: &At<String>, choices: &[T], word: fn(T) -> &'static str) -> Option<T> {
        let chosen = choices.iter().copied().find(|choice| word(*choice) == found.value);
        if chosen.is_none() {
            let words = || choices.iter().copied().map(word);
            let meant = nearest(&found.value, words()).map(|word| format!("; did you mean \"{word}\"?")).unwrap_or_default();
            let cure = format!("it is one of {}{meant}", words().collect::<Vec<_>>().join(", "));
            self.wrong(found.at, format!("there is no {name} \"{}\"", printable(found.value.as_bytes())), cure);
        }
        chosen
    }

    /// A date that must be there.
    pub(super) fn date(&mut self, name: &'static str) -> Option<Date> {
        if !self.table.contains_key(name) {
            self.known.push(name);
            self.wrong(self.at, format!("it has no {name}"), format!("write a date: {name} = 2027-01-31"));
            return None;
        }
        self.day(name)
    }

    /// A date.
    pub(super) fn day(&mut self, name: &'static str) -> Option<Date> {
        let found = self.get(name)?;
        let date =
            found.value.as_datetime().and_then(|time| time.date).and_then(|date| {
                Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
            });
        if date.is_none() {
            self.wrong(found.at, format!("{name} is no date"), format!("write a date: {name} = 2027-01-31"));
        }
        date
    }

    /// A table within this one.
    pub(super) fn table(&mut self, name: &'static str, cure: &str) -> Option<Fields<'t>> {
        let found = self.get(name)?;
        let Some(table) = found.value.as_table() else { return self.other(name, &found, cure) };
        Some(Fields::new(table, found.at, &format!("{}{name}: ", self.whose), self.mistakes))
    }

    /// The fields of a table that stands in a list of this one.
    pub(super) fn within(&self, table: &'t DeTable<'t>, at: usize, name: &str) -> Fields<'t> {
        Fields::new(table, at, &format!("{}{name}", self.whose), self.mistakes)
    }

    /// A list of tables: `[[name]]`, each called `whose` in messages.
    pub(super) fn tables(&mut self, name: &'static str, whose: &str) -> Vec<Fields<'t>> {
        let cure = format!("write one table for each: [[{name}]]");
        let Some(list) = self.list(name, &cure) else { return Vec::new() };
        let mut tables = Vec::new();
        for element in list.value {
            match element.value {
                DeValue::Table(table) => tables.push(Fields::new(table, element.at, whose, self.mistakes)),
                _ => {
                    self.other::<()>(name, &element, &cure);
                }
            }
        }
        tables
    }

    /// Notes the fields that nobody asked for.
    pub(super) fn end(self) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !self.known.contains(&name) {
                let meant = nearest(name, self.known.iter().copied()).map(|word| format!("did you mean `{word}`? "));
                let cure = format!("{}the fields are: {}", meant.unwrap_or_default(), self.known.join(", "));
                self.wrong(key.span().start, format!("unknown field `{}`", printable(name.as_bytes())), cure);
            }
        }
    }
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'i']) { "an" } else { "a" }
}

/// The file as all that was read from it shares it.
pub(super) type Shared = Arc<Source>;
