//! Tests over the formats that other programs read.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::tests::{commit, raw, report, stripe};
use super::*;
use crate::finding::{Place, Stage, Verdict};
use crate::trouble::Trouble;

/// A finding at a path, in a commit with a subject, all of them as hostile as a push may be.
fn hostile() -> Report {
    let mut finding = stripe(Stage::Pushed);
    finding.location.path = Some(b"=cmd|' /C calc'!A1/<script>alert(1)</script> `x` %25 a\x1b[2Jb\n\xff, 100%.py".to_vec());
    finding.location.commit = Some(commit(0xaa, "]]></failure><script>alert(1)</script> | @everyone ::error::x"));
    let mut message = stripe(Stage::Pushed);
    message.location.place = Place::CommitMessage;
    message.location.path = None;
    message.location.commit = Some(commit(0xbb, "-- second"));
    message.verdict = Verdict::Warn;
    let mut report = report(Occasion::Scan, vec![finding, message]);
    report.notes = vec!["<b>a note</b>".to_owned()];
    report.situation.guide = Some("javascript:alert(1)".to_owned());
    report
}

fn value(format: &dyn Format, report: &Report) -> Value {
    serde_json::from_str(&raw(format, report)).unwrap()
}

#[test]
fn what_a_document_says_is_read_again_as_it_was() {
    let document = Document::new(&hostile());
    let text = raw(&Json, &hostile());
    assert_eq!(parse(Path::new("a.json"), text.as_bytes()).unwrap(), document);
    // fields that a later version adds do not matter
    let later = text.replacen("\"tool\"", "\"added\": 1, \"tool\"", 1);
    assert_eq!(parse(Path::new("a.json"), later.as_bytes()).unwrap(), document);
}

/// A report that somebody hands over may hold anything; what is written out of it drives no terminal and is XML.
#[test]
fn a_report_of_a_stranger_is_escaped() {
    let text = raw(&Json, &hostile()).replace("stripe-live-secret-key", "a\\u001b[2J\\u0000\\u202e");
    let document = parse(Path::new("a.json"), text.as_bytes()).unwrap();
    assert_eq!(document.findings[0].rule, "a\\x1b[2J\\x00\\u{202e}");
    for (name, format, _) in super::tests::FORMATS {
        let mut out = Vec::new();
        format.write(&document, &mut out).unwrap();
        assert!(!String::from_utf8(out).unwrap().chars().any(|c| c.is_control() && c != '\n'), "{name}");
    }
}

#[test]
fn what_is_no_report_is_refused_with_its_place() {
    for (text, words) in [
        ("{\n  \"version\": 1,\n  nonsense\n}", "a.json:3:3: key must be a string"),
        ("[]", "a.json:1:"),
        ("{\"version\": 1}", "missing field"),
        (&raw(&Json, &hostile()).replacen("\"version\": 1", "\"version\": 9", 1), "version 9"),
    ] {
        let error: Trouble = parse(Path::new("a.json"), text.as_bytes()).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert!(!error.next().is_empty());
    }
}

#[test]
fn reports_are_joined_under_the_names_of_their_repositories() {
    let one = Document::new(&report(Occasion::Scan, vec![stripe(Stage::Pushed)]));
    let other = Document { repository: None, ..Document::new(&hostile()) };
    let joined = merge(vec![
        (PathBuf::from("out/shop.json"), one.clone()),
        (PathBuf::from("out/shop-again.json"), one),
        (PathBuf::from("out/site.json"), other),
    ]);
    let names: Vec<_> = joined.findings.iter().map(|record| record.repository.as_deref().unwrap()).collect();
    assert_eq!(names, ["shop", "site", "site"], "what stands in two reports of one repository counts once");
    assert_eq!((joined.counts.block, joined.counts.warn), (2, 1));
    assert_eq!((joined.looked_at, joined.stages["pushed"]), (9, 3));
    assert_eq!(joined.notes, ["site: <b>a note</b>"]);
}

