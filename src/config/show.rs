//! What counts, and where each of it comes from: the files laid over one another, written as one.

use toml::de::{DeTable, DeValue};

use super::fields::Source;
use super::layers::Files;
use super::registry::{Field, TABLES, Table};
use crate::text::printable;

/// One value that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The table's heading as it stands in a file: `[[allow]]`; empty at the top.
    pub table: String,
    /// Which of several tables of that name, from 0.
    pub number: usize,
    /// The field.
    pub field: &'static str,
    /// Its value, as TOML writes it.
    pub value: String,
    /// The file and line: `.leakgate.toml:12`; `default` where no file says it.
    pub place: String,
}

/// All values that count: of what is said once the highest file's, of lists and of tables that there may be several of all.
pub fn show(files: &Files) -> Vec<Shown> {
    let mut out = Vec::new();
    for table in TABLES {
        if table.many {
            many(files, table, &mut out);
        } else {
            once(files, table, &mut out);
        }
    }
    out
}

fn once(files: &Files, table: &Table, out: &mut Vec<Shown>) {
    let heading = if table.name.is_empty() { String::new() } else { format!("[{}]", table.name) };
    for field in table.fields {
        let mut found: Vec<(String, String)> = Vec::new();
        for loaded in &files.0 {
            let source = &loaded.layer.source;
            with_table(source, |top| {
                let inner = table
                    .name
                    .split('.')
                    .filter(|name| !name.is_empty())
                    .try_fold(top, |table, name| table.get(name)?.get_ref().as_table());
                if let Some(value) = inner.and_then(|table| table.get(field.name)) {
                    let said = (written(field, value.get_ref()), place(source, value.span().start));
                    // lists add up, all else is said by the highest
                    if !matches!(value.get_ref(), DeValue::Array(_)) {
                        found.clear();
                    }
                    found.push(said);
                }
            });
        }
        if found.is_empty() && !field.default.is_empty() {
            found.push((field.default.to_owned(), "default".to_owned()));
        }
        // what is extended is there already
        if field.name != "extends" {
            out.extend(found.into_iter().map(|(value, place)| Shown {
                table: heading.clone(),
                number: 0,
                field: field.name,
                value,
                place,
            }));
        }
    }
}

fn many(files: &Files, table: &Table, out: &mut Vec<Shown>) {
    let mut number = 0;
    for loaded in &files.0 {
        let source = &loaded.layer.source;
        with_table(source, |top| {
            let Some(list) = top.get(table.name).and_then(|list| list.get_ref().as_array()) else { return };
            for element in list {
                let Some(entry) = element.get_ref().as_table() else { continue };
                for field in table.fields {
                    if let Some(value) = entry.get(field.name) {
                        out.push(Shown {
                            table: format!("[[{}]]", table.name),
                            number,
                            field: field.name,
                            value: written(field, value.get_ref()),
                            place: place(source, value.span().start),
                        });
                    }
                }
                number += 1;
            }
        });
    }
}

/// The files have been read, so they are well formed.
fn with_table(source: &Source, look: impl FnOnce(&DeTable<'_>)) {
    if let Ok(text) = std::str::from_utf8(&source.bytes)
        && let Ok(table) = DeTable::parse(text)
    {
        look(table.get_ref());
    }
}

fn place(source: &Source, at: usize) -> String {
    let (line, _) = source.position(at);
    format!("{}:{line}", printable(source.path.as_os_str().as_encoded_bytes()))
}

/// The value as TOML writes it, safe to print. The key of the fingerprints is nobody's business.
fn written(field: &Field, value: &DeValue<'_>) -> String {
    if field.name == "fingerprint-key" { "\"…\"".to_owned() } else { printable(text(value).as_bytes()) }
}

fn text(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => toml::Value::String(text.to_string()).to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(time) => time.to_string(),
        DeValue::Array(list) => format!("[{}]", list.iter().map(|element| text(element.get_ref())).collect::<Vec<_>>().join(", ")),
        DeValue::Table(table) => {
            let entries = table.iter().map(|(key, value)| format!("{} = {}", key.get_ref(), text(value.get_ref())));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}
