//! What all looking verbs share: open, look, suppress, judge, report.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::Timestamp;

use super::accepted::Accepted;
use super::tell::{Sink, tell};
use crate::cli::Level;
use crate::config::{self, Config, Files, Own, Switches};
use crate::detect::Detector;
use crate::exit::Exit;
use crate::finding::{Count, Finding, Stage, Verdict};
use crate::fingerprint::Key;
use crate::git::{Delta, Known, Oid, Packs, Repository};
use crate::inspect::{Budget, Crew, Inspector, Looked, Swept, Why};
use crate::policy::{self, Judged, Scene};
use crate::report::{Occasion, Report};
use crate::respond::{Fate, Situation};
use crate::source::{self, Announced, Unit, Update, Visit};
use crate::suppress::{Baseline, Grounds};
use crate::text::printable;
use crate::trouble::Trouble;
use crate::{rules, suppress};

/// Whose word counts on what may pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// A developer's own machine: the committed configuration, single findings of the working copy, and comments.
    Developer,
    /// Files outside a commit: the configuration beside them.
    Files,
}

/// From so many objects on the packs of a push are swept.
const WORTH_A_SWEEP: usize = 192;

/// One run.
pub(super) struct Session {
    pub(super) repository: Option<Repository>,
    detector: Detector,
    /// The configuration that counts: a mistake in the one of the working copy ends the run before anything is looked at.
    config: Config,
    /// What does not count yet.
    waiting: Vec<String>,
    /// Does a baseline count? On a server none does: it is pushed.
    baseline: bool,
    key: OnceLock<Key>,
    /// How much may be looked at.
    budget: Arc<Budget>,
}

impl Session {
    /// A run in the repository around the current folder. `hook`: git started this process there. `named`: a configuration file that the
    /// command line asks for.
    pub(super) fn open(trust: Trust, hook: bool, named: Option<&Path>) -> Result<Self, Trouble> {
        Self::new(Some(Repository::open(hook)?), trust, named)
    }

    /// A run that may go without a repository.
    pub(super) fn anywhere(named: Option<&Path>) -> Result<Self, Trouble> {
        Self::new(Repository::open(false).ok(), Trust::Files, named)
    }

    fn new(repository: Option<Repository>, trust: Trust, named: Option<&Path>) -> Result<Self, Trouble> {
        let (config, waiting, own) = developers(repository.as_ref(), trust, named)?;
        check(own, &config.switches, repository.as_ref())?;
        let detector = detector(&config.rules, &config.switches);
        Ok(Self { repository, detector, config, waiting, baseline: true, key: OnceLock::new(), budget: Arc::default() })
    }

    /// A run on a server, where this counts and nothing that a push brings.
    pub(super) fn on_server(repository: Repository, config: Config, budget: Arc<Budget>) -> Result<Self, Trouble> {
        let comments = if config.server.comments == Some(true) { config.comments.clone() } else { false.into() };
        let config = Config { comments, ..config };
        check(config.rules.clone(), &config.switches, Some(&repository))?;
        let detector = detector(&config.rules, &config.switches);
        Ok(Self { repository: Some(repository), detector, config, waiting: Vec::new(), baseline: false, key: OnceLock::new(), budget })
    }

    /// The repository of a run that has one.
    pub(super) fn repository(&self) -> Result<&Repository, Trouble> {
        here(self.repository.as_ref())
    }

    /// What counts.
    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    /// The key of the repository's fingerprints.
    pub(super) fn key(&self) -> Key {
        self.keys()(self.repository.as_ref())
    }

    /// The repository's name, where there is one.
    pub(super) fn name(&self) -> Option<String> {
        self.repository.as_ref().and_then(name)
    }

    /// The baseline that counts. `committed`: only what stands in HEAD.
    pub(super) fn accepted(&self, committed: bool) -> Result<Accepted, Trouble> {
        Accepted::read(self.repository.as_ref().filter(|_| self.baseline), committed)
    }

    /// Suppresses and judges.
    pub(super) fn weigh(&self, findings: &mut [Finding], baseline: Option<&Baseline>, around: &Surroundings) {
        suppress::suppress(findings, Grounds { config: &self.config, baseline, today: today() });
        for finding in findings {
            finding.verdict = self.judge(finding, around).verdict;
        }
    }

    /// What policy makes of a finding.
    pub(super) fn judge(&self, finding: &Finding, around: &Surroundings) -> Judged {
        let (users, repository, refs) = (&around.users, around.repository.as_deref(), around.refs_of(finding));
        policy::judge(finding, &self.config.policy, &Scene { today: today(), users, repository, refs })
    }

    /// What policy may ask where nothing is pushed: the branch that is checked out, for these findings.
    pub(super) fn surroundings(&self, findings: &[Finding]) -> Surroundings {
        let asked = self.repository.as_ref().filter(|_| !findings.is_empty() && !self.config.policy.is_empty());
        let branch = asked.and_then(Repository::checked_out).map(|name| String::from_utf8_lossy(&name).into_owned());
        Surroundings { refs: branch.into_iter().collect(), ..Surroundings::default() }
    }

