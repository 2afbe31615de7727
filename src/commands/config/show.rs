//! `leakgate config show`

use std::fmt::Write;
use std::path::Path;

use crate::cli::ConfigFormat;
use crate::commands::print;
use crate::config::{self, Shown};
use crate::exit::Exit;
use crate::git::Repository;
use crate::trouble::Trouble;

pub(super) fn run(format: ConfigFormat, server: Option<&Path>, named: Option<&Path>) -> Result<Exit, Trouble> {
    let files = match server {
        Some(folder) => {
            let named =
                named.map(std::path::absolute).transpose().map_err(|cause| Trouble::File { doing: "find", path: ".".into(), cause })?;
            std::env::set_current_dir(folder).map_err(|cause| Trouble::File { doing: "enter", path: folder.to_owned(), cause })?;
            config::trusted(named.as_deref(), &Repository::open(false)?, super::super::foreign)?
        }
        None => config::working(named, Repository::open(false).ok().as_ref(), super::super::foreign)?,
    };
    let values = config::show(&files);
    let text = match format {
        ConfigFormat::Toml => toml(&values),
        ConfigFormat::Json => json(&values),
    };
    print(&text).map(|()| Exit::Clean)
}

/// One file of what counts, each value with the place that says it.
fn toml(values: &[Shown]) -> String {
    let mut out = String::new();
    let (mut table, mut number) = ("", 0);
    for (at, shown) in values.iter().enumerate() {
        if (table, number) != (shown.table.as_str(), shown.number) {
            let _ = writeln!(out, "{}{}", if at == 0 { "" } else { "\n" }, shown.table);
            (table, number) = (&shown.table, shown.number);
        }
        let _ = writeln!(out, "{} = {}  # {}", shown.field, shown.value, shown.place);
    }
    out
}

fn json(values: &[Shown]) -> String {
    let list: Vec<serde_json::Value> = values
        .iter()
        .map(|shown| {
            serde_json::json!({
                "table": shown.table.trim_matches(['[', ']']),
                "number": shown.number,
                "field": shown.field,
                "value": shown.value,
                "place": shown.place,
            })
        })
        .collect();
    format!("{:#}\n", serde_json::Value::Array(list))
}
