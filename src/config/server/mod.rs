//! `[server]`: what an administrator decides. It counts where the file is the server's own, never where a push brought it.

mod measures;
mod read;
pub(super) mod registered;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::time::Duration;

use globset::GlobMatcher;

pub(super) use read::read;

/// What becomes of a push that could not be decided, or not in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is refused.
    Block,
    /// It may pass, and that is recorded.
    Allow,
}

impl Answer {
    /// As the configuration writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Allow => "allow",
        }
    }
}

/// Is the hook shut into a sandbox, where the kernel has one?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walls {
    /// As far as the kernel can.
    Auto,
    /// No.
    Off,
    /// Yes, or no push is looked at.
    Require,
}

impl Walls {
    /// As the configuration writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Off => "off",
            Self::Require => "require",
        }
    }
}

/// Who calls the hook: it decides who is asking, for which repository, and how an answer has to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// `git receive-pack` and nobody else.
    Git,
    /// GitHub Enterprise Server.
    GitHub,
    /// GitLab, self-managed.
    GitLab,
    /// Gitea or Forgejo.
    Gitea,
    /// Bitbucket Data Center.
    Bitbucket,
    /// Gitolite.
    Gitolite,
    /// Gerrit.
    Gerrit,
}

impl Platform {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Git, Self::GitHub, Self::GitLab, Self::Gitea, Self::Bitbucket, Self::Gitolite, Self::Gerrit];

    /// As the configuration and the audit log write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Git => "git",
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
            Self::Gitea => "gitea",
            Self::Bitbucket => "bitbucket",
            Self::Gitolite => "gitolite",
            Self::Gerrit => "gerrit",
        }
    }
}

/// Why a push could not be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A file of the configuration, or a rule in it.
    Configuration,
    /// The repository cannot be opened, or its refs not be read.
    Repository,
    /// An object that was pushed is missing, damaged or not well formed.
    Object,
    /// What git, the platform or a push option handed over is not understood.
    Input,
    /// Something was larger than may be looked at.
    Limit,
    /// Time ran out.
    Late,
    /// A fault of leakgate, or of the machine that it runs on.
    Internal,
}

impl Cause {
    /// As the configuration and the audit log write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::Repository => "repository",
            Self::Object => "object",
            Self::Input => "input",
            Self::Limit => "limit",
            Self::Late => "late",
            Self::Internal => "internal",
        }
    }
}

/// A pattern over names, with the text that it was written as.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As it was written.
    pub text: String,
    matcher: GlobMatcher,
}

impl Pattern {
    /// Does it fit?
    pub fn holds(&self, name: &str) -> bool {
        self.matcher.is_match(name)
    }
}

/// Who may let one finding pass by a push option.
#[derive(Debug, Clone, Default)]
pub struct Bypass {
    /// Users.
    pub users: Vec<Pattern>,
    /// Groups: of the configuration, of the platform, of the operating system.
    pub groups: Vec<Pattern>,
    /// Refs that it is possible for; all where there are none.
    pub refs: Vec<Pattern>,
}

/// People who are named together.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Users.
    pub members: Vec<Pattern>,
}

/// When the audit log goes on in a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotate {
    /// Once it is this large (bytes).
    Size(u64),
    /// On the first line of another day (UTC).
    Daily,
}

/// The audit log.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// Is there one?
    pub enabled: Option<bool>,
    /// The file.
    pub path: Option<PathBuf>,
    /// What becomes of a push that cannot be recorded.
    pub unwritable: Option<Answer>,
    /// When a new file is begun.
    pub rotate: Option<Rotate>,
    /// How many old files are kept.
    pub keep: Option<usize>,
    /// Are clean pushes recorded?
    pub clean: Option<bool>,
}

/// The most that is looked at of one kind, and what becomes of a push that brings more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limit {
    /// Bytes, or a number of commits.
    pub most: Option<u64>,
    /// What becomes of more.
    pub over: Option<Answer>,
}

/// Limits on what is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits {
    /// Bytes of one file.
    pub blob: Limit,
    /// Bytes of an archive that is opened.
    pub archive: Limit,
    /// Commits of a push.
    pub commits: Limit,
}

/// What becomes of a push that could not be decided, by cause; refused where nothing is said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Undecided {
    configuration: Option<Answer>,
    repository: Option<Answer>,
    object: Option<Answer>,
    input: Option<Answer>,
    internal: Option<Answer>,
}

