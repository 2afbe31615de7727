//! `JUnit`'s XML, as build servers read it: one failed case a finding, one passed case where there is none.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Document, Format, Record};

/// `JUnit`'s XML.
#[derive(Debug, Clone, Copy, Default)]
pub struct JUnit;

impl Format for JUnit {
    fn write(&self, document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
        let mut xml = Writer::new_with_indent(out, b' ', 2);
        let failures = document.findings.iter().filter(|record| record.verdict == "block").count();
        let cases = document.findings.len().max(1).to_string();
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let totals = [("name", "leakgate"), ("tests", cases.as_str()), ("failures", &failures.to_string()), ("errors", "0")];
        xml.write_event(Event::Start(BytesStart::new("testsuites").with_attributes(totals)))?;
        let suite = BytesStart::new("testsuite").with_attributes(totals);
        let suite = suite.with_attributes([("timestamp", document.created.split(['.', 'Z']).next().unwrap_or_default())]);
        xml.write_event(Event::Start(suite))?;
        if document.findings.is_empty() {
            let name = format!("no secret in {} texts", document.looked_at);
            let case = BytesStart::new("testcase").with_attributes([("classname", "leakgate"), ("name", name.as_str())]);
            xml.write_event(Event::Empty(case))?;
        }
        for record in &document.findings {
            case(record, &mut xml)?;
        }
        xml.write_event(Event::End(BytesEnd::new("testsuite")))?;
        xml.write_event(Event::End(BytesEnd::new("testsuites")))?;
        writeln!(xml.into_inner())
    }
}

fn case(record: &Record, xml: &mut Writer<impl io::Write>) -> io::Result<()> {
    let name = clean(&format!("{} at {}", record.title, record.whereabouts()));
    let case = BytesStart::new("testcase").with_attributes([("classname", record.rule.as_str()), ("name", name.as_str())]);
    xml.write_event(Event::Start(case))?;
    let mut text = vec![record.message(), format!("masked: {}", record.masked)];
    if let Some(commit) = &record.commit {
        text.push(format!("commit: {} {}", commit.id, commit.subject));
    }
    for step in record.advice.now.iter().chain(&record.advice.then) {
        text.push(step.command.as_ref().map_or_else(|| step.text.clone(), |command| format!("{}: {command}", step.text)));
    }
    text.push(format!("fingerprint: {}", record.fingerprint));
    let text = clean(&text.join("\n"));
    if record.verdict == "block" {
        let message = clean(&record.title);
        let failure = BytesStart::new("failure").with_attributes([("message", message.as_str()), ("type", record.rule.as_str())]);
        xml.write_event(Event::Start(failure))?;
        xml.write_event(Event::Text(BytesText::new(&text)))?;
        xml.write_event(Event::End(BytesEnd::new("failure")))?;
    } else {
        xml.write_event(Event::Start(BytesStart::new("system-out")))?;
        xml.write_event(Event::Text(BytesText::new(&text)))?;
        xml.write_event(Event::End(BytesEnd::new("system-out")))?;
    }
    xml.write_event(Event::End(BytesEnd::new("testcase")))
}

/// Without the characters that XML 1.0 cannot hold, escaped or not (<https://www.w3.org/TR/xml/#charsets>).
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if matches!(c, '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..) { c } else { '\u{fffd}' })
        .collect()
}
