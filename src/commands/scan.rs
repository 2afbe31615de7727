//! `leakgate scan …`

use std::collections::HashSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::hook::situation;
use super::session::{Session, Trust};
use super::tell::Sink;
use crate::cli::Scan;
use crate::exit::Exit;
use crate::finding::{Count, Stage};
use crate::git::Oid;
use crate::inspect::{Looked, Swept};
use crate::report::Occasion;
use crate::respond::Situation;
use crate::source;
use crate::trouble::Trouble;

/// The range that is what the CI run was started for. A branch of that name is `refs/heads/auto`.
const AUTO: &str = "auto";

pub(super) fn run(scan: &Scan) -> Result<Exit, Trouble> {
    let sink = Sink::Scan { format: scan.format, level: scan.level, output: scan.output.clone(), reports: scan.reports.clone() };
    let named = scan.config.as_deref();
    if scan.paths == [Path::new("-")] {
        let session = Session::anywhere(named)?;
        let looked = session.look(Stage::File, source::stdin)?;
        return session.conclude(looked, Occasion::Scan, Situation::default(), &sink);
    }
    let at = match &scan.range {
        Some(range) => Look::Range(range),
        None if scan.staged => Look::Staged,
        None if scan.history => Look::History,
        None => Look::Paths(&scan.paths),
    };
    let session = if matches!(at, Look::Paths(_)) { Session::anywhere(named)? } else { Session::open(Trust::Developer, false, named)? };
    let (looked, situation) = look(&session, at)?;
    session.conclude(looked, Occasion::Scan, situation, &sink)
}

/// What to look at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Look<'a> {
    Staged,
    Range(&'a str),
    History,
    Paths(&'a [PathBuf]),
}

/// Looks at it, and tells what advice needs to know.
pub(super) fn look(session: &Session, at: Look<'_>) -> Result<(Looked, Situation), Trouble> {
    match at {
        Look::Staged => {
            let repository = session.repository()?;
            let looked = session.look_at_staged(&repository.staged()?)?;
            Ok((looked, Situation { unborn: repository.head()?.is_none(), ..Situation::default() }))
        }
        Look::Range(range) => {
            let repository = session.repository()?;
            let commits = if range == AUTO { source::ci::commits(repository, &requested()?)? } else { repository.range(range)? };
            committed(session, &commits, None)
        }
        Look::History => {
            let (commits, swept) = listed_and_swept(session)?;
            committed(session, &commits, Some(&swept))
        }
        Look::Paths(paths) => Ok((files(session, paths)?, Situation::default())),
    }
}

/// What the environment says that this run was started for.
fn requested() -> Result<source::ci::Request, Trouble> {
    source::ci::request(&|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
}

fn files(session: &Session, paths: &[PathBuf]) -> Result<Looked, Trouble> {
    let bar = progress("{pos}/{len} files {wide_bar} {eta}");
    let looked = session.look_at_files(paths, |total| {
        bar.set_length(total as u64);
        bar.inc(1);
    });
    bar.finish_and_clear();
    looked
}

/// All commits, children first, and what the packs hold. git lists the ones while we go through the others.
fn listed_and_swept(session: &Session) -> Result<(Vec<Oid>, Swept), Trouble> {
    let bar = progress("{bytes}/{total_bytes} packed {wide_bar} {eta}");
    let repository = session.repository()?;
    let done = |bytes, total| {
        bar.set_length(total);
        bar.inc(bytes);
    };
    let (swept, commits) = session.sweep(repository.packs(), done, || repository.all_commits());
    bar.finish_and_clear();
    let mut commits = commits?;
    commits.reverse();
    Ok((commits, swept?))
}

/// Looks at commits, children first, and tells for each finding whether a remote has it.
fn committed(session: &Session, commits: &[Oid], swept: Option<&Swept>) -> Result<(Looked, Situation), Trouble> {
    let repository = session.repository()?;
    let bar = progress("{pos}/{len} commits {wide_bar} {eta}");
    bar.set_length(commits.len() as u64);
    let mut looked = session.look_at_commits(Stage::Committed, swept, commits, || bar.inc(1))?;
    looked.tally.bytes.add(Count::all(swept.map_or(0, Swept::bytes)));
    bar.finish_and_clear();
    mark_pushed(session, &mut looked)?;
    let situation = situation(repository, &looked.findings, repository.head()?.as_slice(), None)?;
    Ok((looked, situation))
}

fn mark_pushed(session: &Session, looked: &mut Looked) -> Result<(), Trouble> {
    if looked.findings.is_empty() {
        return Ok(());
    }
    let here: HashSet<String> = session.repository()?.unpushed()?.iter().map(ToString::to_string).collect();
    for finding in &mut looked.findings {
        if finding.location.commit.as_ref().is_some_and(|commit| !here.contains(&commit.id)) {
            finding.stage = Stage::Pushed;
        }
    }
    Ok(())
}

/// A bar on a terminal, nothing elsewhere.
fn progress(template: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8));
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
