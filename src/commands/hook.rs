//! `leakgate hook …`: what git calls.

use std::collections::HashSet;
use std::io::Read;
use std::path::PathBuf;

use super::server::{self, Request};
use super::session::{Session, Trust};
use super::tell::Sink;
use crate::cli::Hook;
use crate::exit::Exit;
use crate::finding::{Count, Stage};
use crate::git::{Change, Delta, Known, Oid, Repository};
use crate::report::Occasion;
use crate::respond::{Situation, Spot};
use crate::server::cause;
use crate::server::platform::Call;
use crate::source::{self, Update};
use crate::trouble::Trouble;

pub(super) fn run(hook: Hook) -> Result<Exit, Trouble> {
    match hook {
        Hook::PreCommit { files } => match framework_range() {
            // what is staged counts as well: the variables may come from a hook that this commit was made in
            Some((from, to)) => Ok(range(&from, &to)?.max(pre_commit(Vec::new())?)),
            None => pre_commit(files),
        },
        Hook::CommitMsg { file } => {
            let session = Session::open(Trust::Developer, true, None)?;
            // git says so when no editor was opened on the message
            let edited = std::env::var_os("GIT_EDITOR").is_none_or(|editor| editor != ":");
            let looked = session.look(Stage::Message, |visit| source::message(&file, edited, visit))?;
            session.conclude(looked, Occasion::Message, Situation::default(), &Sink::Hook)
        }
        // git names the remote and writes lines; the framework does neither
        Hook::PrePush { remote, url: _ } => match framework_range().filter(|_| remote.is_none()) {
            Some((from, to)) => range(&from, &to),
            None => pre_push(remote),
        },
        Hook::PreReceive { config } => {
            let updates = standard_input().and_then(|input| source::parse_receive(&input));
            Ok(server::receive(Request { call: Call::PreReceive, config, updates }))
        }
        Hook::Update { config, name, old, new } => Ok(server::receive(one(Call::Update, config, &name, &old, &new))),
        Hook::Vref { config, name, old, new, more: _ } => Ok(server::receive(one(Call::Vref, config, &name, &old, &new))),
        Hook::RefUpdate(gerrit) | Hook::CommitReceived(gerrit) => Ok(server::receive(server::gerrit::request(gerrit))),
    }
}

/// The range that the pre-commit framework asks for.
fn framework_range() -> Option<(String, String)> {
    let read = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
    Some((read("PRE_COMMIT_FROM_REF")?, read("PRE_COMMIT_TO_REF")?))
}

fn range(from: &str, to: &str) -> Result<Exit, Trouble> {
    let session = Session::open(Trust::Developer, true, None)?;
    let commits = session.repository()?.range(&format!("{from}..{to}"))?;
    outgoing(&session, &commits)
}

fn pre_commit(files: Vec<PathBuf>) -> Result<Exit, Trouble> {
    let session = Session::open(Trust::Developer, true, None)?;
    let repository = session.repository()?;
    let delta = repository.staged()?;
    let mut looked = session.look_at_staged(&delta)?;
    if !files.is_empty() && !repository.is_merging()? {
        // a framework names files: those that nothing is staged of are looked at as they are
        let staged: HashSet<&[u8]> =
            delta.changes.iter().map(|change| change.path.as_slice()).chain(delta.modes.iter().map(Vec::as_slice)).collect();
        let whole: Vec<PathBuf> = files.into_iter().filter(|file| !staged.contains(file.as_os_str().as_encoded_bytes())).collect();
        let more = session.look_at_files(&whole, |_| {})?;
        looked.add(more);
    }
    // advice is for findings: a clean commit asks for none
    let situation = if looked.findings.is_empty() { Situation::default() } else { situation_of_commit(repository, &delta)? };
    session.conclude(looked, Occasion::Commit, situation, &Sink::Hook)
}

/// Where what is staged stands.
fn situation_of_commit(repository: &Repository, delta: &Delta) -> Result<Situation, Trouble> {
    let is_new = |change: &&Change| change.old.first().is_none_or(Option::is_none);
    Ok(Situation {
        unborn: repository.head()?.is_none(),
        below_top: std::env::var_os("GIT_PREFIX").is_some_and(|prefix| !prefix.is_empty()),
        new_files: delta.changes.iter().filter(is_new).map(|change| change.path.clone()).collect(),
        ..Situation::default()
    })
}