/// The schema comes with a crate that the tests use.
fn sarif_schema() -> Value {
    let rustc = std::process::Command::new("rustc").arg("-vV").output().unwrap().stdout;
    let rustc = String::from_utf8(rustc).unwrap();
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let metadata = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--offline", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let package = metadata["packages"].as_array().unwrap().iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let schema = std::fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    // the schema's pattern for a language closes a bracket that it never opened
    serde_json::from_str(&schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$")).unwrap()
}

#[test]
fn sarif_is_what_its_schema_says() {
    let schema = jsonschema::validator_for(&sarif_schema()).unwrap();
    assert!(!schema.is_valid(&serde_json::json!({ "version": "2.1.0" })), "the schema refuses nothing");
    for report in [hostile(), report(Occasion::Scan, Vec::new()), report(Occasion::Commit, vec![stripe(Stage::Staged)])] {
        let value = value(&Sarif, &report);
        let errors: Vec<String> = schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn sarif_names_rules_that_fired_and_places_as_it_counts_them() {
    let value = value(&Sarif, &hostile());
    let run = &value["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 1);
    assert_eq!(rules[0]["id"], "stripe-live-secret-key");
    let [first, second] = run["results"].as_array().unwrap().as_slice() else { panic!("two results") };
    assert_eq!((&first["level"], &second["level"]), (&Value::from("error"), &Value::from("warning")));
    let physical = &first["locations"][0]["physicalLocation"];
    let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
    assert!(uri.contains("%1B%5B2Jb%0A%FF") && !uri.contains([' ', '<', '`']), "{uri}");
    assert_eq!(physical["region"]["startLine"], 12);
    assert_eq!(physical["region"]["startColumn"], 19);
    let width = physical["region"]["endColumn"].as_u64().unwrap() - 19;
    assert_eq!(width, 107, "the column after the last character");
    assert!(second["locations"][0].get("physicalLocation").is_none(), "a message has no file");
    assert_eq!(first["partialFingerprints"]["leakgate/v1"], stripe(Stage::Pushed).fingerprint.to_string());
}

#[test]
fn gitlab_gets_ids_that_differ_and_locations() {
    let value = value(&GitLab, &hostile());
    assert_eq!(value["scan"]["type"], "secret_detection");
    assert_eq!(value["scan"]["start_time"], "1970-01-01T00:00:00");
    let list = value["vulnerabilities"].as_array().unwrap();
    assert_ne!(list[0]["id"], list[1]["id"]);
    assert_eq!(list[0]["severity"], "Critical");
    assert_eq!(list[0]["location"]["commit"]["sha"], "aa".repeat(20));
    assert_eq!(list[1]["location"]["file"], "commit message");
    let quality = super::format_tests::value(&CodeQuality, &hostile());
    assert_eq!(quality[0]["severity"], "blocker");
    assert_ne!(quality[0]["fingerprint"], quality[1]["fingerprint"]);
}

#[test]
fn an_annotation_is_one_line_whatever_stands_in_it() {
    let text = raw(&GitHub, &hostile());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("::error file=%3Dcmd".replace("%3D", "=").as_str()), "{}", lines[0]);
    assert!(lines[0].contains(",line=12,endLine=12,col=19,"), "{}", lines[0]);
    assert!(lines[0].contains("%2525") && lines[0].contains("%2C 100%25.py"), "{}", lines[0]);
    assert!(lines[1].starts_with("::warning title="), "{}", lines[1]);
    let head = lines[0].split("::").nth(1).unwrap();
    assert!(!head.contains('\n') && head.matches(',').count() == 5, "{head}");
}

#[test]
fn junit_is_xml_that_reads_back() {
    for (report, cases, failures) in [(hostile(), 2, 1), (report(Occasion::Scan, Vec::new()), 1, 0)] {
        let text = raw(&JUnit, &report);
        let mut reader = quick_xml::Reader::from_str(&text);
        let (mut seen, mut failed, mut script) = (0, 0, 0);
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => match tag.name().as_ref() {
                    "testcase" => seen += 1,
                    "failure" => failed += 1,
                    "script" => script += 1,
                    _ => {}
                },
                _ => {}
            }
        }
        assert_eq!((seen, failed, script), (cases, failures, 0), "{text}");
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
    }
}

#[test]
fn no_cell_is_a_formula() {
    let text = raw(&Csv, &hostile());
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let head = table.headers().unwrap().clone();
    let rows: Vec<_> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    for row in &rows {
        assert_eq!(row.len(), head.len());
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
    }
    let path = head.iter().position(|name| name == "path").unwrap();
    assert!(rows[0][path].starts_with("'=cmd"));
}

#[test]
fn markdown_lets_nobody_write_markup_or_call_people() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let text = raw(&Markdown, &hostile());
    let (mut boxes, mut headings) = (0, 0);
    let mut bare = String::new();
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS) {
        match event {
            Event::Html(markup) | Event::InlineHtml(markup) => panic!("markup of a stranger: {markup}"),
            Event::Start(Tag::Link { dest_url, .. }) => assert!(dest_url.starts_with("https://"), "{dest_url}"),
            Event::Start(Tag::Image { .. }) => panic!("an image"),
            Event::Start(Tag::Heading { .. }) => headings += 1,
            Event::TaskListMarker(_) => boxes += 1,
            Event::Text(words) => bare.push_str(&words),
            _ => {}
        }
    }
    assert_eq!(headings, 4, "the title, two findings, notes");
    assert!(boxes > 4, "steps to tick off");
    assert!(bare.contains("<b>a note</b>"), "what was written stays readable: {bare}");
    assert!(!text.split('`').step_by(2).any(|outside| outside.contains("@everyone")), "a mention calls people: {text}");
}

#[test]
fn the_page_stands_alone_and_runs_no_script_of_others() {
    let text = raw(&Html, &hostile());
    assert!(!text.contains("<script>alert") && !text.contains("href=\"javascript"), "{text}");
    assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_eq!(text.matches("<script").count(), 1);
    assert!(!text.contains(" src=") && !text.contains("@import") && !text.contains("url("));
    // what the policy allows is what stands there
    let policy = text.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
        let inside = text.split(open).nth(1).unwrap().split(close).next().unwrap();
        let hash = data_encoding::BASE64.encode(&<sha2::Sha256 as sha2::Digest>::digest(inside));
        assert!(policy.contains(&hash), "{open}: {policy}");
    }
    assert!(text.contains("data-age=\"more than a year\"") || text.contains("data-age=\"up to a week\""));
}
