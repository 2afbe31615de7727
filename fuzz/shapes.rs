//! What has to be true of every output: it parses as what it says it is, and holds no character that drives a terminal.

use leakgate::report::{CodeQuality, Csv, Document, Format, GitHub, GitLab, Gitleaks, Html, JUnit, Json, Markdown, Sarif};

const FORMATS: [(&str, &dyn Format); 10] = [
    ("json", &Json),
    ("sarif", &Sarif),
    ("gitlab", &GitLab),
    ("codequality", &CodeQuality),
    ("gitleaks", &Gitleaks),
    ("github", &GitHub),
    ("junit", &JUnit),
    ("csv", &Csv),
    ("markdown", &Markdown),
    ("html", &Html),
];

/// Writes the document in every format, holds what comes out to its shape, and hands it on.
pub fn each(document: &Document, mut told: impl FnMut(&str, &str)) {
    for (name, format) in FORMATS {
        let mut out = Vec::new();
        format.write(document, &mut out).expect("memory takes it");
        let text = String::from_utf8(out).expect("text");
        let control = text.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(control, None, "{name}");
        match name {
            "github" => assert!(text.lines().count() == document.findings.len() && text.lines().all(|line| line.starts_with("::"))),
            "junit" => xml(&text),
            "csv" => csv::Reader::from_reader(text.as_bytes()).records().for_each(|row| assert!(row.is_ok(), "{row:?}")),
            "markdown" => markdown(&text),
            "html" => html(&text),
            _ => assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{name}"),
        }
        told(name, &text);
    }
}

fn xml(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_comments = true;
    loop {
        match reader.read_event().expect("XML") {
            quick_xml::events::Event::Eof => return,
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                tag.attributes().for_each(|one| assert!(one.is_ok_and(|one| one.unescape_value().is_ok())));
            }
            _ => {}
        }
    }
}

/// Nobody but us writes markup, links or pictures.
fn markdown(text: &str) {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS) {
        match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. }) => panic!("{event:?}"),
            Event::Start(Tag::Link { dest_url, .. }) => assert!(dest_url.starts_with("https://"), "{dest_url}"),
            _ => {}
        }
    }
}

/// Every element that is opened is closed, and those that run or load something are ours.
fn html(text: &str) {
    let mut open = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name {
            "!DOCTYPE" | "meta" | "input" | "br" | "hr" | "link" => {}
            "script" | "style" => {
                assert_eq!(tag, name, "a script or style that is not ours");
                rest = rest.split_once(&format!("</{name}>")).expect("it ends").1;
            }
            _ if name.starts_with('/') => assert_eq!(open.pop(), Some(&name[1..]), "closed"),
            _ => open.push(name),
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
}