/// The table. What it does not say is `None`, so that one file can be laid over another.
#[derive(Debug, Clone, Default)]
pub struct Server {
    /// The platform, where it is not to be told from the environment.
    pub platform: Option<Platform>,
    /// How long a push may be looked at.
    pub deadline: Option<Duration>,
    /// What becomes of a push that was not looked at to its end.
    pub late: Option<Answer>,
    /// The same for what could not be decided for another cause.
    pub undecided: Undecided,
    /// How many findings are told in full.
    pub full: Option<usize>,
    /// A line of the organisation's own.
    pub message: Option<String>,
    /// Do allow comments count?
    pub comments: Option<bool>,
    /// Does the `.leakgate.toml` of the default branch count?
    pub default_branch: Option<bool>,
    /// Are pushes that the platform itself makes passed over?
    pub skip_internal: Option<bool>,
    /// The file for metrics.
    pub metrics: Option<PathBuf>,
    /// Does the hook give up what it does not need before it looks?
    pub sandbox: Option<Walls>,
    /// Who may let one finding pass.
    pub bypass: Option<Bypass>,
    /// Groups.
    pub groups: Vec<Group>,
    /// The audit log.
    pub audit: Audit,
    /// Limits.
    pub limits: Limits,
}

/// So many findings are told in full where nothing is said.
const FULL: usize = 10;
/// So many old files of the audit log are kept where nothing is said.
const KEEP: usize = 12;

impl Server {
    /// This one, and what `lower` says where it says nothing.
    #[must_use]
    pub fn over(self, lower: Self) -> Self {
        let limit = |own: Limit, lower: Limit| Limit { most: own.most.or(lower.most), over: own.over.or(lower.over) };
        Self {
            platform: self.platform.or(lower.platform),
            deadline: self.deadline.or(lower.deadline),
            late: self.late.or(lower.late),
            undecided: Undecided {
                configuration: self.undecided.configuration.or(lower.undecided.configuration),
                repository: self.undecided.repository.or(lower.undecided.repository),
                object: self.undecided.object.or(lower.undecided.object),
                input: self.undecided.input.or(lower.undecided.input),
                internal: self.undecided.internal.or(lower.undecided.internal),
            },
            full: self.full.or(lower.full),
            message: self.message.or(lower.message),
            comments: self.comments.or(lower.comments),
            default_branch: self.default_branch.or(lower.default_branch),
            skip_internal: self.skip_internal.or(lower.skip_internal),
            metrics: self.metrics.or(lower.metrics),
            sandbox: self.sandbox.or(lower.sandbox),
            bypass: self.bypass.or(lower.bypass),
            groups: if self.groups.is_empty() { lower.groups } else { self.groups },
            audit: Audit {
                enabled: self.audit.enabled.or(lower.audit.enabled),
                path: self.audit.path.or(lower.audit.path),
                unwritable: self.audit.unwritable.or(lower.audit.unwritable),
                rotate: self.audit.rotate.or(lower.audit.rotate),
                keep: self.audit.keep.or(lower.audit.keep),
                clean: self.audit.clean.or(lower.audit.clean),
            },
            limits: Limits {
                blob: limit(self.limits.blob, lower.limits.blob),
                archive: limit(self.limits.archive, lower.limits.archive),
                commits: limit(self.limits.commits, lower.limits.commits),
            },
        }
    }

    /// What becomes of a push that could not be decided for this cause.
    pub fn answer(&self, cause: Cause) -> Answer {
        let said = match cause {
            Cause::Configuration => self.undecided.configuration,
            Cause::Repository => self.undecided.repository,
            Cause::Object => self.undecided.object,
            Cause::Input => self.undecided.input,
            Cause::Internal => self.undecided.internal,
            Cause::Late => self.late,
            // each limit has an answer of its own
            Cause::Limit => None,
        };
        said.unwrap_or(Answer::Block)
    }

    /// How many findings are told in full.
    pub fn full(&self) -> usize {
        self.full.unwrap_or(FULL)
    }
}

impl Audit {
    /// What becomes of a push that cannot be recorded: where a log was asked for, it is refused.
    pub fn unwritable(&self) -> Answer {
        self.unwritable.unwrap_or(if self.path.is_some() { Answer::Block } else { Answer::Allow })
    }

    /// How many old files are kept.
    pub fn keep(&self) -> usize {
        self.keep.unwrap_or(KEEP)
    }
}
