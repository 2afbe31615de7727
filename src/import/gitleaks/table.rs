//! A table of a foreign configuration, field by field. What it should not hold is noted; what is of another type is a mistake.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::import::draft::{Draft, Fate};
use crate::import::file::{File, shown};

/// A list holds at most so many texts.
const MANY: usize = 5_000;

/// The TOML of a text.
pub(super) fn read_table(text: &str) -> Result<Spanned<DeTable<'_>>, toml::de::Error> {
    DeTable::parse(text)
}

/// One table.
pub(super) struct Table<'t> {
    file: &'t File<'t>,
    fields: &'t DeTable<'t>,
    /// Where it stands (bytes).
    pub(super) at: usize,
    whose: String,
    known: Vec<&'static str>,
}

impl<'t> Table<'t> {
    pub(super) fn new(file: &'t File<'t>, fields: &'t DeTable<'t>, at: usize, whose: String) -> Self {
        Self { file, fields, at, whose, known: Vec::new() }
    }

    /// From now on messages begin so.
    pub(super) fn call(&mut self, id: &str) {
        self.whose = format!("rule {}, ", shown(id));
    }

    /// The file and its line.
    pub(super) fn place(&self) -> String {
        self.file.place(self.file.line(self.at))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    fn get(&mut self, name: &'static str) -> Option<(&'t DeValue<'t>, usize)> {
        self.known.push(name);
        self.fields.get(name).map(|value| (value.get_ref(), value.span().start))
    }

    fn other(&self, name: &str, found: &DeValue<'_>, at: usize, cure: &str) {
        self.file.wrong(at, format!("{}{name} is of the type {}", self.whose, found.type_str()), cure);
    }

    /// A mistake in a field.
    pub(super) fn wrong(&self, name: &str, what: &str, cure: &str) {
        let at = self.fields.get(name).map_or(self.at, |value| value.span().start);
        self.file.wrong(at, format!("{}{what}", self.whose), cure);
    }

    pub(super) fn text(&mut self, name: &'static str) -> Option<String> {
        let (value, at) = self.get(name)?;
        if let DeValue::String(text) = value {
            return Some(text.to_string());
        }
        self.other(name, value, at, &format!("write a text: {name} = \"…\""));
        None
    }

    pub(super) fn texts(&mut self, name: &'static str) -> Option<Vec<String>> {
        let (value, at) = self.get(name)?;
        let cure = format!("write a list of texts: {name} = [\"…\"]");
        let Some(list) = value.as_array() else {
            self.other(name, value, at, &cure);
            return None;
        };
        if list.len() > MANY {
            self.file.wrong(at, format!("{}{name} has more than {MANY} elements", self.whose), "take some out");
            return None;
        }
        let mut texts = Vec::new();
        for element in list {
            match element.get_ref() {
                DeValue::String(text) => texts.push(text.to_string()),
                other => self.other(name, other, element.span().start, &cure),
            }
        }
        Some(texts)
    }

    pub(super) fn flag(&mut self, name: &'static str) -> Option<bool> {
        let (value, at) = self.get(name)?;
        if value.as_bool().is_none() {
            self.other(name, value, at, &format!("write {name} = true or {name} = false"));
        }
        value.as_bool()
    }

    pub(super) fn number(&mut self, name: &'static str) -> Option<i64> {
        let (value, at) = self.get(name)?;
        let number =
            value.as_integer().and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok()).filter(|number| *number >= 0);
        if number.is_none() {
            self.other(name, value, at, &format!("write a whole number from 0 on: {name} = 1"));
        }
        number
    }

    pub(super) fn decimal(&mut self, name: &'static str) -> Option<f64> {
        let (value, at) = self.get(name)?;
        let text = value
            .as_float()
            .map(|number| number.as_str().to_owned())
            .or_else(|| value.as_integer().map(|number| number.as_str().to_owned()));
        let number = text.and_then(|text| text.replace('_', "").parse::<f64>().ok()).filter(|number| number.is_finite());
        if number.is_none() {
            self.other(name, value, at, &format!("write a number: {name} = 3.5"));
        }
        number
    }

    /// A table of this name, or a list of them.
    pub(super) fn tables(&mut self, name: &'static str) -> Vec<Table<'t>> {
        let Some((value, at)) = self.get(name) else { return Vec::new() };
        let whose = format!("{}{name}: ", self.whose);
        let cure = format!("write a table for each: [[{name}]]");
        match value {
            DeValue::Table(table) => vec![Table::new(self.file, table, at, whose)],
            DeValue::Array(list) => {
                let mut tables = Vec::new();
                for element in list {
                    match element.get_ref() {
                        DeValue::Table(table) => tables.push(Table::new(self.file, table, element.span().start, whose.clone())),
                        other => self.other(name, other, element.span().start, &cure),
                    }
                }
                tables
            }
            other => {
                self.other(name, other, at, &cure);
                Vec::new()
            }
        }
    }

    /// Nothing of it counts, so nothing of it is noted.
    pub(super) fn known_all(&mut self) {
        self.known.extend(["description", "condition", "commits", "paths", "regexes", "regexTarget", "stopwords", "targetRules"]);
    }

    /// Notes what nobody has asked for.
    pub(super) fn end(self, draft: &mut Draft) {
        for (key, value) in self.fields {
            let name: &str = key.get_ref();
            if !self.known.contains(&name) {
                let place = self.file.place(self.file.line(value.span().start));
                draft.note(place, format!("{}{}", self.whose, shown(name)), Fate::Left, "this field is not known here");
            }
        }
    }
}
