//! One page that stands alone, for a history or many repositories: findings by provider, severity, age and state, each with what to do. It
//! loads nothing from anywhere, and its own script is the only one that a browser lets it run.

use std::collections::BTreeMap;
use std::io;

use data_encoding::BASE64;
use jiff::{Timestamp, ToSpan};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::document::StepRecord;
use super::{Document, Format, Record, names};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// One self-contained page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Html;

impl Format for Html {
    fn write(&self, document: &Document, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(page(document).into_string().as_bytes())
    }
}

/// How the page may be asked for findings, in the order of the boxes: key of the data attribute, heading.
const GROUPS: [(&str, &str); 7] = [
    ("verdict", "Verdict"),
    ("severity", "Severity"),
    ("stage", "How far it got"),
    ("state", "State"),
    ("age", "Age"),
    ("provider", "Provider"),
    ("repository", "Repository"),
];

fn page(document: &Document) -> Markup {
    let title = document.repository.as_deref().map_or_else(|| "Secrets found".to_owned(), |name| format!("Secrets found in {name}"));
    let allow = |text: &str| format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text)));
    let policy =
        format!("default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'", allow(STYLE), allow(SCRIPT));
    let counts = document.counts;
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (title) }
                p.lead {
                    (counts.block) " that block, " (counts.warn) " to be warned of, " (counts.suppressed) " suppressed; "
                    (document.looked_at) " of " (document.meant_to) " texts looked at · leakgate " (document.tool.version) " · " (document.created)
                    @if let Some(guide) = &document.guide { " · " (link(guide, "the organisation's guide")) }
                }
                div.groups { @for (key, heading) in GROUPS { (group(key, heading, document)) } }
                div.tools {
                    input id="search" type="search" placeholder="Search: path, rule, author, fingerprint …" aria-label="Search";
                    button id="reset" type="button" { "Show all" }
                    button id="open" type="button" { "Open or close" }
                    span id="shown" aria-live="polite" { (document.findings.len()) }
                }
                main {
                    @for record in &document.findings { (finding(record, document)) }
                    p.none id="none" hidden[!document.findings.is_empty()] { "Nothing to show." }
                }
                @if document.not_looked_at.count > 0 {
                    h2 { "Not looked at: " (document.not_looked_at.count) }
                    ul { @for part in &document.not_looked_at.parts { li { code { (part.path) } ": " (part.why) } } }
                }
                @if !document.notes.is_empty() {
                    h2 { "Notes" }
                    ul { @for note in &document.notes { li { (note) } } }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// A box of choices; that of repositories only where there are several.
fn group(key: &'static str, heading: &str, document: &Document) -> Markup {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for record in &document.findings {
        *counts.entry(value(key, record, document)).or_default() += 1;
    }
    let mut choices: Vec<(String, usize)> = counts.into_iter().collect();
    choices.sort_by_key(|(name, count)| (rank(key, name), std::cmp::Reverse(*count)));
    if choices.is_empty() || (key == "repository" && choices.len() < 2) {
        return html! {};
    }
    html! {
        section.group {
            h2 { (heading) }
            div.more {
                @for (name, count) in choices {
                    button type="button" aria-pressed="false" data-group=(key) data-value=(name) { span { (name) } span { (count) } }
                }
            }
        }
    }
}

/// Where a choice stands in its box; the same for all where the counts decide.
fn rank(key: &str, name: &str) -> usize {
    let order: &[&str] = match key {
        "severity" => names::SEVERITIES,
        "verdict" => names::VERDICTS,
        "age" => &AGES,
        _ => &[],
    };
    names::rank(name, order)
}

const AGES: [&str; 5] = ["up to a week", "up to a month", "up to a year", "more than a year", "not committed"];

/// How old the commit was when the report was made.
fn age(record: &Record, document: &Document) -> &'static str {
    let made = document.created.parse::<Timestamp>().ok();
    let committed = record.commit.as_ref().and_then(|commit| commit.time.parse::<Timestamp>().ok());
    let (Some(made), Some(committed)) = (made, committed) else { return AGES[4] };
    let within = |days: i64| made.checked_sub((24 * days).hours()).is_ok_and(|limit| committed >= limit);
    [(7, AGES[0]), (31, AGES[1]), (366, AGES[2])].iter().find(|(days, _)| within(*days)).map_or(AGES[3], |(_, name)| name)
}

