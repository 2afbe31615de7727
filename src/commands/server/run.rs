//! One push: who, where, when, and what counts here.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use jiff::{Timestamp, Unit};

use crate::config::server::Server;
use crate::finding::mask_runs;
use crate::git::Repository;
use crate::server::audit::{Log, Record, Ref};
use crate::server::people;
use crate::server::platform::{self, Call, Caller, Name, Purpose};
use crate::source::Update;
use crate::text::{cut, printable};

/// So many refs of a push are recorded by name.
const REFS: usize = 20;
/// A text in the audit log is at most this long (characters).
const TEXT: usize = 1_000;
/// How long another writer of the audit log is waited for where there is no deadline.
const PATIENCE: Duration = Duration::from_secs(10);

/// One push.
#[derive(Clone)]
pub(super) struct Run {
    started: Instant,
    time: Timestamp,
    /// Names the push in the audit log, and for whoever asks about it.
    pub(super) push: String,
    call: Call,
    /// Who asks.
    pub(super) caller: Caller,
    /// Who pushes, once that was asked for.
    user: OnceLock<Option<Name>>,
    /// What counts here, as far as it has been read.
    pub(super) server: Server,
    /// The refs that are to move.
    pub(super) updates: Vec<Update>,
    folder: Option<PathBuf>,
    common: Option<PathBuf>,
    /// Somebody is about to tell how it ends: the one who looks, or the one who watches the clock.
    settled: Arc<AtomicBool>,
}

impl Run {
    /// A push that has just arrived.
    pub(super) fn new(call: &Call) -> Self {
        let mut id = [0; 6];
        // a name that is not random is one all the same
        let _ = getrandom::fill(&mut id);
        // git starts a hook in its repository; where that cannot be opened, it is at least known which one it was
        let folder = variable("GIT_DIR").and_then(|folder| absolute(Path::new(&folder))).filter(|folder| folder.join("objects").is_dir());
        Self {
            started: Instant::now(),
            time: Timestamp::now(),
            push: data_encoding::HEXLOWER.encode(&id),
            call: call.clone(),
            caller: platform::caller(call, None, &variable),
            user: OnceLock::new(),
            server: Server::default(),
            updates: Vec::new(),
            common: folder.clone(),
            folder,
            settled: Arc::default(),
        }
    }

    /// From now on this counts.
    pub(super) fn under(&mut self, server: Server) {
        self.caller = platform::caller(&self.call, server.platform, &variable);
        self.user = OnceLock::new();
        self.server = server;
    }

    /// The push is for this repository.
    pub(super) fn at(&mut self, repository: &Repository) {
        self.folder = absolute(repository.git_dir());
        self.common = absolute(repository.common_dir());
    }

    /// The repository's name on the platform, or that of its folder.
    pub(super) fn repository(&self) -> Option<String> {
        if let Some(name) = &self.caller.repository {
            return Some(name.shown.clone());
        }
        let name = self.folder.as_ref()?.file_name()?.as_encoded_bytes();
        Some(printable(name.strip_suffix(b".git").filter(|name| !name.is_empty()).unwrap_or(name)))
    }

    /// Does the platform only want to know whether it would pass?
    pub(super) fn is_dry(&self) -> bool {
        self.caller.purpose == Purpose::DryRun
    }

    /// Who pushes.
    pub(super) fn user(&self) -> Option<&Name> {
        self.user.get_or_init(|| people::user(&self.caller)).as_ref()
    }

    /// How long the push has been held up.
    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// The same in milliseconds.
    pub(super) fn took(&self) -> u64 {
        u64::try_from(self.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// When looking has to be cut off, should it not end by itself: a little after the deadline.
    pub(super) fn cut_off(&self) -> Option<Duration> {
        let deadline = self.server.deadline?;
        let grace = (deadline / 10).clamp(Duration::from_millis(100), Duration::from_secs(2));
        Some(deadline + grace)
    }

    /// From here on this thread tells how it ends. Where the clock's watcher is telling it already, that ends the process.
    pub(super) fn settle(&self) {
        while self.settled.swap(true, Ordering::SeqCst) {
            std::thread::park();
        }
    }

    /// The same for the watcher, who has nothing to tell where the other one does.
    pub(super) fn settle_first(&self) -> bool {
        !self.settled.swap(true, Ordering::SeqCst)
    }

    /// The audit log; none where there shall be none, or nobody knows where.
    pub(super) fn log(&self) -> Option<Log> {
        let audit = &self.server.audit;
        let own = || Some(self.common.as_ref()?.join("leakgate").join("audit.jsonl"));
        let path = audit.path.clone().or_else(own).filter(|_| audit.enabled != Some(false))?;
        let left = self.cut_off().map(|end| (end + Duration::from_millis(250)).saturating_sub(self.elapsed()));
        let patience = left.map_or(PATIENCE, |left| left.clamp(Duration::from_millis(250), PATIENCE));
        Some(Log { path, rotate: audit.rotate, keep: audit.keep(), patience })
    }

    /// What every line of this push says. Names of refs are a stranger's text, which nobody may have looked at yet.
    pub(super) fn record(&self) -> Record {
        self.record_with(&|name| mask_runs(&printable(name)))
    }

    /// The same with another way to show a name.
    pub(super) fn record_with(&self, shown: &dyn Fn(&[u8]) -> String) -> Record {
        let named =
            |update: &Update| Ref { name: cut(&shown(&update.name), 300), old: update.old.to_string(), new: update.new.to_string() };
        Record {
            time: self.time.round(Unit::Millisecond).unwrap_or(self.time).to_string(),
            push: self.push.clone(),
            platform: self.caller.platform.name().to_owned(),
            repository: self.repository(),
            folder: self.folder.as_ref().map(|folder| printable(folder.as_os_str().as_encoded_bytes())),
            user: self.user().map(|user| user.shown.clone()),
            user_from: self.caller.told_by.to_owned(),
            via: self.caller.via.clone(),
            refs: self.updates.iter().take(REFS).map(named).collect(),
            more_refs: self.updates.len().saturating_sub(REFS) as u64,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..Record::default()
        }
    }
}

/// A path from the root on, without dots.
fn absolute(path: &Path) -> Option<PathBuf> {
    std::path::absolute(path).map(|path| path.components().collect()).ok()
}

/// A variable of the environment.
pub(super) fn variable(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name)
}

/// A text for the audit log: no control characters, no long runs that may be secrets, not too long.
pub(super) fn bounded(text: &str) -> String {
    cut(&mask_runs(&printable(text.as_bytes())), TEXT)
}
