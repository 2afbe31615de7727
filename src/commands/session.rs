//! What all looking verbs share: open, look, suppress, judge, report.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jiff::Timestamp;

use super::tell::{Sink, tell};
use crate::cli::Level;
use crate::config::{self, Config, Own, Switches};
use crate::detect::Detector;
use crate::exit::Exit;
use crate::finding::{Stage, Verdict};
use crate::fingerprint::Key;
use crate::git::{Delta, Kind, Known, Oid, Packs, Repository};
use crate::inspect::{self, Budget, Crew, Inspector, Looked, Swept};
use crate::report::{Occasion, Report};
use crate::respond::Situation;
use crate::source::{self, Update, Visit};
use crate::text::printable;
use crate::trouble::Trouble;
use crate::{policy, rules, suppress};

/// Whose word counts on what may pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// A developer's own machine: the committed configuration, single findings of the working copy, and comments.
    Developer,
    /// A server: nothing that a push brings.
    Server,
    /// Files outside a commit: the configuration beside them.
    Files,
}

/// From so many commits on the packs of a push are swept first.
const WORTH_A_SWEEP: usize = 64;

/// One run.
pub(super) struct Session {
    pub(super) repository: Option<Repository>,
    detector: Detector,
    /// The configuration that counts: a mistake in the one of the working copy ends the run before anything is looked at.
    config: Config,
    /// What does not count yet.
    waiting: Vec<String>,
    key: OnceLock<Key>,
    /// How much may be looked at.
    budget: Budget,
}

impl Session {
    /// A run in the repository around the current folder. `hook`: git started this process there.
    pub(super) fn open(trust: Trust, hook: bool) -> Result<Self, Trouble> {
        Self::new(Some(Repository::open(hook)?), trust)
    }

    /// A run that may go without a repository.
    pub(super) fn anywhere() -> Result<Self, Trouble> {
        Self::new(Repository::open(false).ok(), Trust::Files)
    }

    fn new(repository: Option<Repository>, trust: Trust) -> Result<Self, Trouble> {
        let place = match trust {
            Trust::Server => None,
            Trust::Developer | Trust::Files => repository.as_ref().map_or(Some(Path::new("")), Repository::work_tree),
        };
        let working = place.map_or_else(|| Ok(Config::default()), |top| config::load(&top.join(config::NAME)))?;
        let written = working.rules.clone();
        let (config, waiting) = match (&repository, trust) {
            (Some(repository), Trust::Developer) => {
                let (committed, note) = committed(repository)?;
                let (config, mut waiting) = config::join(committed, working);
                waiting.extend(note);
                (config, waiting)
            }
            (_, Trust::Server) => (Config { comments: false, ..Config::default() }, Vec::new()),
            _ => (working, Vec::new()),
        };
        check(written, &config.switches, repository.as_ref())?;
        let detector = detector(&config.rules, &config.switches);
        Ok(Self { repository, detector, config, waiting, key: OnceLock::new(), budget: Budget::default() })
    }

    /// The repository of a run that has one.
    pub(super) fn repository(&self) -> Result<&Repository, Trouble> {
        here(self.repository.as_ref())
    }

