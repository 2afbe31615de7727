//! What all looking verbs share: open, look, suppress, judge, report.

use std::cell::OnceCell;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::{Format, Level};
use crate::config::{self, Config};
use crate::detect::Detector;
use crate::exit::Exit;
use crate::finding::{Finding, Stage, Tally, Unread, Verdict};
use crate::fingerprint::Key;
use crate::git::{Kind, Repository};
use crate::inspect::Inspector;
use crate::report::{self, Gitleaks, Human, Json, Occasion, Report, Reporter};
use crate::respond::Situation;
use crate::source::Visit;
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
    key: OnceCell<Key>,
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
        Ok(Self { repository, detector: Detector::new(rules::all()), trust, working, key: OnceCell::new() })
    }

    /// The repository of a run that has one.
    pub(super) fn repository(&self) -> Result<&Repository, Trouble> {
        self.repository.as_ref().ok_or_else(|| Trouble::Usage {
            what: "this is no git repository".to_owned(),
            next: "run it inside one, or name paths to scan: leakgate scan PATH".to_owned(),
        })
    }

    /// Looks at everything that `walk` visits.
    pub(super) fn look(&self, stage: Stage, walk: impl FnOnce(&mut Visit<'_>) -> Result<(), Trouble>) -> Result<Looked, Trouble> {
        let key = || self.key.get_or_init(|| self.find_key()).clone();
        let mut inspector = Inspector::new(&self.detector, self.repository.as_ref(), &key, stage);
        walk(&mut |item| inspector.look(item))?;
        let tally = inspector.tally;
        if tally.read != tally.meant {
            return Err(Trouble::Uncounted { meant: tally.meant, read: tally.read });
        }
        Ok(Looked { findings: inspector.findings, unread: inspector.unread, tally })
    }

    fn find_key(&self) -> Key {
        let committed = self.committed().ok().and_then(|config| config.fingerprint_key);
        let local = || self.repository.as_ref().map_or_else(config::key::shared, |repository| config::key::local(repository.common_dir()));
        committed.or_else(|| self.working.fingerprint_key.clone()).unwrap_or_else(local)
    }

    /// The configuration in HEAD; the default one where there is none.
    fn committed(&self) -> Result<Config, Trouble> {
        let Some(repository) = self.repository.as_ref().filter(|_| self.trust == Trust::Developer) else { return Ok(Config::default()) };
        let Some(head) = repository.head()? else { return Ok(Config::default()) };
        let tree = repository.commit(head)?.tree;
        match repository.entry(tree, config::NAME.as_bytes())? {
            Some(entry) if !entry.is_tree() && !entry.is_gitlink() => {
                config::parse(&Path::new("HEAD").join(config::NAME), &repository.read_as(entry.id, Kind::Blob)?)
            }
            _ => Ok(Config::default()),
        }
    }

    /// The configuration that counts, and notes about what does not yet.
    fn config(&self) -> Result<(Config, Vec<String>), Trouble> {
        match self.trust {
            Trust::Developer => Ok(config::join(self.committed()?, self.working.clone())),
            Trust::Files => Ok((self.working.clone(), Vec::new())),
            Trust::Server => Ok((Config { comments: false, ..Config::default() }, Vec::new())),
        }
    }

    /// Suppresses, judges and reports.
    pub(super) fn conclude(&self, looked: Looked, what: Occasion, mut situation: Situation, sink: &Sink) -> Result<Exit, Trouble> {
        let Looked { mut findings, unread, tally } = looked;
        let mut notes = Vec::new();
        let mut unread_verdict = Verdict::Warn;
        if !findings.is_empty() || !unread.is_empty() {
            let (config, waiting) = self.config()?;
            unread_verdict = config.unread;
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
        let blocks =
            findings.iter().any(|finding| finding.verdict == Verdict::Block) || (!unread.is_empty() && unread_verdict == Verdict::Block);
        let exit = if blocks { Exit::Findings } else { Exit::Clean };
        let level = match sink {
            Sink::Scan { level: Level::Block, .. } => Verdict::Block,
            Sink::Hook | Sink::Scan { level: Level::Warn, .. } => Verdict::Warn,
            Sink::Scan { level: Level::All, .. } => Verdict::Ignore,
        };
        findings.retain(|finding| finding.verdict >= level);
        let report = Report { findings, unread, unread_verdict, situation, what, tally, suppressed, notes };
        tell(&report, sink)?;
        Ok(exit)
    }
}

/// What was looked at, and what was found.
#[derive(Default)]
pub(super) struct Looked {
    pub(super) findings: Vec<Finding>,
    pub(super) unread: Vec<Unread>,
    pub(super) tally: Tally,
}

impl Looked {
    /// Both together.
    pub(super) fn add(&mut self, more: Self) {
        self.findings.extend(more.findings);
        self.unread.extend(more.unread);
        self.tally.meant += more.tally.meant;
        self.tally.read += more.tally.read;
        self.tally.bytes += more.tally.bytes;
        self.tally.unread += more.tally.unread;
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
        Sink::Hook if report.findings.is_empty() && report.unread.is_empty() && report.suppressed == 0 => Ok(()),
        Sink::Hook => {
            if !report.findings.is_empty() || !report.unread.is_empty() {
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
            let silent = *format == Format::Human && report.findings.is_empty() && report.unread.is_empty();
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
