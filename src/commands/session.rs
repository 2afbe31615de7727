//! What all looking verbs share: open, look, suppress, judge, report.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::cli::{Format, Level};
use crate::config::{self, Config};
use crate::detect::Detector;
use crate::exit::Exit;
use crate::finding::{Finding, Stage, Tally, Verdict};
use crate::fingerprint::Key;
use crate::git::{Delta, Kind, Known, Oid, Repository};
use crate::inspect::{Crew, Inspector, Swept};
use crate::report::{self, Gitleaks, Human, Json, Occasion, Report, Reporter};
use crate::respond::Situation;
use crate::source::{self, Update, Visit};
use crate::trouble::Trouble;
use crate::{inspect, policy, suppress};

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

/// Where a report goes.
#[derive(Debug, Clone)]
pub(super) enum Sink {
    /// What a hook says: to people, on standard error.
    Hook,
    /// What a scan says: in this format, to standard output or a file, with a summary on standard error.
    Scan { format: Format, level: Level, output: Option<PathBuf> },
}

/// One run.
pub(super) struct Session {
    pub(super) repository: Option<Repository>,
    detector: Detector,
    trust: Trust,
    /// The configuration in the working copy: a mistake in it ends the run before anything is looked at.
    working: Config,
    key: OnceLock<Key>,
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
        Ok(Self { repository, detector: Detector::new(), trust, working, key: OnceLock::new() })
    }

    /// The repository of a run that has one.
    pub(super) fn repository(&self) -> Result<&Repository, Trouble> {
        here(self.repository.as_ref())
    }

    /// Looks at everything that `walk` visits.
    pub(super) fn look(&self, stage: Stage, walk: impl FnOnce(&mut Visit<'_>) -> Result<(), Trouble>) -> Result<Looked, Trouble> {
        let find = self.keys();
        let key = || find(self.repository.as_ref());
        let mut inspector = Inspector::new(&self.detector, self.repository.as_ref(), &key, stage);
        walk(&mut |item| inspector.look(item))?;
        Looked::counted(inspector.findings, inspector.tally)
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
        let crew = Crew { detector: &self.detector, swept, stage, key: &self.keys() };
        let (findings, tally) = crew.look(self.repository.as_ref(), units, &visit, &done)?;
        Looked::counted(findings, tally)
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
        looked.add(self.look_at_commits(stage, None, &repository.new_commits(&tips, known)?, || {})?);
        Ok(looked)
    }

    /// Looks at what is staged.
    pub(super) fn look_at_staged(&self, delta: &Delta) -> Result<Looked, Trouble> {
        self.look_at_each(Stage::Staged, None, &delta.changes, |_, change, visit| source::change(delta, change, None, visit), || {})
    }

    /// Looks at files and folders.
    pub(super) fn look_at_files(&self, paths: &[PathBuf]) -> Result<Looked, Trouble> {
        self.look_at_each(Stage::File, None, &source::files(paths)?, |_, file, visit| source::file(file, visit), || {})
    }

    /// Looks at whatever the packs hold, so that a walk over many commits has less to look at. `done` is told how many of how many bytes
    /// have gone by since.
    pub(super) fn sweep(&self, done: impl Fn(u64, u64) + Sync) -> Result<Swept, Trouble> {
        Ok(Swept::new(self.repository()?, &self.detector, inspect::cores(), done)?)
    }

    /// Finds the key once, through the repository of whichever thread asks first.
    fn keys(&self) -> impl Fn(Option<&Repository>) -> Key + Sync {
        let (key, trust, working) = (&self.key, self.trust, &self.working);
        move |repository| {
            let find = || {
                let committed = committed(repository, trust).ok().and_then(|config| config.fingerprint_key);
                let local = || repository.map_or_else(config::key::shared, |repository| config::key::local(repository.common_dir()));
                committed.or_else(|| working.fingerprint_key.clone()).unwrap_or_else(local)
            };
            key.get_or_init(find).clone()
        }
    }

    /// The configuration that counts, and notes about what does not yet.
    fn config(&self) -> Result<(Config, Vec<String>), Trouble> {
        match self.trust {
            Trust::Developer => Ok(config::join(committed(self.repository.as_ref(), self.trust)?, self.working.clone())),
            Trust::Files => Ok((self.working.clone(), Vec::new())),
            Trust::Server => Ok((Config { comments: false, ..Config::default() }, Vec::new())),
        }
    }

    /// Suppresses, judges and reports.
    pub(super) fn conclude(&self, looked: Looked, what: Occasion, mut situation: Situation, sink: &Sink) -> Result<Exit, Trouble> {
        let Looked { mut findings, tally } = looked;
        let mut notes = Vec::new();
        if !findings.is_empty() {
            let (config, waiting) = self.config()?;
            notes = waiting;
            let today = today();
            suppress::suppress(&mut findings, &config, today);
            let past = config.allow.iter().filter(|entry| entry.expires < today);
            notes.extend(past.map(|entry| format!("the allow entry for {} ended on {}", entry.title, entry.expires)));
            situation.guide = config.guide;
        }
        let found = findings.len();
        findings.retain(|finding| finding.suppression.is_none());
        let suppressed = found - findings.len();
        for finding in &mut findings {
            finding.verdict = policy::judge(finding);
        }
        let exit = if findings.iter().any(|finding| finding.verdict == Verdict::Block) { Exit::Findings } else { Exit::Clean };
        let level = match sink {
            Sink::Scan { level: Level::Block, .. } => Verdict::Block,
            Sink::Hook | Sink::Scan { level: Level::Warn, .. } => Verdict::Warn,
            Sink::Scan { level: Level::All, .. } => Verdict::Ignore,
        };
        findings.retain(|finding| finding.verdict >= level);
        let report = Report { findings, situation, what, tally, suppressed, notes };
        tell(&report, sink)?;
        Ok(exit)
    }
}