fn value(key: &str, record: &Record, document: &Document) -> String {
    match key {
        "verdict" => record.verdict.clone(),
        "severity" => record.severity.clone(),
        "stage" => record.stage.clone(),
        "state" => record.state.clone(),
        "age" => age(record, document).to_owned(),
        "provider" => record.provider.clone(),
        _ => record.repository.clone().or_else(|| document.repository.clone()).unwrap_or_default(),
    }
}

fn finding(record: &Record, document: &Document) -> Markup {
    let commit = record.commit.as_ref();
    let of = |key| value(key, record, document);
    let text = [
        record.rule.as_str(),
        &record.title,
        &record.provider,
        &record.whereabouts(),
        &record.fingerprint,
        &of("repository"),
        commit.map_or("", |commit| commit.id.as_str()),
        commit.map_or("", |commit| commit.author.as_str()),
        commit.map_or("", |commit| commit.subject.as_str()),
    ]
    .join(" ")
    .to_lowercase();
    html! {
        details.finding.(rank_class(record)) data-text=(text) data-verdict=(of("verdict")) data-severity=(of("severity")) data-stage=(of("stage"))
            data-state=(of("state")) data-age=(of("age")) data-provider=(of("provider")) data-repository=(of("repository")) {
            summary {
                span.badge { (record.severity) }
                strong { (record.title) }
                span.when { (record.stage) @if let Some(commit) = commit { ", " (commit.time.get(..10).unwrap_or_default()) } }
                span.where { @if let Some(name) = &record.repository { (name) ": " } (record.whereabouts()) }
            }
            div.body {
                @if !record.excerpt.is_empty() { pre { (record.excerpt) } }
                dl {
                    dt { "Exposes" } dd { (record.advice.exposes) }
                    @if !record.facts.is_empty() { dt { "Known of it" } dd { (record.facts.join(", ")) } }
                    dt { "Sure" } dd { (record.confidence) ", " (record.verdict) ", mode " (record.mode) ", " (record.state) }
                    @if let Some(commit) = commit { dt { "Commit" } dd { code { (commit.id) } " " (commit.subject) ", " (commit.author) ", " (commit.time) } }
                    @for part in &record.parts { dt { "With" } dd { (part.title) " " code { (part.masked) } ", line " (part.line) } }
                    @if let Some(why) = &record.suppression { dt { "Suppressed by" } dd { (why.by) ": " (why.reason) } }
                    dt { "Rule" } dd { code { (record.rule) } " (" (record.provider) ")" }
                    dt { "Pages" } dd {
                        (link(&record.roll, "roll it")) " " (link(&record.logs, "logs")) " " (link(&record.reference, "its format"))
                    }
                    dt { "Fingerprint" } dd { code { (record.fingerprint) } }
                }
                (steps("Now", &record.advice.now))
                (steps("Then", &record.advice.then))
                @if let Some(step) = &record.advice.not_a_secret { (steps("Not a secret?", std::slice::from_ref(step))) }
            }
        }
    }
}

/// A class of our own for the colour: reports that are read again may say anything.
fn rank_class(record: &Record) -> &'static str {
    names::SEVERITIES.iter().find(|name| **name == record.severity).unwrap_or(&"info")
}

fn steps(heading: &str, steps: &[StepRecord]) -> Markup {
    html! {
        @if !steps.is_empty() {
            h3 { (heading) }
            ol { @for step in steps { li { (step.text) @if let Some(command) = &step.command { ": " code { (command) } } } } }
        }
    }
}

/// A link to a page; nothing where it is none (a report that is read again may hold anything).
fn link(url: &str, text: &str) -> Markup {
    html! { @if url.starts_with("https://") { a href=(url) rel="noreferrer noopener" { (text) } } }
}
