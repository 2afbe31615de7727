//! `leakgate scan …`

use std::collections::HashSet;
use std::io::IsTerminal;
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::hook::situation;
use super::session::{Looked, Session, Trust};
use super::tell::Sink;
use crate::cli::Scan;
use crate::exit::Exit;
use crate::finding::Stage;
use crate::git::Oid;
use crate::report::Occasion;
use crate::respond::Situation;
use crate::source;
use crate::trouble::Trouble;

pub(super) fn run(scan: &Scan) -> Result<Exit, Trouble> {
    let sink = Sink::Scan { format: scan.format, level: scan.level, output: scan.output.clone(), reports: scan.reports.clone() };
    if scan.staged {
        let session = Session::open(Trust::Developer, false)?;
        let repository = session.repository()?;
        let looked = session.look(Stage::Staged, |visit| source::delta(&repository.staged()?, visit))?;
        let situation = Situation { unborn: repository.head()?.is_none(), ..Situation::default() };
        return session.conclude(looked, Occasion::Scan, situation, &sink);
    }
    if let Some(range) = &scan.range {
        let session = Session::open(Trust::Developer, false)?;
        let commits = session.repository()?.range(range)?;
        return committed(&session, &commits, &sink);
    }
    if scan.history {
        let session = Session::open(Trust::Developer, false)?;
        let mut commits = session.repository()?.all_commits()?;
        commits.reverse();
        return committed(&session, &commits, &sink);
    }
    let session = Session::anywhere()?;
    let looked = session
        .look(Stage::File, |visit| if scan.paths == [Path::new("-")] { source::stdin(visit) } else { source::paths(&scan.paths, visit) })?;
    session.conclude(looked, Occasion::Scan, Situation::default(), &sink)
}

/// Looks at commits, children first, and tells for each finding whether a remote has it.
fn committed(session: &Session, commits: &[Oid], sink: &Sink) -> Result<Exit, Trouble> {
    let repository = session.repository()?;
    let bar = progress(commits.len());
    let mut looked = session.look(Stage::Committed, |visit| source::commits(repository, commits, visit, &mut || bar.inc(1)))?;
    bar.finish_and_clear();
    mark_pushed(session, &mut looked)?;
    let situation = situation(repository, &looked.findings, repository.head()?.as_slice(), None)?;
    session.conclude(looked, Occasion::Scan, situation, sink)
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
fn progress(length: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr_with_hz(8));
    match ProgressStyle::with_template("{pos}/{len} commits {wide_bar} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