    /// Looks at everything that `walk` visits.
    pub(super) fn look(&self, stage: Stage, walk: impl FnOnce(&mut Visit<'_>) -> Result<Announced, Trouble>) -> Result<Looked, Trouble> {
        let find = self.keys();
        let key = || find(self.repository.as_ref());
        let mut inspector = Inspector::new(&self.detector, self.repository.as_ref(), &key, stage).within(&self.budget);
        let announced = walk(&mut |item| inspector.look(item))?;
        inspector.announced(announced.count());
        inspector.looked().counted()
    }

    /// Looks at every unit, on all cores where there are many; what `visit` reads, it reads from the repository that it is given. `done` is
    /// told after each unit.
    pub(super) fn look_at_each<U: Unit + Sync>(
        &self,
        stage: Stage,
        swept: Option<&Swept>,
        units: &[U],
        visit: impl Fn(Option<&Repository>, &U, &mut Visit<'_>) -> Result<Announced, Trouble> + Sync,
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
        let mut looked =
            self.look_at_each(stage, swept, commits, |repository, id, visit| source::commit(here(repository)?, *id, visit), done)?;
        let units = std::mem::take(&mut looked.left.units);
        let ids: Vec<String> = units.iter().filter_map(|(unit, _)| commits.get(*unit)).map(ToString::to_string).collect();
        looked.left.commits(ids.into_iter(), Why::Late);
        Ok(looked)
    }

    /// Looks at what these updates name themselves; the commits that they point at.
    fn look_at_refs(&self, stage: Stage, updates: &[Update]) -> Result<(Vec<Oid>, Looked), Trouble> {
        let tips = Mutex::new(Vec::new());
        let named = |repository: Option<&Repository>, update: &Update, visit: &mut Visit<'_>| {
            let (tip, announced) = source::named(here(repository)?, update, visit)?;
            tips.lock().unwrap_or_else(PoisonError::into_inner).extend(tip);
            Ok(announced)
        };
        let mut looked = self.look_at_each(stage, None, updates, named, || {})?;
        looked.tally.refs = std::mem::take(&mut looked.tally.units);
        // refs that there was no time for are told by the commits that they bring, and by the reason
        looked.left.units.clear();
        Ok((tips.into_inner().unwrap_or_else(PoisonError::into_inner), looked))
    }

    /// Looks at what these updates name, and at the commits that they bring beyond `known`.
    pub(super) fn look_at_push(&self, stage: Stage, updates: &[Update], known: &Known) -> Result<Looked, Trouble> {
        let repository = self.repository()?;
        let (tips, mut looked) = self.look_at_refs(stage, updates)?;
        // what a large push brings lies in packs of its own, whose blobs are gone through sooner there than commit by commit; meanwhile it
        // shows which commits are new
        let packs = repository.arriving_packs().filter(|packs| packs.objects() >= WORTH_A_SWEEP);
        let new_commits = || repository.new_commits(&tips, known);
        let (swept, commits) = match packs {
            Some(packs) => {
                let (swept, commits) = self.sweep(Arc::clone(packs), |_, _| {}, new_commits);
                (Some(swept), commits)
            }
            None => (None, new_commits()),
        };
        let (mut commits, swept) = (commits?, swept.transpose()?);
        looked.commits = commits.len() as u64;
        // children stand before their parents: the newest are looked at
        let most = self.budget.commits.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
        let over = commits.split_off(most.min(commits.len()));
        looked.left.commits(over.iter().map(ToString::to_string), Why::Commits);
        looked.add(self.look_at_commits(stage, swept.as_ref(), &commits, || {})?);
        looked.tally.bytes.add(Count::all(swept.as_ref().map_or(0, Swept::bytes)));
        Ok(looked)
    }

    /// Which refs bring the commits of these findings; asked only where policy may want to know.
    pub(super) fn refs_of_push(&self, updates: &[Update], known: &Known, findings: &[Finding]) -> Result<Surroundings, Trouble> {
        let mut around = Surroundings::default();
        if findings.is_empty() || self.config.policy.is_empty() {
            return Ok(around);
        }
        let repository = self.repository()?;
        let wanted: HashSet<&str> = findings.iter().filter_map(|finding| Some(finding.location.commit.as_ref()?.id.as_str())).collect();
        for update in updates.iter().filter(|update| !update.new.is_zero()) {
            let name = String::from_utf8_lossy(&update.name).into_owned();
            let (tips, _) = self.look_at_refs(Stage::Arriving, std::slice::from_ref(update))?;
            for commit in repository.new_commits(&tips, known)?.iter().map(ToString::to_string).filter(|id| wanted.contains(id.as_str())) {
                around.by_commit.entry(commit).or_default().push(name.clone());
            }
            around.refs.push(name);
        }
        Ok(around)
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
    /// have gone by since. This thread does `meanwhile` first.
    pub(super) fn sweep<O>(
        &self,
        packs: Arc<Packs>,
        done: impl Fn(u64, u64) + Sync,
        meanwhile: impl FnOnce() -> O,
    ) -> (Result<Swept, Trouble>, O) {
        let (swept, other) = Swept::new(packs, &self.detector, &self.budget, done, meanwhile);
        (swept.map_err(Trouble::from), other)
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
    pub(super) fn conclude(&self, looked: Looked, what: Occasion, situation: Situation, sink: &Sink) -> Result<Exit, Trouble> {
        let around = self.surroundings(&looked.findings);
        self.conclude_in(looked, what, situation, sink, &around)
    }

    /// The same where policy may ask for more than the branch that is checked out.
    pub(super) fn conclude_in(
        &self,
        looked: Looked,
        what: Occasion,
        mut situation: Situation,
        sink: &Sink,
        around: &Surroundings,
    ) -> Result<Exit, Trouble> {
        let Looked { mut findings, unread, tally, .. } = looked.counted()?;
        let mut notes = Vec::new();
        // a scan tells of a baseline with a mistake at once; a clean commit does not read it
        if !findings.is_empty() || what == Occasion::Scan {
            let committed = what != Occasion::Scan || findings.iter().any(|finding| finding.stage == Stage::Staged);
            let accepted = self.accepted(committed)?;
            self.weigh(&mut findings, accepted.counts.as_ref(), around);
            notes = accepted.notes(&findings);
        }
        if !findings.is_empty() || !unread.is_empty() {
            notes.extend_from_slice(&self.waiting);
            let past = self.config.allow.iter().filter(|entry| entry.expires < today());
            notes.extend(past.map(|entry| format!("the allow entry for {} ended on {}", entry.title, entry.expires)));
            situation.guide.clone_from(&self.config.guide);
        }
        let found = findings.len();
        findings.retain(|finding| finding.suppression.is_none());
        let suppressed = found - findings.len();
        let unread_verdict = self.config.unread;
        let blocks =
            findings.iter().any(|finding| finding.verdict == Verdict::Block) || (!unread.is_empty() && unread_verdict == Verdict::Block);
        situation.fate = if blocks { Fate::Refused } else { Fate::Passes };
        let exit = if blocks { Exit::Findings } else { Exit::Clean };
        let level = match sink {
            Sink::Scan { level: Level::Block, .. } => Verdict::Block,
            Sink::Hook | Sink::Scan { level: Level::Warn, .. } => Verdict::Warn,
            Sink::Scan { level: Level::All, .. } => Verdict::Ignore,
        };
        findings.retain(|finding| finding.verdict >= level);
        let repository = self.name();
        let created = Timestamp::now();
        let report = Report { findings, unread, unread_verdict, situation, what, tally, suppressed, notes, repository, created };
        tell(&report, sink)?;
        Ok(exit)
    }
}

/// What a policy may ask of a run besides its findings.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    /// Who pushes, and his groups as `@group`.
    pub(super) users: Vec<String>,
    /// The repository, as the platform names it.
    pub(super) repository: Option<String>,
    /// The refs that all findings come by whose commits `by_commit` does not know.
    pub(super) refs: Vec<String>,
    /// The refs that bring a commit (whole id).
    pub(super) by_commit: HashMap<String, Vec<String>>,
}

impl Surroundings {
    pub(super) fn refs_of(&self, finding: &Finding) -> &[String] {
        let commit = finding.location.commit.as_ref();
        commit.and_then(|commit| self.by_commit.get(&commit.id)).unwrap_or(&self.refs)
    }
}

/// What counts on a developer's machine, what does not count yet, and the own rules that the files of the working copy hold.
fn developers(repository: Option<&Repository>, trust: Trust, named: Option<&Path>) -> Result<(Config, Vec<String>, Vec<Own>), Trouble> {
    let (below, above) = config::developer(named, repository, super::foreign)?;
    let working = below.clone().with(config::repositorys(repository)?).with(above.clone()).config();
    let own = working.rules.clone();
    let Some(repository) = repository.filter(|_| trust == Trust::Developer) else { return Ok((working, Vec::new(), own)) };
    let (committed, note) = committed(repository)?;
    let (config, mut waiting) = config::join(below.with(committed).with(above).config(), working);
    waiting.extend(note);
    Ok((config, waiting, own))
}

/// The configuration in HEAD, none where there is none; and a note where it cannot be read: a commit that corrects it has to be possible.
fn committed(repository: &Repository) -> Result<(Files, Option<String>), Trouble> {
    let Some(head) = repository.head()? else { return Ok((Files::default(), None)) };
    match config::committed(repository, head, "HEAD", repository.work_tree().map(Path::to_owned)) {
        Ok(files) => Ok((files, None)),
        Err(trouble @ Trouble::Git(_)) => Err(trouble),
        Err(trouble) => Ok((Files::default(), Some(format!("the committed {} counts as empty: {trouble}", config::NAME)))),
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