/// The repository of a run that has one.
fn here(repository: Option<&Repository>) -> Result<&Repository, Trouble> {
    repository.ok_or_else(|| Trouble::Usage {
        what: "this is no git repository".to_owned(),
        next: "run it inside one, or name paths to scan: leakgate scan PATH".to_owned(),
    })
}

/// The configuration in HEAD; the default one where there is none, or where it has no say.
fn committed(repository: Option<&Repository>, trust: Trust) -> Result<Config, Trouble> {
    let Some(repository) = repository.filter(|_| trust == Trust::Developer) else { return Ok(Config::default()) };
    let Some(head) = repository.head()? else { return Ok(Config::default()) };
    let tree = repository.commit(head)?.tree;
    match repository.entry(tree, config::NAME.as_bytes())? {
        Some(entry) if !entry.is_tree() && !entry.is_gitlink() => {
            config::parse(&Path::new("HEAD").join(config::NAME), &repository.read_as(entry.id, Kind::Blob)?)
        }
        _ => Ok(Config::default()),
    }
}

/// What was looked at, and what was found.
#[derive(Default)]
pub(super) struct Looked {
    pub(super) findings: Vec<Finding>,
    pub(super) tally: Tally,
}

impl Looked {
    /// A run that read less than it meant to has not decided.
    fn counted(findings: Vec<Finding>, tally: Tally) -> Result<Self, Trouble> {
        if tally.read == tally.meant {
            Ok(Self { findings, tally })
        } else {
            Err(Trouble::Uncounted { meant: tally.meant, read: tally.read })
        }
    }

    /// Both together.
    pub(super) fn add(&mut self, more: Self) {
        self.findings.extend(more.findings);
        self.tally.add(more.tally);
    }
}

/// Today, by UTC.
pub(super) fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// How many findings a report for people tells in full.
const FULL: usize = 10;

fn tell(report: &Report, sink: &Sink) -> Result<(), Trouble> {
    match sink {
        Sink::Hook if report.findings.is_empty() && report.suppressed == 0 => Ok(()),
        Sink::Hook => {
            if !report.findings.is_empty() {
                write(&Human { full: FULL }, report, &mut anstream::stderr().lock())?;
            }
            summarise(report)
        }
        Sink::Scan { format, output, .. } => {
            let reporter: &dyn Reporter = match format {
                Format::Human => &Human { full: usize::MAX },
                Format::Json => &Json,
                Format::Gitleaks => &Gitleaks,
            };
            let silent = *format == Format::Human && report.findings.is_empty();
            match output {
                Some(path) => write_file(reporter, report, path)?,
                None if silent => {}
                None if *format == Format::Human => write(reporter, report, &mut anstream::stdout().lock())?,
                None => write(reporter, report, &mut std::io::stdout().lock())?,
            }
            summarise(report)
        }
    }
}

fn write(reporter: &dyn Reporter, report: &Report, out: &mut dyn Write) -> Result<(), Trouble> {
    let mut out = std::io::BufWriter::new(out);
    match reporter.write(report, &mut out).and_then(|()| out.flush()) {
        // whoever read it has seen enough; the exit code still tells the verdict
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(Trouble::Report),
    }
}

/// A report file is there whole or not at all.
fn write_file(reporter: &dyn Reporter, report: &Report, path: &Path) -> Result<(), Trouble> {
    let failed = |cause| Trouble::File { doing: "write", path: path.to_owned(), cause };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    let mut plain = anstream::StripStream::new(file.as_file_mut());
    reporter.write(report, &mut plain).and_then(|()| plain.flush()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

fn summarise(report: &Report) -> Result<(), Trouble> {
    let Some(line) = report::summary(report) else { return Ok(()) };
    match writeln!(std::io::stderr(), "{line}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Trouble::Report(error)),
        _ => Ok(()),
    }
}
