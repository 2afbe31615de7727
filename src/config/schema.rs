//! Views of the registry: JSON Schema for editors, the reference page, and a commented file to begin with.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::registry::{Field, Kind, TABLES, Table};

/// JSON Schema (2020-12) of the file.
pub fn schema() -> Value {
    let mut top = Map::new();
    for table in TABLES {
        let mut fields: Map<String, Value> = table.fields.iter().map(|field| (field.name.to_owned(), of_field(field))).collect();
        // the tables within this one come later in the list and are put into it then
        let required: Vec<&str> =
            table.fields.iter().filter(|field| field.about.ends_with("It has to be there.")).map(|field| field.name).collect();
        let mut object = json!({ "type": "object", "description": table.about, "additionalProperties": false });
        if table.name.is_empty() {
            top.append(&mut fields);
            continue;
        }
        object["properties"] = Value::Object(fields);
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        if table.many {
            object = json!({ "type": "array", "description": table.about, "items": object });
        }
        match table.name.split_once('.') {
            Some((outer, inner)) => top[outer]["properties"][inner] = object,
            None => {
                top.insert(table.name.to_owned(), object);
            }
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "leakgate's configuration",
        "type": "object",
        "additionalProperties": false,
        "properties": top,
    })
}

fn of_field(field: &Field) -> Value {
    let list = |items: Value| json!({ "type": "array", "items": items });
    let text = || json!({ "type": "string" });
    let mut value = match field.kind {
        Kind::Text => text(),
        Kind::Words => json!({ "anyOf": [text(), list(text())] }),
        Kind::Texts => list(text()),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Number => json!({ "type": "integer" }),
        // editors give a TOML date to the schema as a text
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Choices(words) => json!({ "anyOf": [{ "enum": words }, list(json!({ "enum": words }))] }),
        Kind::Other(schema) => serde_json::from_str(schema).unwrap_or_else(|_| json!({})),
    };
    value["description"] = json!(field.about);
    value
}

/// The table's heading in the file.
fn heading(table: &Table) -> String {
    match (table.name, table.many) {
        ("", _) => String::new(),
        (name, true) => format!("[[{name}]]"),
        (name, false) => format!("[{name}]"),
    }
}

/// The reference page.
pub fn page() -> String {
    let mut out = String::from(
        "# Configuration\n\nMade by `leakgate config schema --format markdown`; `leakgate config schema` gives the same to editors, as JSON Schema.\n\n\
         One kind of file, in several places. On a developer's machine, each counts above those before it:\n\n\
         1. `/etc/leakgate/config.toml`, the system's (or the file that `LEAKGATE_SYSTEM_CONFIG` names);\n\
         2. `~/.config/leakgate/config.toml`, yours (below `XDG_CONFIG_HOME` where that is set);\n\
         3. `.leakgate.toml` at the top of the repository;\n\
         4. the file that `--config` or `LEAKGATE_CONFIG` names.\n\n\
         On a server: the system's file or the one that the hook's command line names, then `leakgate.toml` in the bare repository. Nothing that is\n\
         pushed, and nothing of the environment.\n\n\
         What is said once (`guide`, `unread` …) replaces what stands below; lists add up; a rule replaces one of the same id. `leakgate config show` tells\n\
         what counts here and where it comes from, `leakgate config check` looks for mistakes, `leakgate config init` writes a file to begin with.\n\n\
         No commit exempts itself: of a `.leakgate.toml` that is not committed yet, only what is stricter and entries for single findings count.\n",
    );
    for table in TABLES {
        let heading = if table.name.is_empty() { "At the top".to_owned() } else { format!("`{}`", heading(table)) };
        let _ = write!(out, "\n## {heading}\n\n{}\n\n| field | what it holds | default | |\n| --- | --- | --- | --- |\n", table.about);
        for field in table.fields {
            let default = if field.default.is_empty() { String::new() } else { format!("`{}`", field.default) };
            let _ = writeln!(
                out,
                "| `{}` | {} | {default} | {} For example `{}`. |",
                field.name,
                holds(field.kind),
                field.about,
                field.example
            );
        }
    }
    out
}

fn holds(kind: Kind) -> String {
    let words = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    match kind {
        Kind::Text => "a text".to_owned(),
        Kind::Words => "a text or a list of texts".to_owned(),
        Kind::Texts => "a list of texts".to_owned(),
        Kind::Flag => "`true` or `false`".to_owned(),
        Kind::Number => "a whole number".to_owned(),
        Kind::Date => "a date".to_owned(),
        Kind::Choice(list) => words(list),
        Kind::Choices(list) => format!("{}; one or a list", words(list)),
        Kind::Other(_) => "see the example".to_owned(),
    }
}

/// A file to begin with: everything there is, and all of it a comment.
pub fn commented() -> String {
    let mut out = String::from(
        "# leakgate's configuration. Take the `#` away where you want something otherwise than it is.\n# What every field means: leakgate config schema --format markdown\n",
    );
    for table in TABLES.iter().filter(|table| !table.name.starts_with("server")) {
        let heading = heading(table);
        out.push('\n');
        for line in textwrap(table.about) {
            let _ = writeln!(out, "# {line}");
        }
        if !heading.is_empty() {
            let _ = writeln!(out, "#{heading}");
        }
        for field in table.fields.iter().filter(|field| field.name != "fingerprint-key") {
            let _ = writeln!(out, "#{} = {}  # {}", field.name, field.example, first_sentence(field.about));
        }
    }
    out
}

fn first_sentence(text: &str) -> &str {
    text.split_once(". ").map_or(text, |(first, _)| first).trim_end_matches('.')
}

/// Lines of at most a hundred characters.
fn textwrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        if let Some(line) = lines.last_mut().filter(|line| line.len() + word.len() < 100) {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_file_to_begin_with_says_nothing_and_can_be_uncommented() {
        let text = commented();
        assert!(text.lines().all(|line| line.is_empty() || line.starts_with('#')), "{text}");
        assert!(crate::config::parse(Path::new("c"), text.as_bytes()).is_ok());
        // settings stand right behind the sign, words behind a space; what names things that are not there is left out
        let settings: String = text
            .lines()
            .filter_map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')))
            .filter(|line| !line.starts_with("extends") && !line.starts_with("pair"))
            .flat_map(|line| [line, "\n"])
            .collect();
        let read = crate::config::parse(Path::new("c"), settings.as_bytes());
        assert!(read.is_ok(), "{}\n{settings}", read.unwrap_err());
    }

    #[test]
    fn the_schema_takes_the_examples_and_refuses_what_the_reader_refuses() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let as_json = |text: &str| serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap();
        for (text, is_valid) in [
            (
                "comments = false\nextends = [\"a\"]\n[rules]\noff = [\"stripe\"]\n[[policy]]\nseverity = \"low\"\nverdict = \"warn\"\n",
                true,
            ),
            ("comment = false\n", false),
            ("unread = \"no\"\n", false),
            ("[[policy]]\nseverity = [\"lo\"]\nverdict = \"warn\"\n", false),
            ("[[policy]]\nseverity = \"low\"\n", false),
            ("[[allow]]\nrule = \"x\"\n", false),
        ] {
            assert_eq!(validator.is_valid(&as_json(text)), is_valid, "{text}");
        }
    }
}