    /// Looks at everything that `walk` visits.
    pub(super) fn look(&self, stage: Stage, walk: impl FnOnce(&mut Visit<'_>) -> Result<(), Trouble>) -> Result<Looked, Trouble> {
        let find = self.keys();
        let key = || find(self.repository.as_ref());
        let mut inspector = Inspector::new(&self.detector, self.repository.as_ref(), &key, stage).within(&self.budget);
        walk(&mut |item| inspector.look(item))?;
        inspector.looked().counted()
    }

    /// Looks at every unit, on all cores where there are many; what `visit` reads, it reads from the repository that it is given. `done` is
    /// told after each unit.
    pub(super) fn look_at_each<U: Sync>(
        &self,
        stage: Stage,
        swept: Option<&Swept>,
        units: &[U],
        visit: impl Fn(Option<&Repository>, &U, &mut Visit<'_>) -> Result<(), Trouble> + Sync,
        done: impl Fn() + Sync,
    ) -> Result<Looked, Trouble> {
        let crew = Crew { detector: &self.detector, swept, stage, budget: &self.budget, key: &self.keys() };
        crew.look(self.repository.as_ref(), units, &visit, &done)?.counted()
    }

    /// Looks at these commits, each against its parents.
    pub(super) fn look_at_commits(
        &self,
        stage: Stage,
        swept: Option<&Swept>,
        commits: &[Oid],
        done: impl Fn() + Sync,
    ) -> Result<Looked, Trouble> {
        self.look_at_each(stage, swept, commits, |repository, id, visit| source::commit(here(repository)?, *id, visit), done)
    }

    /// Looks at what these updates name, and at the commits that they bring beyond `known`.
    pub(super) fn look_at_push(&self, stage: Stage, updates: &[Update], known: &Known) -> Result<Looked, Trouble> {
        let repository = self.repository()?;
        let mut tips = Vec::new();
        let mut looked = self.look(stage, |visit| source::named(repository, updates, visit).map(|named| tips = named))?;
        let commits = repository.new_commits(&tips, known)?;
        // what a large push brings lies in packs of its own, whose blobs are gone through sooner there than commit by commit
        let packs = if commits.len() < WORTH_A_SWEEP { None } else { repository.arriving_packs() };
        let swept = packs.map(|packs| self.sweep(packs, |_, _| {})).transpose()?;
        looked.add(self.look_at_commits(stage, swept.as_ref(), &commits, || {})?);
        looked.tally.bytes += swept.as_ref().map_or(0, Swept::bytes);
        Ok(looked)
    }

    /// Looks at what is staged.
    pub(super) fn look_at_staged(&self, delta: &Delta) -> Result<Looked, Trouble> {
        self.look_at_each(Stage::Staged, None, &delta.changes, |_, change, visit| source::change(delta, change, None, visit), || {})
    }

    /// Looks at files and folders. `done` is told after each file how many there are.
    pub(super) fn look_at_files(&self, paths: &[PathBuf], done: impl Fn(usize) + Sync) -> Result<Looked, Trouble> {
        let files = source::files(paths)?;
        self.look_at_each(Stage::File, None, &files, |_, file, visit| source::file(file, visit), || done(files.len()))
    }

    /// Looks at whatever these packs hold, so that a walk over many commits has less to look at. `done` is told how many of how many bytes
    /// have gone by since.
    pub(super) fn sweep(&self, packs: Packs, done: impl Fn(u64, u64) + Sync) -> Result<Swept, Trouble> {
        Ok(Swept::new(packs, &self.detector, inspect::cores(), &self.budget, done)?)
    }

    /// Finds the key once, through the repository of whichever thread asks first.
    fn keys(&self) -> impl Fn(Option<&Repository>) -> Key + Sync {
        let (key, configured) = (&self.key, &self.config.fingerprint_key);
        move |repository| {
            let local = || repository.map_or_else(config::key::shared, |repository| config::key::local(repository.common_dir()));
            key.get_or_init(|| configured.clone().unwrap_or_else(local)).clone()
        }
    }

    /// Suppresses, judges and reports.
    pub(super) fn conclude(&self, looked: Looked, what: Occasion, mut situation: Situation, sink: &Sink) -> Result<Exit, Trouble> {
        let Looked { mut findings, unread, tally, .. } = looked;
        let mut notes = Vec::new();
        if !findings.is_empty() || !unread.is_empty() {
            notes.clone_from(&self.waiting);
            let today = today();
            suppress::suppress(&mut findings, &self.config, today);
            let past = self.config.allow.iter().filter(|entry| entry.expires < today);
            notes.extend(past.map(|entry| format!("the allow entry for {} ended on {}", entry.title, entry.expires)));
            situation.guide.clone_from(&self.config.guide);
        }
        let found = findings.len();
        findings.retain(|finding| finding.suppression.is_none());
        let suppressed = found - findings.len();
        for finding in &mut findings {
            finding.verdict = policy::judge(finding);
        }
        let unread_verdict = self.config.unread;
        let blocks =
            findings.iter().any(|finding| finding.verdict == Verdict::Block) || (!unread.is_empty() && unread_verdict == Verdict::Block);
        let exit = if blocks { Exit::Findings } else { Exit::Clean };
        let level = match sink {
            Sink::Scan { level: Level::Block, .. } => Verdict::Block,
            Sink::Hook | Sink::Scan { level: Level::Warn, .. } => Verdict::Warn,
            Sink::Scan { level: Level::All, .. } => Verdict::Ignore,
        };
        findings.retain(|finding| finding.verdict >= level);
        let repository = self.repository.as_ref().and_then(name);
        let created = Timestamp::now();
        let report = Report { findings, unread, unread_verdict, situation, what, tally, suppressed, notes, repository, created };
        tell(&report, sink)?;
        Ok(exit)
    }
}

/// The configuration in HEAD, the default one where there is none; and a note where it cannot be read: a commit that corrects it has to be
/// possible.
fn committed(repository: &Repository) -> Result<(Config, Option<String>), Trouble> {
    let Some(head) = repository.head()? else { return Ok((Config::default(), None)) };
    let tree = repository.commit(head)?.tree;
    let Some(entry) = repository.entry(tree, config::NAME.as_bytes())?.filter(|entry| !entry.is_tree() && !entry.is_gitlink()) else {
        return Ok((Config::default(), None));
    };
    match config::parse(&Path::new("HEAD").join(config::NAME), &repository.read_as(entry.id, Kind::Blob)?) {
        Ok(config) => Ok((config, None)),
        Err(trouble) => Ok((Config::default(), Some(format!("the committed {} counts as empty: {trouble}", config::NAME)))),
    }
}

/// Holds the user's own rules to their samples, once for each state of the file.
fn check(mut own: Vec<Own>, switches: &Switches, repository: Option<&Repository>) -> Result<(), Trouble> {
    let folder = repository.map(Repository::common_dir);
    own.retain(|own| !switches.is_off(own.rule));
    if own.is_empty() || folder.is_some_and(|folder| config::stamp::is_kept(folder, &own)) {
        return Ok(());
    }
    config::check(&own, &detector(&own, switches))?;
    if let Some(folder) = folder {
        config::stamp::keep(folder, &own);
    }
    Ok(())
}

/// A detector for the built-in rules and these, but for those that are off.
pub(super) fn detector(own: &[Own], switches: &Switches) -> Detector {
    let extra = own.iter().map(|own| own.rule).filter(|rule| !switches.is_off(rule)).collect();
    let off = rules::all().filter(|rule| switches.is_off(rule)).map(|rule| rule.id.to_owned());
    // with nothing switched off, the catalogue is not even looked through
    Detector::with(extra, if switches.is_empty() { Vec::new() } else { off.collect() })
}

/// The repository of a run that has one.
fn here(repository: Option<&Repository>) -> Result<&Repository, Trouble> {
    repository.ok_or_else(|| Trouble::Usage {
        what: "this is no git repository".to_owned(),
        next: "run it inside one, or name paths to scan: leakgate scan PATH".to_owned(),
    })
}

/// The repository's name: that of its folder.
fn name(repository: &Repository) -> Option<String> {
    let folder = repository.work_tree().unwrap_or(repository.git_dir());
    let folder = std::path::absolute(folder).ok()?;
    let name = folder.file_name()?.to_string_lossy();
    Some(printable(name.strip_suffix(".git").filter(|name| !name.is_empty()).unwrap_or(&name).as_bytes()))
}

/// Today, by UTC.
pub(super) fn today() -> jiff::civil::Date {
    Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
