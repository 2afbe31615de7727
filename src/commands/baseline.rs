//! `leakgate baseline …`: what was there when leakgate came.

use std::collections::HashSet;
use std::fmt::Write;
use std::path::PathBuf;

use serde_json::json;

use super::catalogue::Catalogue;
use super::desk::{Desk, shown};
use super::print;
use super::scan::{Look, look};
use super::session::{Session, Trust};
use crate::cli::{self, Shape, Where};
use crate::config::{self, Whole};
use crate::exit::Exit;
use crate::finding::Verdict;
use crate::fingerprint::Fingerprint;
use crate::report;
use crate::suppress::baseline::{self, Baseline, Entry};
use crate::text::{count, printable};
use crate::trouble::Trouble;

pub(super) fn run(request: cli::Baseline) -> Result<Exit, Trouble> {
    match request {
        cli::Baseline::Create { at, output, force } => create(&at, output, force),
        cli::Baseline::Prune { dry_run } => prune(dry_run),
        cli::Baseline::Show { format } => show(format),
    }
}

/// The history where no path is named.
pub(super) fn at(request: &Where) -> Look<'_> {
    if request.paths.is_empty() { Look::History } else { Look::Paths(&request.paths) }
}

fn create(request: &Where, output: Option<PathBuf>, force: bool) -> Result<Exit, Trouble> {
    let session = Session::open(Trust::Files, false, None)?;
    let desk = Desk::new(&session)?;
    let elsewhere = output.is_some();
    let file = Whole::read(&output.unwrap_or_else(|| desk.baseline()), baseline::LARGEST)?;
    let name = if elsewhere { shown(&file.path) } else { baseline::NAME.to_owned() };
    if file.bytes.is_some() && !force {
        return Err(Trouble::Usage {
            what: format!("{name} is there already, and nothing was changed"),
            next:
                "--force replaces it, with all that is found now; `leakgate baseline prune` takes out what is gone; `leakgate review` adds \
                   single findings"
                    .to_owned(),
        });
    }
    let (mut looked, _) = look(&session, at(request))?;
    let around = session.surroundings(&looked.findings);
    session.weigh(&mut looked.findings, None, &around);
    looked.findings.retain(|finding| finding.suppression.is_none() && finding.verdict >= Verdict::Warn);
    let groups = report::groups(&looked.findings);
    if groups.is_empty() {
        print("nothing was found that is not let pass already: no baseline is needed, none was written\n")?;
        return Ok(Exit::Clean);
    }
    let entry = |group: &report::Group<'_>| {
        (group.finding.fingerprint, Entry { rule: group.finding.rule.id.to_owned(), place: group.hint.clone(), line: 0 })
    };
    let accepted = Baseline { entries: groups.iter().map(entry).collect() };
    let keyed = desk.keep_key()?;
    file.replace(accepted.text().as_bytes())?;
    let mut text = format!("{name}: {} accepted\n", count(groups.len(), "secret"));
    text.push_str(&report::accepted(&looked.findings, &groups));
    if keyed {
        let _ = writeln!(text, "  the key of its fingerprints was written to {}", config::NAME);
    }
    if elsewhere {
        let _ = writeln!(text, "  it counts once it is {} at the top of the repository", baseline::NAME);
    } else {
        let _ = writeln!(text, "  next: git add {} {} && git commit", baseline::NAME, config::NAME);
    }
    print(&text)?;
    Ok(Exit::Clean)
}

fn prune(dry_run: bool) -> Result<Exit, Trouble> {
    let session = Session::open(Trust::Files, false, None)?;
    let desk = Desk::new(&session)?;
    let file = Whole::read(&desk.baseline(), baseline::LARGEST)?;
    let Some(bytes) = &file.bytes else { return Err(none()) };
    let known = Baseline::parse(&file.path, bytes)?;
    if session.repository()?.is_shallow()? {
        return Err(Trouble::Usage {
            what: "this clone is shallow: what the baseline is about may lie in the history that is elsewhere".to_owned(),
            next: "fetch all of it first: git fetch --unshallow".to_owned(),
        });
    }
    if session.config().fingerprint_key.is_none() {
        return Err(Trouble::Usage {
            what: format!("{} holds no fingerprint-key, so nothing in the baseline could match", config::NAME),
            next: format!("bring back the {} that was committed along with the baseline", config::NAME),
        });
    }
    let (looked, _) = look(&session, Look::History)?;
    let found: HashSet<Fingerprint> = looked.findings.iter().map(|finding| finding.fingerprint).collect();
    let gone: Vec<(&Fingerprint, &Entry)> = known.entries.iter().filter(|(print, _)| !found.contains(*print)).collect();
    let after = baseline::without(bytes, &gone.iter().map(|(print, _)| **print).collect());
    if !dry_run && after != *bytes {
        file.replace(&after)?;
    }
    if gone.is_empty() {
        let lines = count(known.entries.len(), "line");
        print(&format!("{}: {lines}, and nothing to take out: each finding is in the history\n", baseline::NAME))?;
        return Ok(Exit::Clean);
    }
    let verb = if dry_run { "match nothing in the history, and would go" } else { "matched nothing in the history, and are gone" };
    let mut text = format!("{}: {} of {} lines {verb}\n", baseline::NAME, gone.len(), known.entries.len());
    for (print, entry) in &gone {
        let _ = writeln!(text, "  {print} {} {}", entry.rule, entry.place);
    }
    print(&text)?;
    Ok(if dry_run { Exit::Findings } else { Exit::Clean })
}

fn show(format: Shape) -> Result<Exit, Trouble> {
    let session = Session::open(Trust::Files, false, None)?;
    let desk = Desk::new(&session)?;
    let Some(known) = super::accepted::in_file(&desk.baseline())? else { return Err(none()) };
    let rules = Catalogue::open()?.rules();
    let rule = |id: &str| rules.iter().find(|rule| rule.id == id);
    let severity = |id: &str| rule(id).map_or("unknown", |rule| rule.severity.name());
    let text = match format {
        Shape::Json => {
            let entry = |(print, entry): (&Fingerprint, &Entry)| {
                json!({
                    "fingerprint": print.to_string(),
                    "rule": entry.rule,
                    "title": rule(&entry.rule).map(|rule| rule.title),
                    "severity": rule(&entry.rule).map(|rule| rule.severity.name()),
                    "place": entry.place,
                    "line": entry.line,
                })
            };
            let entries: Vec<_> = known.entries.iter().map(entry).collect();
            format!("{:#}\n", json!({ "version": 1, "file": baseline::NAME, "entries": entries }))
        }
        Shape::Human => {
            let mut text = format!("{}: {}\n", baseline::NAME, count(known.entries.len(), "secret"));
            let mut entries: Vec<_> = known.entries.iter().collect();
            entries.sort_by_key(|(_, entry)| std::cmp::Reverse(rule(&entry.rule).map(|rule| rule.severity)));
            for (print, entry) in entries {
                let _ = writeln!(text, "  {print}  {:8}  {}  {}", severity(&entry.rule), printable(entry.rule.as_bytes()), entry.place);
            }
            text
        }
    };
    print(&text)?;
    Ok(Exit::Clean)
}

fn none() -> Trouble {
    Trouble::Usage {
        what: format!("there is no {} at the top of this repository", baseline::NAME),
        next: "leakgate baseline create makes one".to_owned(),
    }
}
