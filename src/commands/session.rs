//! What all looking verbs share: open, look, suppress, judge, report.

use std::cell::OnceCell;
use std::path::Path;

use jiff::Timestamp;

use super::tell::{Sink, tell};
use crate::cli::Level;
use crate::config::{self, Config};
use crate::detect::Detector;
use crate::exit::Exit;
use crate::finding::{Finding, Stage, Tally, Verdict};
use crate::fingerprint::Key;
use crate::git::{Kind, Repository};
use crate::inspect::Inspector;
use crate::report::{Occasion, Report};
use crate::respond::Situation;
use crate::source::Visit;
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
        Ok(Looked { findings: inspector.findings, tally })
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
        let repository = self.repository.as_ref().and_then(name);
        let report = Report { findings, situation, what, tally, suppressed, notes, repository, created: Timestamp::now() };
        tell(&report, sink)?;
        Ok(exit)
    }
}

/// What was looked at, and what was found.
#[derive(Default)]
pub(super) struct Looked {
    pub(super) findings: Vec<Finding>,
    pub(super) tally: Tally,
}

impl Looked {
    /// Both together.
    pub(super) fn add(&mut self, more: Self) {
        self.findings.extend(more.findings);
        self.tally.meant += more.tally.meant;
        self.tally.read += more.tally.read;
        self.tally.bytes += more.tally.bytes;
    }
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
