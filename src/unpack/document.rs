//! Files that hold other files as strings: source maps and notebooks. What stands in them is looked at as it was written.

use serde::Deserialize;

/// A part of a document: its name, and its text.
pub type Part = (Vec<u8>, Vec<u8>);

/// The parts of the document `text` of this path; nothing where it is none. A document is JSON, which tells nothing of itself at its
/// beginning, so its name has to.
pub fn parts(path: &[u8], text: &[u8]) -> Vec<Part> {
    if has_ending(path, b".map") && memchr::memmem::find(text, b"\"sourcesContent\"").is_some() {
        serde_json::from_slice(text).map(sources).unwrap_or_default()
    } else if has_ending(path, b".ipynb") {
        serde_json::from_slice(text).map(cells).unwrap_or_default()
    } else {
        Vec::new()
    }
}

/// May a file of this name be a document that holds others?
pub fn is_one(path: &[u8]) -> bool {
    has_ending(path, b".map") || has_ending(path, b".ipynb")
}

fn has_ending(path: &[u8], ending: &[u8]) -> bool {
    path.len() > ending.len() && path[path.len() - ending.len()..].eq_ignore_ascii_case(ending)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Map {
    #[serde(default)]
    sources: Vec<Option<String>>,
    #[serde(default)]
    sources_content: Vec<Option<String>>,
}

fn sources(map: Map) -> Vec<Part> {
    let mut names = map.sources.into_iter();
    map.sources_content
        .into_iter()
        .enumerate()
        .filter_map(|(index, content)| {
            let name = names.next().flatten().unwrap_or_else(|| format!("source {}", index + 1));
            Some((name.into_bytes(), content?.into_bytes()))
        })
        .collect()
}

/// Text as a notebook has it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Lines {
    One(String),
    Many(Vec<String>),
    Other(serde::de::IgnoredAny),
}

impl Lines {
    fn text(self) -> Option<Vec<u8>> {
        match self {
            Self::One(text) => Some(text.into_bytes()),
            Self::Many(lines) => Some(lines.concat().into_bytes()),
            Self::Other(_) => None,
        }
    }
}

#[derive(Deserialize)]
struct Notebook {
    #[serde(default)]
    cells: Vec<Cell>,
    /// Until version 3 cells stood in sheets.
    #[serde(default)]
    worksheets: Vec<Sheet>,
}

#[derive(Deserialize)]
struct Sheet {
    #[serde(default)]
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Cell {
    #[serde(alias = "input")]
    source: Option<Lines>,
    #[serde(default)]
    outputs: Vec<Output>,
}

#[derive(Deserialize)]
struct Output {
    text: Option<Lines>,
    #[serde(default)]
    data: std::collections::BTreeMap<String, Lines>,
}

fn cells(notebook: Notebook) -> Vec<Part> {
    let cells = notebook.cells.into_iter().chain(notebook.worksheets.into_iter().flat_map(|sheet| sheet.cells));
    let mut parts = Vec::new();
    for (index, cell) in cells.enumerate() {
        let name = format!("cell {}", index + 1);
        parts.extend(cell.source.and_then(Lines::text).map(|text| (name.clone().into_bytes(), text)));
        for output in cell.outputs {
            // an image is base64 of something that is no text
            let data = output.data.into_iter().filter(|(kind, _)| !kind.starts_with("image/")).map(|(_, lines)| lines);
            let texts = output.text.into_iter().chain(data).filter_map(Lines::text);
            parts.extend(texts.map(|text| (format!("{name} output").into_bytes(), text)));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str, text: &str) -> Vec<(String, String)> {
        let string = |bytes| String::from_utf8(bytes).unwrap();
        parts(path.as_bytes(), text.as_bytes()).into_iter().map(|(name, text)| (string(name), string(text))).collect()
    }

    #[test]
    fn sources_and_cells_read_as_they_were_written() {
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(
            told(
                "app.js.map",
                r#"{"version":3,"sources":["src/a.ts","src/b.ts"],"sourcesContent":["x = \"1\"\ny",null,"z"],"mappings":""}"#
            ),
            [pair("src/a.ts", "x = \"1\"\ny"), pair("source 3", "z")]
        );
        assert_eq!(
            told(
                "a.ipynb",
                r##"{"cells":[{"cell_type":"markdown","source":"# t"},{"source":["a = 1\n","b"],"outputs":[{"text":["1\n"]},{"data":{"text/plain":["2"],"image/png":"aa","application/json":{"a":1}}}]}],"nbformat":4}"##
            ),
            [pair("cell 1", "# t"), pair("cell 2", "a = 1\nb"), pair("cell 2 output", "1\n"), pair("cell 2 output", "2")]
        );
        assert_eq!(told("a.ipynb", r#"{"worksheets":[{"cells":[{"input":"x"}]}]}"#), [pair("cell 1", "x")]);
        for (path, text) in [("a.map", "{}"), ("a.ipynb", "{"), ("a.ipynb", "[]"), ("a.json", r#"{"cells":[]}"#), (".map", "")] {
            assert!(told(path, text).is_empty(), "{path} {text}");
        }
    }
}