fn pre_push(remote: Option<String>) -> Result<Exit, Trouble> {
    let session = Session::open(Trust::Developer, true, None)?;
    let repository = session.repository()?;
    let framework = std::env::var("PRE_COMMIT_REMOTE_NAME").ok().filter(|name| !name.is_empty() && remote.is_none());
    let (updates, lines) = if framework.is_some() {
        // the framework has read git's lines itself, and names no range where the whole branch is new
        (vec![framework_update(repository)?], Count::default())
    } else {
        let input = standard_input()?;
        let updates = source::parse_push(&input)?;
        let lines = lines(&input, &updates);
        (updates, lines)
    };
    let name = framework.or(remote).unwrap_or_default();
    let known = Known::Remote { name: name.clone(), tips: updates.iter().map(|update| update.old).filter(|id| !id.is_zero()).collect() };
    let mut looked = session.look_at_push(Stage::Outgoing, &updates, &known)?;
    looked.tally.lines = lines;
    let tips: Vec<Oid> = updates.iter().map(|update| update.new).filter(|id| !id.is_zero()).collect();
    let mut situation = situation(repository, &looked.findings, &tips, Some(name).filter(|name| !name.contains(['/', ':'])))?;
    situation.branch = pushed_branch(repository, &updates);
    let around = session.refs_of_push(&updates, &known, &looked.findings)?;
    session.conclude_in(looked, Occasion::Push, situation, &Sink::Hook, &around)
}

/// The branch that the one pushed ref comes from, where it is not the one that is checked out.
fn pushed_branch(repository: &Repository, updates: &[Update]) -> Option<String> {
    let [update] = updates else { return None };
    let local = update.local.as_deref()?;
    let branch = local.strip_prefix(b"refs/heads/")?;
    (repository.checked_out().as_deref() != Some(local)).then(|| String::from_utf8_lossy(branch).into_owned())
}

fn framework_update(repository: &Repository) -> Result<Update, Trouble> {
    let branch = std::env::var("PRE_COMMIT_LOCAL_BRANCH").unwrap_or_else(|_| "HEAD".to_owned());
    let new = repository.resolve(&branch)?;
    let old = Oid::from_bytes(&vec![0; new.as_bytes().len()]).unwrap_or(new);
    let name = std::env::var("PRE_COMMIT_REMOTE_BRANCH").unwrap_or(branch);
    Ok(Update { old, new, name: name.into_bytes(), local: None })
}

fn outgoing(session: &Session, commits: &[Oid]) -> Result<Exit, Trouble> {
    let repository = session.repository()?;
    let looked = session.look_at_commits(Stage::Outgoing, None, commits, || {})?;
    let situation = situation(repository, &looked.findings, commits.first().copied().as_slice(), None)?;
    session.conclude(looked, Occasion::Push, situation, &Sink::Hook)
}

/// What a hook that is called for one ref is asked.
fn one(call: Call, config: Option<PathBuf>, name: &std::ffi::OsStr, old: &str, new: &str) -> Request {
    let updates = source::update_arguments(&name.to_string_lossy(), old, new).map(|update| vec![update]);
    Request { call, config, updates }
}

/// Where the findings' commits stand, oldest first.
pub(super) fn situation(
    repository: &Repository,
    findings: &[crate::finding::Finding],
    tips: &[Oid],
    remote: Option<String>,
) -> Result<Situation, Trouble> {
    let mut spots: Vec<Spot> = Vec::new();
    // findings come in the order of the walk, children before parents
    for finding in findings.iter().rev() {
        let Some(info) = &finding.location.commit else { continue };
        if spots.iter().any(|spot| spot.commit == info.id) {
            continue;
        }
        if let Some(id) = Oid::parse(info.id.as_bytes()) {
            let commit = repository.commit(id)?;
            spots.push(Spot { commit: info.id.clone(), parent: commit.parents.first().map(ToString::to_string) });
        }
    }
    let oldest = spots.first().and_then(|spot| Oid::parse(spot.parent.as_ref().unwrap_or(&spot.commit).as_bytes()));
    let merges = oldest.map_or(Ok(false), |oldest| repository.has_merge(oldest, tips))?;
    Ok(Situation { spots, merges, tips: tips.iter().map(ToString::to_string).collect(), remote, ..Situation::default() })
}

/// The lines that came in, against those that were understood.
fn lines(input: &[u8], updates: &[Update]) -> Count {
    Count { meant: source::count(input), done: updates.len() as u64 }
}

fn standard_input() -> Result<Vec<u8>, Trouble> {
    let mut input = Vec::new();
    std::io::stdin().lock().read_to_end(&mut input).map_err(|cause| Trouble::File {
        doing: "read",
        path: cause::STANDARD_INPUT.into(),
        cause,
    })?;
    Ok(input)
}
